#pragma once

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <functional>
#include <stomp/stomp.hpp>
#include <string>
#include <thread>
#include <utility>

/// A websocket server on loopback that speaks STOMP as a script says.
namespace nem_node::testing {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// The server's end of one connection.
class Spoken {
public:
    using Socket = beast::websocket::stream<asio::ip::tcp::socket>;
    explicit Spoken(Socket& socket) : socket_{&socket} {}

    /// Nothing when the client is gone.
    std::optional<stomp::Frame> listen() {
        while (true) {
            auto frame = reader_.next();
            if (!frame) { return std::nullopt; }
            if (*frame) { return **std::move(frame); }
            beast::flat_buffer buffer;
            boost::system::error_code error;
            socket_->read(buffer, error);
            if (error) { return std::nullopt; }
            reader_.feed(beast::buffers_to_string(buffer.data()));
        }
    }
    /// The next frame with this command; what comes before it is kept in `heard`.
    std::optional<stomp::Frame> listen_for(const std::string& command) {
        while (auto frame = listen()) {
            heard.push_back(*frame);
            if (frame->command == command) { return frame; }
        }
        return std::nullopt;
    }
    void say_bytes(const std::string& bytes) {
        boost::system::error_code ignored;
        socket_->text(true);
        socket_->write(asio::buffer(bytes), ignored);
    }
    void say(const stomp::Frame& frame) { say_bytes(stomp::write(frame)); }
    void welcome() {
        listen_for("CONNECT");
        say({"CONNECTED", {{"version", "1.2"}, {"heart-beat", "0,0"}}, ""});
    }
    void publish(const std::string& topic, const std::string& body) {
        say({"MESSAGE",
             {{"destination", topic}, {"message-id", "1"}, {"subscription", topic}},
             body});
    }

    std::vector<stomp::Frame> heard;

private:
    Socket* socket_;
    stomp::FrameReader reader_;
};

class WebsocketServer {
public:
    /// Called for each connection, from 0 on; its end closes the connection.
    using Script = std::function<void(Spoken&, int connection)>;

    explicit WebsocketServer(Script script)
        : script_{std::move(script)},
          acceptor_{io_, {asio::ip::make_address("127.0.0.1"), 0}},
          port_{acceptor_.local_endpoint().port()},
          thread_{[this](const std::stop_token& stop) { serve(stop); }} {}
    // NOLINTNEXTLINE(bugprone-exception-escape): a test may end that way
    ~WebsocketServer() {
        thread_.request_stop();
        asio::io_context io;
        asio::ip::tcp::socket socket{io};
        boost::system::error_code ignored;
        std::ignore = socket.connect({asio::ip::make_address("127.0.0.1"), port_}, ignored);
        thread_.join();
    }
    WebsocketServer(const WebsocketServer&) = delete;
    WebsocketServer& operator=(const WebsocketServer&) = delete;
    WebsocketServer(WebsocketServer&&) = delete;
    WebsocketServer& operator=(WebsocketServer&&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    void serve(const std::stop_token& stop) {
        for (int connection = 0;; ++connection) {
            boost::system::error_code error;
            Spoken::Socket socket{io_};
            std::ignore = acceptor_.accept(socket.next_layer(), error);
            if (stop.stop_requested()) { return; }
            socket.accept(error);
            if (error) { continue; }
            Spoken spoken{socket};
            script_(spoken, connection);
        }
    }

    Script script_;
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_;
    std::jthread thread_;
};

}  // namespace nem_node::testing

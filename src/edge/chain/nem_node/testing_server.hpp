#pragma once

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// An HTTP server on loopback whose answers are bytes, so that any fault can be served.
namespace nem_node::testing {

namespace asio = boost::asio;
namespace beast = boost::beast;

struct Asked {
    std::string method;
    std::string target;
    std::string body;
    std::string encodings;  // Accept-Encoding
    std::size_t connection{0};
};
struct Served {
    std::string bytes;
    bool close{false};  // after the bytes
    std::chrono::milliseconds delay{0};
};

inline Served answer(int status, const std::string& body, const std::string& headers = "") {
    return {"HTTP/1.1 " + std::to_string(status) + " X\r\n" + headers +
                "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body,
            false,
            {}};
}
inline Served ok(const std::string& body) { return answer(200, body); }

class TestServer {
public:
    using Handler = std::function<Served(const Asked&)>;

    explicit TestServer(Handler handler)
        : handler_{std::move(handler)},
          acceptor_{io_, {asio::ip::make_address("127.0.0.1"), 0}},
          port_{acceptor_.local_endpoint().port()},
          thread_{[this](const std::stop_token& stop) { serve(stop); }} {}
    // NOLINTNEXTLINE(bugprone-exception-escape): a test may end that way
    ~TestServer() {
        thread_.request_stop();
        // Wakes the accept.
        asio::io_context io;
        asio::ip::tcp::socket socket{io};
        boost::system::error_code ignored;
        std::ignore = socket.connect({asio::ip::make_address("127.0.0.1"), port_}, ignored);
        thread_.join();
    }
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    TestServer(TestServer&&) = delete;
    TestServer& operator=(TestServer&&) = delete;

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] std::vector<Asked> asked() const {
        const std::scoped_lock lock{mutex_};
        return asked_;
    }

private:
    void serve(const std::stop_token& stop) {
        for (std::size_t connection = 0;; ++connection) {
            boost::system::error_code error;
            asio::ip::tcp::socket socket{io_};
            std::ignore = acceptor_.accept(socket, error);
            if (stop.stop_requested()) { return; }
            if (!error) { talk(socket, connection); }
        }
    }
    void talk(asio::ip::tcp::socket& socket, std::size_t connection) {
        beast::flat_buffer buffer;
        while (true) {
            boost::system::error_code error;
            beast::http::request<beast::http::string_body> request;
            beast::http::read(socket, buffer, request, error);
            if (error) { return; }
            const auto text = [](auto view) { return std::string{view.data(), view.size()}; };
            const Asked asked{text(request.method_string()), text(request.target()), request.body(),
                              text(request[beast::http::field::accept_encoding]), connection};
            {
                const std::scoped_lock lock{mutex_};
                asked_.push_back(asked);
            }
            const Served served = handler_(asked);
            std::this_thread::sleep_for(served.delay);
            asio::write(socket, asio::buffer(served.bytes), error);
            if (error || served.close) { return; }
        }
    }

    Handler handler_;
    asio::io_context io_;
    asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_;
    mutable std::mutex mutex_;
    std::vector<Asked> asked_;
    std::jthread thread_;
};

}  // namespace nem_node::testing

#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "connections.hpp"

namespace replay {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

constexpr std::size_t kFramesWaitingMax = 2'000;

class WebsocketConnection : public Listener,
                            public std::enable_shared_from_this<WebsocketConnection> {
public:
    WebsocketConnection(beast::tcp_stream stream, Desk& desk, Surroundings& around,
                        std::shared_ptr<Place> place)
        : stream_{std::move(stream)}, desk_{desk}, around_{around}, place_{std::move(place)} {
        websocket::stream_base::timeout timeout{};
        timeout.handshake_timeout = around_.idle_timeout;
        timeout.idle_timeout = around_.idle_timeout;
        timeout.keep_alive_pings = true;
        stream_.set_option(timeout);
        stream_.read_message_max(kBodyBytesMax);
    }

    void start(const http::request<http::string_body>& upgrade) {
        beast::get_lowest_layer(stream_).expires_never();
        // 12: STOMP 1.2 over websocket.
        stream_.set_option(
            websocket::stream_base::decorator([](websocket::response_type& response) {
                response.set(http::field::sec_websocket_protocol, "v12.stomp");
            }));
        stream_.async_accept(upgrade, [self = shared_from_this()](error_code failed) {
            if (failed) { return; }
            self->desk_.hub.join(self);
            self->read();
        });
    }

    void hear(Pushes pushes) override {
        asio::post(stream_.get_executor(), [self = shared_from_this(), pushes] {
            for (const Push& push : *pushes) {
                for (auto& frame : self->session_.frames_of(push)) { self->send(std::move(frame)); }
            }
        });
    }
    void hang_up() override {
        asio::post(stream_.get_executor(),
                   [self = shared_from_this()] { beast::get_lowest_layer(self->stream_).close(); });
    }

private:
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](error_code failed, std::size_t) {
            if (!failed) { self->take(); }
        });
    }

    void take() {
        const std::string message = beast::buffers_to_string(buffer_.data());
        buffer_.consume(buffer_.size());
        const auto view = desk_.view.read();
        auto reaction = desk_.hub.with_registered([&](Registered& registered) {
            return session_.read(message, *view, around_.now_ms(), registered);
        });
        for (auto& frame : reaction.frames) { send(std::move(frame)); }
        desk_.hub.broadcast(std::make_shared<const std::vector<Push>>(std::move(reaction.pushes)));
        closing_ = reaction.close;
        if (!closing_) {
            read();
        } else if (waiting_.empty()) {
            close();
        }
    }

    void send(std::string frame) {
        // Who does not read what it subscribed to is let go.
        if (waiting_.size() >= kFramesWaitingMax) {
            beast::get_lowest_layer(stream_).close();
            return;
        }
        waiting_.push_back(std::move(frame));
        if (waiting_.size() == 1) { write(); }
    }

    void write() {
        stream_.text(true);
        stream_.async_write(asio::buffer(waiting_.front()),
                            [self = shared_from_this()](error_code failed, std::size_t) {
                                if (failed) { return; }
                                self->waiting_.pop_front();
                                if (!self->waiting_.empty()) {
                                    self->write();
                                } else if (self->closing_) {
                                    self->close();
                                }
                            });
    }

    void close() {
        stream_.async_close(websocket::close_code::normal,
                            [self = shared_from_this()](error_code) {});
    }

    websocket::stream<beast::tcp_stream> stream_;
    Desk& desk_;
    Surroundings& around_;
    std::shared_ptr<Place> place_;
    beast::flat_buffer buffer_;
    StompSession session_;
    std::deque<std::string> waiting_;
    bool closing_{false};
};

}  // namespace

void serve_websocket(beast::tcp_stream stream, const http::request<http::string_body>& upgrade,
                     Desk& desk, Surroundings& around, std::shared_ptr<Place> place) {
    std::make_shared<WebsocketConnection>(std::move(stream), desk, around, std::move(place))
        ->start(upgrade);
}

}  // namespace replay

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <optional>
#include <sstream>

#include "connections.hpp"

namespace replay {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

constexpr std::size_t kHeaderBytesMax = 16U << 10U;

class HttpConnection : public std::enable_shared_from_this<HttpConnection> {
public:
    HttpConnection(asio::ip::tcp::socket socket, Desk& desk, Surroundings& around)
        : stream_{std::move(socket)},
          timer_{stream_.get_executor()},
          desk_{desk},
          around_{around},
          place_{std::make_shared<Place>(around)} {}

    void start() {
        asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(); });
    }

private:
    void read() {
        parser_.emplace();
        parser_->body_limit(kBodyBytesMax);
        parser_->header_limit(kHeaderBytesMax);
        stream_.expires_after(around_.idle_timeout);
        http::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code failed, std::size_t) { self->take(failed); });
    }

    void take(error_code failed) {
        if (failed == http::error::body_limit || failed == http::error::header_limit) {
            keep_alive_ = false;
            write(to_error(413, "the request is too large", around_.now_ms()), {});
            return;
        }
        if (failed) { return; }
        auto message = parser_->release();
        keep_alive_ = message.keep_alive();
        const auto view = desk_.view.read();
        if (beast::websocket::is_upgrade(message)) {
            upgrade(message);
            return;
        }
        answer(*view, message);
    }

    void upgrade(const http::request<http::string_body>& message) {
        if (!message.target().starts_with("/w/messages/")) {
            write(to_error(404, "unknown path", around_.now_ms()), {});
            return;
        }
        serve_websocket(std::move(stream_), message, desk_, around_, place_);
    }

    void answer(const View& view, http::request<http::string_body>& message) {
        const std::uint64_t now = around_.now_ms();
        const Faults faults = due_faults(view.faults);
        const bool post = message.method() == http::verb::post;
        if (!post && message.method() != http::verb::get) {
            write(to_error(405, "only GET and POST are supported", now), {});
            return;
        }
        if (faults.refuse) {
            write(to_error(429, "too many requests", now), {});
            return;
        }
        const Request request{post, std::string{message.target()}, std::move(message.body()), now};
        auto said = respond(view, request);
        if (const auto* response = std::get_if<Response>(&said)) {
            delay(*response, faults);
            return;
        }
        Errand errand{desk_.number, std::move(std::get<Announcement>(said).transaction), {}};
        errand.done = [self = shared_from_this(), faults](const Announced& announced) {
            asio::post(self->stream_.get_executor(),
                       [self, faults, response = to_response(announced)] {
                           self->delay(response, faults);
                       });
        };
        if (!around_.errands.add(std::move(errand))) {
            write(to_error(503, "too many announcements wait", now), {});
        }
    }

    /// Only each such answer is faulty.
    Faults due_faults(Faults faults) {
        const std::uint32_t number = ++desk_.asked;
        if (number % faults.every == 0) { return faults; }
        return {};
    }

    void delay(const Response& response, const Faults& faults) {
        if (faults.delay.count() == 0) {
            write(response, faults);
            return;
        }
        stream_.expires_never();
        timer_.expires_after(faults.delay);
        timer_.async_wait([self = shared_from_this(), response, faults](error_code cancelled) {
            if (!cancelled) { self->write(response, faults); }
        });
    }

    void write(const Response& response, const Faults& faults) {
        answer_.emplace(static_cast<http::status>(response.status), 11);
        answer_->set(http::field::content_type, "application/json");
        answer_->set(http::field::access_control_allow_origin, "*");
        answer_->body() =
            faults.half ? response.body.substr(0, response.body.size() / 2) : response.body;
        answer_->keep_alive(keep_alive_);
        answer_->prepare_payload();
        stream_.expires_after(around_.idle_timeout);
        if (faults.cut) {
            cut();
            return;
        }
        http::async_write(
            stream_, *answer_,
            [self = shared_from_this()](error_code failed, std::size_t) { self->wrote(failed); });
    }

    /// All of the header, half of the body, and the end.
    void cut() {
        std::ostringstream text;
        text << *answer_;
        part_ = std::move(text).str();
        part_.resize(part_.size() - ((answer_->body().size() + 1) / 2));
        asio::async_write(stream_, asio::buffer(part_),
                          [self = shared_from_this()](error_code, std::size_t) { self->close(); });
    }

    void wrote(error_code failed) {
        if (failed) { return; }
        if (keep_alive_) {
            read();
        } else {
            close();
        }
    }

    void close() {
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        stream_.socket().close(ignored);
    }

    beast::tcp_stream stream_;
    asio::steady_timer timer_;
    Desk& desk_;
    Surroundings& around_;
    std::shared_ptr<Place> place_;
    beast::flat_buffer buffer_{kHeaderBytesMax + kBodyBytesMax};
    std::optional<http::request_parser<http::string_body>> parser_;
    std::optional<http::response<http::string_body>> answer_;
    std::string part_;
    bool keep_alive_{true};
};

}  // namespace

void serve_http(asio::ip::tcp::socket socket, Desk& desk, Surroundings& around) {
    std::make_shared<HttpConnection>(std::move(socket), desk, around)->start();
}

}  // namespace replay

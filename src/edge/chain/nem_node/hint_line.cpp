#include "hint_line.hpp"

#include <concepts>

namespace nem_node {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;

websocket::stream_base::timeout timeouts(const HintsSettings& settings) {
    websocket::stream_base::timeout timeout{};
    timeout.handshake_timeout = settings.connect_timeout;
    timeout.idle_timeout = settings.idle_timeout;
    timeout.keep_alive_pings = true;
    return timeout;
}

}  // namespace

HintLine::HintLine(asio::io_context& io, const HintsSettings& settings, Listener listener)
    : host_{settings.host},
      port_{settings.port},
      connect_timeout_{settings.connect_timeout},
      listener_{std::move(listener)},
      resolver_{io},
      socket_{io},
      greeting_{io} {
    socket_.set_option(timeouts(settings));
    socket_.read_message_max(settings.message_bytes_max);
    socket_.text(true);
}

template <class Next>
auto HintLine::or_end(const char* what, Next next) {
    return [self = shared_from_this(), what, next = std::move(next)](Error error, auto&&... rest)
        requires std::invocable<const Next&, decltype(rest)...>
    {
        if (self->ended_) { return; }
        if (error) { return self->end(fmt::format("{}: {}", what, error.message())); }
        next(std::forward<decltype(rest)>(rest)...);
    };
}

void HintLine::start() {
    resolver_.async_resolve(
        host_, std::to_string(port_),
        or_end("resolving", [this](const auto& addresses) { resolved(addresses); }));
}

void HintLine::resolved(const asio::ip::tcp::resolver::results_type& addresses) {
    auto& stream = beast::get_lowest_layer(socket_);
    stream.expires_after(connect_timeout_);
    stream.async_connect(addresses,
                         or_end("connecting", [this](const auto& /*endpoint*/) { shake_hands(); }));
}

void HintLine::shake_hands() {
    beast::get_lowest_layer(socket_).expires_never();  // the websocket has time-outs of its own
    socket_.async_handshake(fmt::format("{}:{}", host_, port_), "/w/messages/websocket",
                            or_end("websocket handshake", [this] { greet(); }));
}

void HintLine::greet() {
    send({"CONNECT", {{"accept-version", "1.1,1.2"}, {"host", host_}, {"heart-beat", "0,0"}}, ""});
    greeting_.expires_after(connect_timeout_);
    greeting_.async_wait([self = shared_from_this()](Error error) {
        if (!error && !self->connected_) { self->end("no CONNECTED in time"); }
    });
    read();
}

void HintLine::read() {
    socket_.async_read(buffer_, or_end("reading", [this](std::size_t bytes) { take(bytes); }));
}

void HintLine::take(std::size_t bytes) {
    frames_.feed(beast::buffers_to_string(buffer_.data()));
    buffer_.consume(bytes);
    while (!ended_) {
        const auto next = frames_.next();
        if (!next) { return end(std::string{stomp::to_string(next.error())}); }
        const std::optional<stomp::Frame>& frame = *next;
        if (!frame) { return read(); }
        take_frame(*frame);
    }
}

void HintLine::take_frame(const stomp::Frame& frame) {
    if (frame.command == "ERROR") {
        const auto message = frame.header("message").value_or("no message");
        return end("the node says ERROR: " + base::visible(message, 200));
    }
    if (frame.command == "CONNECTED" && !connected_) {
        connected_ = true;
        greeting_.cancel();
        return listener_.connected();
    }
    if (connected_) { listener_.frame(frame); }
}

void HintLine::send(const stomp::Frame& frame) {
    outgoing_.push_back(stomp::write(frame));
    if (outgoing_.size() == 1) { write(); }
}

void HintLine::write() {
    socket_.async_write(asio::buffer(outgoing_.front()),
                        or_end("writing", [this](std::size_t /*bytes*/) {
                            outgoing_.pop_front();
                            if (!outgoing_.empty()) { write(); }
                        }));
}

void HintLine::end(const std::string& why) {
    if (ended_) { return; }
    ended_ = true;
    greeting_.cancel();
    beast::get_lowest_layer(socket_).close();  // what is under way comes back with an error
    listener_.ended(why);
}

}  // namespace nem_node

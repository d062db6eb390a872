#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <nem_node/hints.hpp>
#include <stomp/stomp.hpp>
#include <utility>

namespace nem_node {

/// One connection, from resolving the name to its end. Lives as long as something is under way on
/// it; used by the thread that runs its io_context alone.
class HintLine : public std::enable_shared_from_this<HintLine> {
public:
    struct Listener {
        std::function<void()> connected;
        std::function<void(const stomp::Frame&)> frame;
        std::function<void(const std::string& why)> ended;  // once, last
    };
    HintLine(boost::asio::io_context& io, const HintsSettings& settings, Listener listener);

    void start();
    void send(const stomp::Frame& frame);

private:
    using Error = boost::system::error_code;
    void resolved(const boost::asio::ip::tcp::resolver::results_type& addresses);
    void shake_hands();
    void greet();
    void read();
    void take(std::size_t bytes);
    void take_frame(const stomp::Frame& frame);
    void write();
    void end(const std::string& why);
    /// A handler that goes on with `next`, or ends the line.
    template <class Next>
    auto or_end(const char* what, Next next);

    std::string host_;
    std::uint16_t port_;
    std::chrono::milliseconds connect_timeout_;
    Listener listener_;
    boost::asio::ip::tcp::resolver resolver_;
    boost::beast::websocket::stream<boost::beast::tcp_stream> socket_;
    boost::asio::steady_timer greeting_;  // how long STOMP's CONNECTED may take
    boost::beast::flat_buffer buffer_;
    stomp::FrameReader frames_;
    std::deque<std::string> outgoing_;
    bool connected_{false};
    bool ended_{false};
};

}  // namespace nem_node

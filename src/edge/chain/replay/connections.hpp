#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "stage.hpp"

/// HTTP and websocket on one socket each. Handlers run one at a time: a connection has a strand.
namespace replay {

/// Counts a connection as long as it lives.
class Place {
public:
    explicit Place(Surroundings& around) : around_{around} { ++around_.connections; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place(Place&&) = delete;
    Place& operator=(Place&&) = delete;
    ~Place() { --around_.connections; }

private:
    Surroundings& around_;
};

/// `desk` and `around` outlive the connection.
void serve_http(boost::asio::ip::tcp::socket socket, Desk& desk, Surroundings& around);
void serve_websocket(boost::beast::tcp_stream stream,
                     const boost::beast::http::request<boost::beast::http::string_body>& upgrade,
                     Desk& desk, Surroundings& around, std::shared_ptr<Place> place);

}  // namespace replay

#pragma once

#include <nem_node/node.hpp>
#include <string_view>

namespace nem_node {

/// In lower case; the port is empty where none is given.
struct NodeUrl {
    std::string scheme;
    std::string host;
    std::string port;
};
[[nodiscard]] Answer<NodeUrl> split_node_url(std::string_view text);
[[nodiscard]] std::string to_text(const NodeUrl& url);
/// By name alone: a request there leaves no machine.
[[nodiscard]] bool is_loopback(std::string_view host);
/// For a value of a query.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace nem_node

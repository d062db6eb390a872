#include "node_url.hpp"

#include <algorithm>
#include <charconv>
#include <nem_node/rest_node.hpp>

namespace nem_node {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') { c = static_cast<char>(c - 'A' + 'a'); }
    }
    return result;
}

bool is_host(std::string_view host) {
    if (host.starts_with('[') && host.ends_with(']')) {
        const auto inside = host.substr(1, host.size() - 2);
        return !inside.empty() && std::ranges::all_of(inside, [](char c) {
            return is_hex(c) || c == ':' || c == '.';
        });
    }
    return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '-';
    });
}

std::optional<unsigned> parse_port(std::string_view text) {
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || port < 1 || port > 65'535) { return std::nullopt; }
    return port;
}

/// It says what is expected and never repeats the text, which may hold a password.
NodeError bad_url(std::string detail) { return {NodeProblem::BadQuestion, 0, std::move(detail)}; }

}  // namespace

Answer<NodeUrl> split_node_url(std::string_view text) {
    if (text.size() > 512) { return std::unexpected(bad_url("the URL is too long")); }
    const std::string url = lower(text);
    std::string_view rest{url};
    NodeUrl parts;
    parts.scheme = rest.starts_with("https://") ? "https" : "http";
    if (!rest.starts_with(parts.scheme + "://")) {
        return std::unexpected(bad_url("a node's URL begins with http:// or https://"));
    }
    rest.remove_prefix(parts.scheme.size() + 3);
    if (rest.contains('@')) {
        return std::unexpected(bad_url("a node's URL holds no user or password"));
    }
    if (rest.ends_with('/')) { rest.remove_suffix(1); }
    const std::size_t bracket = rest.find(']');
    const std::size_t colon = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const bool has_port = colon != std::string_view::npos;
    parts.host = std::string{rest.substr(0, colon)};
    const auto port = has_port ? parse_port(rest.substr(colon + 1)) : std::nullopt;
    if (!is_host(parts.host) || (has_port && !port)) {
        return std::unexpected(
            bad_url("a node's URL is scheme, host and port, such as http://127.0.0.1:7890"));
    }
    // One node has one name: without the port that its scheme has anyway.
    const unsigned usual = parts.scheme == "https" ? 443 : 80;
    if (port && *port != usual) { parts.port = fmt::format("{}", *port); }
    return parts;
}

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

Answer<std::string> parse_node_url(std::string_view url) {
    const auto parts = split_node_url(url);
    if (!parts) { return std::unexpected(parts.error()); }
    return to_text(*parts);
}

std::string to_text(const NodeUrl& url) {
    return url.scheme + "://" + url.host + (url.port.empty() ? "" : ":" + url.port);
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        if (is_digit(c) || is_letter(c) || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
            c == '_') {
            encoded += c;
        } else {
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return encoded;
}

}  // namespace nem_node

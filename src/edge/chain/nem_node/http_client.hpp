#pragma once

#include <chrono>
#include <memory>
#include <nem_node/rest_node.hpp>

namespace nem_node {

struct HttpReply {
    int status{0};
    std::string body;
    std::optional<std::chrono::seconds> retry_after;
};

/// One kept-alive connection of libcurl. An answer of any status is a reply; an error is that none
/// arrived, or more than `answer_bytes_max` of it.
class HttpClient {
public:
    HttpClient(std::string base_url, const RestSettings& settings);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    HttpClient(HttpClient&&) = delete;
    HttpClient& operator=(HttpClient&&) = delete;

    /// `target` begins with `/`.
    [[nodiscard]] Answer<HttpReply> get(const std::string& target);
    [[nodiscard]] Answer<HttpReply> post(const std::string& target, const std::string& json);

private:
    struct Handle;
    [[nodiscard]] Answer<HttpReply> perform(const std::string& target, const std::string* json);

    std::string base_url_;
    std::size_t answer_bytes_max_;
    std::stop_token stop_;
    std::unique_ptr<Handle> handle_;
};

}  // namespace nem_node

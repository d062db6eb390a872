#include "http_client.hpp"

#include <curl/curl.h>

#include <new>

namespace nem_node {
namespace {

struct FreeEasy {
    void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

/// libcurl wants its globals made once, before any handle.
void prepare_curl() {
    static const CURLcode prepared = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (prepared != CURLE_OK) { throw std::bad_alloc{}; }
}

struct Body {
    std::string bytes;
    std::size_t bytes_max{0};
    bool too_long{false};
};

std::size_t write_body(char* data, std::size_t size, std::size_t count, void* to) {
    auto& body = *static_cast<Body*>(to);
    const std::size_t bytes = size * count;
    if (bytes > body.bytes_max - body.bytes.size()) {
        body.too_long = true;
        return 0;  // ends the transfer
    }
    body.bytes.append(data, bytes);
    return bytes;
}

int stop_asked(void* token, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

NodeProblem problem_of(CURLcode code) {
    switch (code) {
        case CURLE_OPERATION_TIMEDOUT: return NodeProblem::TimedOut;
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION: return NodeProblem::Unreachable;
        case CURLE_PARTIAL_FILE:
        case CURLE_GOT_NOTHING:
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
        case CURLE_ABORTED_BY_CALLBACK: return NodeProblem::Cut;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL: return NodeProblem::BadQuestion;
        default: return NodeProblem::BadAnswer;
    }
}

}  // namespace

struct HttpClient::Handle {
    std::unique_ptr<CURL, FreeEasy> easy;
    std::unique_ptr<curl_slist, FreeList> json_header;
};

HttpClient::HttpClient(std::string base_url, const RestSettings& settings)
    : base_url_{std::move(base_url)},
      answer_bytes_max_{settings.answer_bytes_max},
      stop_{settings.stop} {
    prepare_curl();
    handle_ = std::make_unique<Handle>();
    handle_->easy.reset(curl_easy_init());
    curl_slist* headers = curl_slist_append(nullptr, "Content-Type: application/json");
    handle_->json_header.reset(headers);
    CURL* const easy = handle_->easy.get();
    if (easy == nullptr || headers == nullptr) { throw std::bad_alloc{}; }
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "dyepack");
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(settings.connect_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.total_timeout.count()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &write_body);
    curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, &stop_asked);
    curl_easy_setopt(easy, CURLOPT_XFERINFODATA, &stop_);
    curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
}

HttpClient::~HttpClient() = default;

Answer<HttpReply> HttpClient::get(const std::string& target) { return perform(target, nullptr); }
Answer<HttpReply> HttpClient::post(const std::string& target, const std::string& json) {
    return perform(target, &json);
}

Answer<HttpReply> HttpClient::perform(const std::string& target, const std::string* json) {
    CURL* const easy = handle_->easy.get();
    const std::string url = base_url_ + target;
    Body body{{}, answer_bytes_max_, false};
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &body);
    if (json == nullptr) {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, nullptr);
    } else {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_HTTPHEADER, handle_->json_header.get());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(json->size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, json->c_str());
    }
    const CURLcode code = curl_easy_perform(easy);
    if (body.too_long) {
        return std::unexpected(
            NodeError{NodeProblem::BadAnswer, 0,
                      fmt::format("the answer has more than {} bytes", answer_bytes_max_)});
    }
    if (code != CURLE_OK) {
        return std::unexpected(NodeError{problem_of(code), 0, curl_easy_strerror(code)});
    }
    HttpReply reply;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<int>(status);
    curl_off_t wait = 0;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &wait);
    if (wait > 0) { reply.retry_after = std::chrono::seconds{wait}; }
    reply.body = std::move(body.bytes);
    return reply;
}

}  // namespace nem_node

#pragma once

#include "http_client.hpp"
#include "node_url.hpp"
#include "pace.hpp"

namespace nem_node {

/// Whether a question may be asked again when nobody knows whether it arrived.
enum class Repeat : std::uint8_t { May, MustNot };

/// Questions to one node: paced, repeated with back-off where that may help.
class RestNode::Client {
public:
    Client(const NodeUrl& url, RestSettings settings);

    /// The body of a 200 answer.
    [[nodiscard]] Answer<std::string> get(const std::string& target);
    [[nodiscard]] Answer<std::string> post(const std::string& target, const std::string& json,
                                           Repeat repeat);
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const RestSettings& settings() const { return settings_; }
    /// 64 bytes as hex, for the peer protocol.
    [[nodiscard]] std::string challenge();
    /// The node does not offer the peer protocol.
    bool without_peer_protocol{false};

private:
    [[nodiscard]] Answer<std::string> ask(const std::string& target, const std::string* json,
                                          Repeat repeat);
    [[nodiscard]] Answer<std::string> ask_once(const std::string& target, const std::string* json);
    /// False when we are to stop.
    [[nodiscard]] bool wait(std::chrono::microseconds time);

    RestSettings settings_;
    std::string name_;
    HttpClient http_;
    Pace pace_;
    Millis asked_to_wait_{0};  // by the last answer
    std::chrono::steady_clock::time_point not_before_;
};

}  // namespace nem_node

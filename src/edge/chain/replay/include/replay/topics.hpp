#pragma once

#include <replay/node.hpp>
#include <set>

/// What a node says over its websocket (Reference 5.7).
namespace replay {

inline constexpr std::size_t kRegisteredMax = 10'000;
inline constexpr std::size_t kSubscriptionsMax = 1'000;

/// A message for whoever is subscribed to the topic.
struct Push {
    std::string topic;
    std::string body;  // JSON
    friend bool operator==(const Push&, const Push&) = default;
};
/// Accounts for which somebody asked the node to push; lost when it is started again.
using Registered = std::set<nem::Address>;

[[nodiscard]] std::vector<Push> pushes_of(const News& news, const View& view,
                                          const Registered& registered);
/// A SEND to `destination`: what it pushes, and whom it registers.
[[nodiscard]] std::vector<Push> pushes_for(std::string_view destination, std::string_view body,
                                           const View& view, std::uint64_t now_ms,
                                           Registered& registered);

/// One client's end of a websocket: frames in, frames out.
class StompSession {
public:
    struct Reaction {
        std::vector<std::string> frames;  // to send to this client
        std::vector<Push> pushes;         // to send to whoever is subscribed, this client too
        bool close{false};
    };
    /// One websocket message.
    [[nodiscard]] Reaction read(std::string_view message, const View& view, std::uint64_t now_ms,
                                Registered& registered);
    /// The frames for this client, one for each subscription to the topic.
    [[nodiscard]] std::vector<std::string> frames_of(const Push& push);
    [[nodiscard]] std::size_t subscriptions() const { return subscriptions_.size(); }

private:
    bool connected_{false};
    std::vector<std::pair<std::string, std::string>> subscriptions_;  // id, topic
    std::uint64_t messages_{0};
};

}  // namespace replay

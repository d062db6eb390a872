#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <nem_node/rest_node.hpp>
#include <set>
#include <variant>

namespace nem_node {

/// The node has a new piece of chain, or one that names a watched account: read by REST, now.
struct NewBlocks {
    std::string node;
};
/// Newly in the node's pool: for Feed::offer.
struct HintedTransaction {
    std::string node;
    nem::UnconfirmedTransaction transaction;
};
/// The connection came up or was lost; polling goes on either way.
struct HintsUp {
    std::string node;
};
struct HintsDown {
    std::string node;
    std::string why;
};
using Hint = std::variant<NewBlocks, HintedTransaction, HintsUp, HintsDown>;

struct HintsSettings {
    std::string host;  // name or address of the node, as in its URL
    std::uint16_t port{7778};
    std::set<nem::Address> accounts;  // per-account topics, registered on the node
    std::size_t queue_max{1'000};     // the oldest falls out; one NewBlocks is always kept
    std::size_t message_bytes_max{4U << 20U};
    std::chrono::milliseconds connect_timeout{5'000};
    /// Half of it in silence: a ping. NIS's own connector gives up after 30 s.
    std::chrono::milliseconds idle_timeout{25'000};
    std::chrono::milliseconds retry_first{1'000};
    std::chrono::milliseconds retry_last{60'000};
    Randomness random;  // spreads reconnections; empty: std::random_device
    /// Called by the websocket's thread when there is something to take; neither throws nor waits.
    std::function<void()> arrived;
};

/// A websocket (STOMP, Reference 5.7) on a thread of its own that ends with the object. A hint is
/// never the record.
class Hints {
public:
    /// Errors: BadQuestion, for what is no host.
    [[nodiscard]] static Answer<std::unique_ptr<Hints>> make(HintsSettings settings);
    Hints(const Hints&) = delete;
    Hints& operator=(const Hints&) = delete;
    Hints(Hints&&) = delete;
    Hints& operator=(Hints&&) = delete;
    ~Hints();

    /// What came since, oldest first; waits up to `at_most` for the first.
    [[nodiscard]] std::vector<Hint> take(std::chrono::milliseconds at_most);
    /// Replaces the accounts; those that are new are subscribed on the open connection.
    void watch(std::set<nem::Address> accounts);

private:
    class Session;
    explicit Hints(HintsSettings settings);
    std::unique_ptr<Session> session_;
};

}  // namespace nem_node

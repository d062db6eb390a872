#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <nem_node/node.hpp>
#include <nem_node/pre_alerts.hpp>
#include <set>
#include <span>
#include <variant>

/// Several nodes as one chain: a block counts when `agreeing` of them name its hash.
namespace nem_node {

/// What a feed tells, in order; the consumer applies and undoes.
struct BlockAccepted {
    nem::Block block;
    nem::Hash hash;
    std::uint64_t blocks_above{0};  // that enough nodes agree on at this moment
};
/// Newest first. `id` was the tip.
struct BlockUndone {
    BlockId id;
};
/// A node says something else than the others, or something that cannot be, or lags.
struct Divergence {
    std::string node;
    base::Phrase what;
    ledger::Height height;
};
/// The chain was rewritten below what may be undone: the feed has stopped.
struct TooDeep {
    ledger::Height fork_below;
};
struct NodeDown {
    std::string node;
    NodeError error;
};
struct NodeUp {
    std::string node;
};
using FeedEvent =
    std::variant<BlockAccepted, BlockUndone, Divergence, TooDeep, PreAlert, NodeDown, NodeUp>;

/// Since any moment, never backwards.
using Monotonic = std::chrono::milliseconds;

inline constexpr std::uint64_t kRewriteLimit = 360;  // NIS undoes no more blocks
inline constexpr std::size_t kKnownBlocksMax = 400;
inline constexpr std::size_t kNodeHashesMax = 400;  // in one answer

/// Runs all of them, in any order or at once, and returns when all are done.
using RunAll = std::function<void(std::span<const std::function<void()>>)>;

struct FeedConfig {
    nem::Network network{nem::kMainnet};
    /// The newest blocks that were accepted before, oldest first, consecutive; only the newest
    /// kKnownBlocksMax count. Empty: from the nemesis block on. A feed that begins in the middle
    /// gets one, and cannot follow a fork below it.
    std::vector<BlockId> recent;
    /// What final_height() said before; never undone.
    ledger::Height final_height{0};
    std::optional<nem::Hash> nemesis;  // of the network meant: every node must show it
    std::size_t agreeing{1};           // k of n; 1 to n
    std::uint64_t rewrite_limit{kRewriteLimit};
    std::uint64_t lag_limit{5};  // blocks behind the tip from which on a node counts as lagging
    Monotonic poll_every{5'000};
    Monotonic retry_first{1'000};  // after a failure; doubled up to
    Monotonic retry_last{60'000};
    std::set<nem::Address> watched;  // whose unconfirmed transactions are pre-alerts
    /// Whether every signature holds; asked for whole batches, so that the application may divide
    /// the work. Without it none is checked, and one lying node can forge what k = 1 accepts.
    Verify verify;
    /// Questions to different nodes are independent: run at once, a node that hangs holds up none
    /// of the others. Without it they are asked one after another.
    RunAll run_all;
};

/// nemesis block hashes of the networks in the reference; nothing for another.
[[nodiscard]] std::optional<nem::Hash> nemesis_hash(nem::Network network);

/// No thread, clock or randomness of its own; memory is bounded by kKnownBlocksMax hashes a node
/// and one node's answer.
class Feed {
public:
    /// `nodes` outlive the feed. 1 <= agreeing <= nodes.size().
    Feed(FeedConfig config, const std::vector<Node*>& nodes);
    Feed(Feed&&) noexcept;
    Feed& operator=(Feed&&) noexcept;
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;
    ~Feed();

    /// One bounded round of questions to the nodes that are due, and what came of it.
    [[nodiscard]] std::vector<FeedEvent> step(Monotonic now);
    /// A node hinted at news (websocket): the next step asks every node that is not down.
    void hurry();
    /// What a hint brought: an event when it is new, watched and truly signed.
    [[nodiscard]] std::optional<PreAlert> offer(const nem::UnconfirmedTransaction& transaction,
                                                const std::string& node);
    void watch(std::set<nem::Address> accounts);

    [[nodiscard]] Monotonic next_step_at() const;
    [[nodiscard]] bool stopped() const;
    /// Nothing before the first block.
    [[nodiscard]] std::optional<BlockId> tip() const;
    /// For `FeedConfig::recent`, oldest first.
    [[nodiscard]] std::vector<BlockId> recent() const;
    /// Deeper than the rewrite limit: will never be undone. 0: nothing yet.
    [[nodiscard]] ledger::Height final_height() const;
    /// The last round left nothing that enough nodes agree on to be read.
    [[nodiscard]] bool at_head() const;

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace nem_node

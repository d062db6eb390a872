#pragma once

#include "election.hpp"
#include "node_seat.hpp"

namespace nem_node {

class Feed::State {
public:
    State(FeedConfig config, const std::vector<Node*>& nodes);

    std::vector<FeedEvent> step(Monotonic now);
    void hurry() { next_step_ = Monotonic{0}; }
    [[nodiscard]] Monotonic next_step_at() const { return next_step_; }
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] bool at_head() const { return at_head_; }
    [[nodiscard]] const KnownChain& known() const { return known_; }
    PreAlerts& pre_alerts() { return pre_alerts_; }

private:
    /// Asks every node that is due for the hashes after our tip.
    [[nodiscard]] std::vector<View> ask_views();
    void run_all(std::span<const std::function<void()>> questions) const;
    /// Touches nothing but this node's seat: those of different nodes may run at once.
    [[nodiscard]] Answer<View> ask_view(std::size_t node);
    /// Reads blocks of the elected path from one of its voters, and takes over what holds.
    /// The number of blocks taken over.
    std::size_t follow(const Elected& elected);
    [[nodiscard]] std::vector<nem::Block> read_checked(NodeSeat& seat, const Elected& elected);
    [[nodiscard]] std::size_t count_signed(NodeSeat& seat, std::vector<nem::Block>& blocks);
    void take_over(const Elected& elected, std::vector<nem::Block> blocks);
    void compare(const std::vector<View>& views, const Elected& elected);
    void ask_pools();
    void plan_next(std::size_t taken);

    FeedConfig config_;
    KnownChain known_;
    PreAlerts pre_alerts_;
    std::vector<NodeSeat> seats_;
    bool stopped_{false};
    bool at_head_{false};
    Monotonic next_step_{0};
    std::uint64_t rounds_{0};  // who is asked first
    std::size_t pools_asked_{0};
    // Of the round that goes on.
    Monotonic now_{0};
    std::vector<FeedEvent> events_;
};

}  // namespace nem_node

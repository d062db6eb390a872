#include "node_seat.hpp"

#include "pace.hpp"

namespace nem_node {
namespace {
constexpr Monotonic kReadyFor{60'000};
}  // namespace

Answer<void> NodeSeat::ready(Monotonic now) {
    if (ready_until_ && now < *ready_until_) { return {}; }
    const auto ready = node_->ready();
    if (ready) { ready_until_ = now + kReadyFor; }
    return ready;
}

void NodeSeat::pause(Monotonic now, const FeedConfig& config) {
    if (failed_this_round_) { return; }
    failed_this_round_ = true;
    not_before_ = now + backed_off(config.retry_first, config.retry_last, failures_);
    failures_ += 1;
}

void NodeSeat::failed(const NodeError& error, Monotonic now, const FeedConfig& config,
                      std::vector<FeedEvent>& events) {
    pause(now, config);
    ready_until_.reset();
    has_shown_nemesis_ = false;
    if (!down_) { events.emplace_back(NodeDown{name_, error}); }
    down_ = true;
}

void NodeSeat::answered(std::vector<FeedEvent>& events) {
    if (down_) { events.emplace_back(NodeUp{name_}); }
    down_ = false;
    answered_this_round_ = true;
}

void NodeSeat::diverges(base::Phrase what, std::uint64_t height, std::vector<FeedEvent>& events) {
    if (!diverging_) {
        events.emplace_back(Divergence{name_, std::move(what), ledger::Height{height}});
    }
    diverging_ = true;
}

void NodeSeat::lied(base::Phrase what, std::uint64_t height, Monotonic now,
                    const FeedConfig& config, std::vector<FeedEvent>& events) {
    diverges(std::move(what), height, events);
    pause(now, config);
}

void NodeSeat::end_round() {
    if (answered_this_round_ && !failed_this_round_) { failures_ = 0; }
}

}  // namespace nem_node

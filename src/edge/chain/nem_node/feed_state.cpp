#include "feed_state.hpp"

#include <algorithm>

/// One round: ask, elect, follow, compare.
namespace nem_node {
namespace {

constexpr std::size_t kPoolQuestionsMax = 4;  // a round

/// A voter named as many hashes as an answer has, up to the end of what was elected: more follow.
bool goes_on(const std::vector<View>& views, const Elected& elected) {
    const std::uint64_t end = elected.fork + elected.path.size();
    return std::ranges::any_of(views, [&](const View& view) {
        return view.hashes.size() >= kNodeHashesMax && view.top() == end &&
               std::ranges::find(elected.voters, view.node) != elected.voters.end();
    });
}

}  // namespace

Feed::State::State(FeedConfig config, const std::vector<Node*>& nodes)
    : config_{std::move(config)},
      known_{config_.recent, config_.rewrite_limit, config_.final_height},
      pre_alerts_{config_.watched, config_.verify} {
    base::invariant(config_.agreeing >= 1 && config_.agreeing <= nodes.size(), "1 <= k <= n");
    config_.recent.clear();
    for (Node* const node : nodes) { seats_.emplace_back(*node); }
}

std::vector<FeedEvent> Feed::State::step(Monotonic now) {
    if (stopped_) { return {}; }
    now_ = now;
    events_.clear();
    rounds_ += 1;
    for (NodeSeat& seat : seats_) { seat.begin_round(); }
    const auto views = ask_views();
    const Elected elected = elect(known_, views, config_.agreeing);
    std::size_t taken = 0;
    if (elected.kind == Elected::Kind::TooDeep) {
        events_.emplace_back(TooDeep{ledger::Height{known_.base()}});
        stopped_ = true;
        at_head_ = false;
    } else {
        if (elected.kind == Elected::Kind::Follow) { taken = follow(elected); }
        compare(views, elected);
        at_head_ = elected.kind != Elected::Kind::NoQuorum && !elected.split &&
                   taken == elected.path.size() && elected.fork + taken >= known_.tip_height() &&
                   !goes_on(views, elected);
        if (at_head_) { ask_pools(); }
    }
    for (NodeSeat& seat : seats_) { seat.end_round(); }
    plan_next(taken);
    return std::move(events_);
}

std::vector<View> Feed::State::ask_views() {
    std::vector<std::optional<Answer<View>>> answers(seats_.size());
    std::vector<std::function<void()>> questions;
    for (std::size_t node = 0; node < seats_.size(); ++node) {
        if (!seats_[node].is_due(now_)) { continue; }
        questions.emplace_back([this, node, &answers] { answers[node] = ask_view(node); });
    }
    run_all(questions);
    std::vector<View> views;
    for (std::size_t node = 0; node < seats_.size(); ++node) {
        std::optional<Answer<View>>& view_or_none = answers[node];
        if (!view_or_none) { continue; }
        Answer<View>& view = *view_or_none;
        NodeSeat& seat = seats_[node];
        if (!view) {
            seat.failed(view.error(), now_, config_, events_);
            continue;
        }
        if (view->is_foreign) {
            seat.diverges({"its nemesis block is another: it serves another network",
                           "ネメシスブロックが異なります。別のネットワークのノードです"},
                          1, events_);
            seat.failed({NodeProblem::BadAnswer, 0, "its nemesis block is another"}, now_, config_,
                        events_);
            continue;
        }
        seat.answered(events_);
        views.push_back(*std::move(view));
    }
    return views;
}

void Feed::State::run_all(std::span<const std::function<void()>> questions) const {
    if (config_.run_all) { return config_.run_all(questions); }
    for (const auto& question : questions) { question(); }
}

Answer<View> Feed::State::ask_view(std::size_t node) {
    NodeSeat& seat = seats_[node];
    if (const auto ready = seat.ready(now_); !ready) { return std::unexpected(ready.error()); }
    const std::uint64_t tip = known_.tip_height();
    View view{node, std::max<std::uint64_t>(tip, 1), {}, false, false};
    if (config_.nemesis && !seat.has_shown_nemesis() && view.first > 1) {
        const auto beginning = seat.node().hashes_from(ledger::Height{1});
        if (!beginning) { return std::unexpected(beginning.error()); }
        if (beginning->empty()) {
            return std::unexpected(NodeError{NodeProblem::NotReady, 0, "it has no block yet"});
        }
        view.is_foreign = beginning->front() != *config_.nemesis;
        if (view.is_foreign) { return view; }
        seat.note_nemesis();
    }
    auto hashes = seat.node().hashes_from(ledger::Height{view.first});
    if (!hashes) { return std::unexpected(hashes.error()); }
    view.from_our_tip = tip > 0 && !hashes->empty() && hashes->front() == known_.hash_at(tip);
    if (tip > 0 && !view.from_our_tip) {
        // It is behind us, or on a fork: from where on?
        view.first = std::max<std::uint64_t>(known_.base(), 1);
        hashes = seat.node().hashes_from(ledger::Height{view.first});
        if (!hashes) { return std::unexpected(hashes.error()); }
    }
    view.hashes = *std::move(hashes);
    view.is_foreign = config_.nemesis && view.first == 1 && !view.hashes.empty() &&
                      view.hashes.front() != *config_.nemesis;
    return view;
}

std::size_t Feed::State::follow(const Elected& elected) {
    for (std::size_t i = 0; i < elected.voters.size(); ++i) {
        // Another one first in each round: the work is spread.
        NodeSeat& seat = seats_[elected.voters[(i + rounds_) % elected.voters.size()]];
        auto blocks = read_checked(seat, elected);
        if (blocks.empty()) { continue; }
        const std::size_t count = blocks.size();
        take_over(elected, std::move(blocks));
        return count;
    }
    return 0;
}

void Feed::State::take_over(const Elected& elected, std::vector<nem::Block> blocks) {
    while (known_.tip_height() > elected.fork) { events_.emplace_back(BlockUndone{known_.pop()}); }
    const std::uint64_t end = elected.fork + elected.path.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const std::uint64_t height = elected.fork + 1 + i;
        known_.push({ledger::Height{height}, elected.path[i]});
        events_.emplace_back(BlockAccepted{std::move(blocks[i]), elected.path[i], end - height});
    }
}

void Feed::State::compare(const std::vector<View>& views, const Elected& elected) {
    for (const View& view : views) {
        NodeSeat& seat = seats_[view.node];
        if (seat.failed_this_round()) { continue; }
        std::uint64_t height = view.first;
        while (height <= view.top() && known_.hash_at(height) == view.hashes[height - view.first]) {
            height += 1;
        }
        const std::uint64_t tip = known_.tip_height();
        if (height <= view.top() && height <= tip) {
            seat.diverges(base::phrase("from block {} on it is on another chain",
                                       "ブロック {} から別のチェーンです", height),
                          height, events_);
        } else if (elected.split && view.top() > tip) {
            seat.diverges(base::phrase("the nodes name different blocks {}",
                                       "ブロック {} がノードによって異なります", tip + 1),
                          tip + 1, events_);
        } else if (view.top() + config_.lag_limit < tip) {
            seat.diverges(base::phrase("it lags: its chain ends more than {} blocks below {}",
                                       "遅れています。{1} より {0} ブロックを超えて下で終わります",
                                       config_.lag_limit, tip),
                          tip, events_);
        } else {
            seat.agrees();
        }
    }
}

void Feed::State::ask_pools() {
    const std::set<nem::Address> watched = pre_alerts_.watched();
    const std::size_t questions = std::min(kPoolQuestionsMax, watched.size());
    for (std::size_t i = 0; i < questions; ++i) {
        NodeSeat& seat = seats_[(rounds_ + i) % seats_.size()];
        if (!seat.is_due(now_) || seat.failed_this_round()) { continue; }
        const auto at = static_cast<std::ptrdiff_t>(pools_asked_++ % watched.size());
        const auto pool = seat.node().unconfirmed(*std::next(watched.begin(), at));
        if (!pool) {
            seat.failed(pool.error(), now_, config_, events_);
            continue;
        }
        for (const auto& transaction : *pool) {
            auto alert = pre_alerts_.offer(transaction, seat.name());
            if (alert) { events_.emplace_back(*std::move(alert)); }
        }
    }
}

void Feed::State::plan_next(std::size_t taken) {
    next_step_ = now_ + config_.poll_every;
    if (taken > 0 && !at_head_) { next_step_ = now_; }
    const bool none_left =
        std::ranges::none_of(seats_, [&](const NodeSeat& seat) { return seat.is_due(now_); });
    if (!none_left) { return; }
    next_step_ = std::ranges::min(seats_, {}, &NodeSeat::not_before).not_before();
}

}  // namespace nem_node

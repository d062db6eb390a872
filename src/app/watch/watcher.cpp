#include "watcher.hpp"

#include <algorithm>
#include <utility>

#include "blocks.hpp"
#include "nem_rows.hpp"

namespace app {

namespace {

void tell(const std::vector<live::Event>& events, base::Instant now, journal::Batch& batch) {
    for (const auto& event : events) { tell(news_of(event, now), batch); }
}

bool is_of_chain(const nem_node::FeedEvent& event) {
    return std::holds_alternative<nem_node::BlockAccepted>(event) ||
           std::holds_alternative<nem_node::BlockUndone>(event);
}

}  // namespace

Watcher::Watcher(nem::Network network, std::vector<live::Case> cases, journal::Journal& journal)
    : register_{network}, follower_{std::move(cases)}, journal_{&journal} {}

Expected<void> Watcher::apply(const nem::Block& block, const nem::Hash& hash, base::Instant now,
                              journal::Batch& batch) {
    const auto moves = register_.apply(block);
    if (!moves) {
        return std::unexpected(unreadable(block.height, nem_chain::to_phrase(moves.error())));
    }
    register_.forget(nem_node::kRewriteLimit);
    recent_.push_back({block.height, hash});
    if (recent_.size() > 2 * nem_node::kKnownBlocksMax) {
        recent_.erase(recent_.begin(), recent_.end() - nem_node::kKnownBlocksMax);
    }
    auto rows = to_live_block(block, hash, *moves);
    recent_transactions_.note(block, rows);
    rows.hash = kept_.name_in_events(hash);
    tell(follower_.apply(rows), now, batch);
    if (companion_ == nullptr) { return {}; }
    return companion_->on_block({block, *moves, follower_, rows.hash, now}, batch);
}

Expected<void> Watcher::accept(const nem_node::BlockAccepted& accepted, Step& step) {
    const auto learned = learned_.learn_unknowns(accepted.block, step.nodes, register_, step.batch);
    if (!learned) {
        waits_for_ = learned.error();
        // Who asked it to stop silenced the nodes.
        if (step.nodes.stop.stop_requested()) { return {}; }
        tell(news_of_waiting(accepted.block.height, kept_.name_in_events(accepted.hash),
                             waits_for_->text, step.now),
             step.batch);
        return {};
    }
    step.batch.append({.height = accepted.block.height,
                       .hash = bytes_of(accepted.hash.bytes),
                       .bytes = bytes_of(nem::encode(accepted.block))});
    return apply(accepted.block, accepted.hash, step.now, step.batch);
}

void Watcher::undo(const nem_node::BlockUndone& undone, base::Instant now, journal::Batch& batch) {
    if (undoing_) {
        ++undoing_->blocks;
    } else {
        undoing_ = Undoing{undone.id.height, kept_.name_in_events(undone.id.hash), 1};
    }
    const auto events = follower_.undo();
    if (!events || !register_.undo()) {
        base::broken("the feed takes back no more than we remember");
    }
    recent_.pop_back();
    recent_transactions_.undo();
    batch.take_back(undone.id.height);
    learned_.unlearn(undone.id.height, batch);
    kept_.note_undone(undone.id.hash, batch);
    tell(*events, now, batch);
    if (companion_ != nullptr) { companion_->on_undo(undone.id.height, batch); }
}

void Watcher::end_undoing(Step& step) {
    if (!undoing_) { return; }
    tell(news_of_reorganisation(undoing_->tip, undoing_->tip_name, undoing_->blocks, step.now),
         step.batch);
    undoing_.reset();
}

void Watcher::preview(const nem_node::PreAlert& alert, base::Instant now, journal::Batch& batch) {
    const auto& transaction = alert.transaction.transaction.transaction;
    if (recent_transactions_.is_over(nem::to_hex(alert.hash), transaction.header.deadline)) {
        return;
    }
    // What it would move if it stood alone in the next block.
    nem::Block next;
    next.network = register_.network();
    next.height = {recent_.empty() ? 1 : recent_.back().height.value + 1};
    next.transactions = {alert.transaction.transaction};
    next.time_stamp = transaction.header.time_stamp;
    without_mosaics(next.transactions.front().transaction, register_.unknown_in(next).mosaics);
    const auto moves = register_.apply(next);
    if (!moves) { return; }  // of no meaning before it is in a block
    std::ignore = register_.undo();
    auto rows = to_live_block(next, {}, *moves);
    rows.hash.clear();
    rows.time = now;
    // An unknown attachment that was left out changes the hash.
    for (auto& row : rows.transfers) { row.tx = nem::to_hex(alert.hash); }
    std::erase_if(rows.transfers, [](const live::Transfer& row) { return row.from.empty(); });
    tell(follower_.preview(rows), now, batch);
}

Expected<void> Watcher::take(std::vector<nem_node::FeedEvent> events, ledger::Height final_height,
                             base::Instant now, const Nodes& nodes) {
    std::ranges::move(events, std::back_inserter(waiting_));
    final_when_done_ = std::max(final_when_done_, final_height);
    return work_off(now, nodes);
}

Expected<void> Watcher::go_on(base::Instant now, const Nodes& nodes) {
    waits_for_.reset();
    return work_off(now, nodes);
}

Expected<void> Watcher::work_off(base::Instant now, const Nodes& nodes) {
    Step step{now, nodes, {}};
    std::deque<nem_node::FeedEvent> left;
    for (auto& event : std::exchange(waiting_, {})) {
        if (!waits_for_ || !is_of_chain(event)) {
            const auto done = handle(event, step);
            if (!done) { return done; }
        }
        // It may wait for what has just failed.
        if (waits_for_ && is_of_chain(event)) { left.push_back(std::move(event)); }
    }
    end_undoing(step);
    waiting_ = std::move(left);
    if (!waits_for_) { kept_.note_final(final_when_done_, step.batch); }
    return journal_->commit(step.batch);
}

Expected<void> Watcher::handle(const nem_node::FeedEvent& event, Step& step) {
    if (const auto* undone = std::get_if<nem_node::BlockUndone>(&event)) {
        undo(*undone, step.now, step.batch);
        return {};
    }
    end_undoing(step);
    if (const auto* accepted = std::get_if<nem_node::BlockAccepted>(&event)) {
        return accept(*accepted, step);
    }
    if (const auto* alert = std::get_if<nem_node::PreAlert>(&event)) {
        preview(*alert, step.now, step.batch);
    } else if (const auto* divergence = std::get_if<nem_node::Divergence>(&event)) {
        tell(news_of(*divergence, step.now), step.batch);
    } else if (const auto* deep = std::get_if<nem_node::TooDeep>(&event)) {
        tell(news_of(*deep, step.now), step.batch);
    } else if (const auto* down = std::get_if<nem_node::NodeDown>(&event)) {
        tell(news_of(*down, step.now), step.batch);
    } else if (const auto* up = std::get_if<nem_node::NodeUp>(&event)) {
        tell(news_of(*up, step.now), step.batch);
    }
    return {};
}

std::set<nem::Address> Watcher::watched() const {
    std::set<nem::Address> watched;
    for (const auto& account : follower_.watched()) {
        const auto address = nem::parse_address(account);
        if (address) { watched.insert(*address); }  // a party without a known address has none
    }
    return watched;
}

std::optional<ledger::Height> Watcher::height() const {
    if (recent_.empty()) { return std::nullopt; }
    return recent_.back().height;
}

std::vector<std::uint8_t> Watcher::bytes() const {
    auto bytes = register_.bytes();
    const auto more = follower_.bytes();
    bytes.insert(bytes.end(), more.begin(), more.end());
    return bytes;
}

}  // namespace app

#include "watcher.hpp"

#include <fmt/format.h>

#include "../complain.hpp"
#include "learned.hpp"
#include "nem_rows.hpp"

namespace app {

namespace {

template <class T>
std::string bytes_of(const T& octets) {
    return {octets.begin(), octets.end()};
}

std::span<const std::uint8_t> octets_of(std::string_view bytes) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as the codec names them
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

void tell(const News& news, journal::Batch& batch) {
    batch.tell({news.id, news.document.dump(-1, ' ', false, Json::error_handler_t::replace)});
}

void tell(const std::vector<live::Event>& events, base::Instant now, journal::Batch& batch) {
    for (const auto& event : events) { tell(news_of(event, now), batch); }
}

base::Complaint unreadable(ledger::Height height, const base::Phrase& why) {
    return complaint(
        base::Blame::World,
        base::phrase("block {} cannot be applied: {}", "ブロック {} を適用できません: {}",
                     height.value, fmt::format("{} / {}", why.en, why.ja)));
}

}  // namespace

Watcher::Watcher(nem::Network network, std::vector<live::Case> cases, journal::Journal& journal)
    : register_{network}, follower_{std::move(cases)}, journal_{&journal} {}

Expected<Watcher> Watcher::resume(nem::Network network, std::vector<live::Case> cases,
                                  journal::Journal& journal, base::Instant now,
                                  const Reread& progress) {
    Watcher watcher{network, std::move(cases), journal};
    const auto learned = learn_again(journal, watcher.register_);
    if (!learned) { return std::unexpected(learned.error()); }
    auto kept = Kept::load(journal);
    if (!kept) { return std::unexpected(kept.error()); }
    watcher.kept_ = std::move(*kept);
    if (const auto& below = watcher.kept_.below()) { watcher.recent_.push_back(*below); }
    const auto total = journal.blocks();
    if (!total) { return std::unexpected(total.error()); }
    std::uint64_t done = 0;
    journal::Batch batch;
    std::optional<base::Complaint> wrong;
    const auto read = journal.for_each_block([&](const journal::Block& recorded) {
        const auto applied = watcher.apply_again(recorded);
        if (!applied) {
            wrong = applied.error();
            return false;
        }
        tell(*applied, now, batch);
        if (progress) { progress(++done, *total); }
        return true;
    });
    if (!read) { return std::unexpected(read.error()); }
    if (wrong) { return std::unexpected(*std::move(wrong)); }
    const auto newest = watcher.height().value_or(ledger::Height{0});
    if (watcher.final_height() > newest) {
        return std::unexpected(damaged_record(
            journal, base::phrase("block {} is final, the newest recorded is {}",
                                  "確定ブロックは {} ですが、記録済みの最新は {} です",
                                  watcher.final_height().value, newest.value)));
    }
    const auto recorded = journal.commit(batch);
    if (!recorded) { return std::unexpected(recorded.error()); }
    return watcher;
}

Expected<std::vector<live::Event>> Watcher::apply_again(const journal::Block& recorded) {
    const auto block = nem::decode_block(octets_of(recorded.bytes));
    if (!block) {
        return std::unexpected(unreadable(recorded.height, nem::to_phrase(block.error())));
    }
    const auto hash = nem::hash_of(*block);
    if (block->height != recorded.height || bytes_of(hash.bytes) != recorded.hash) {
        return std::unexpected(damaged_record(
            *journal_,
            base::phrase("block {} is not what its hash says",
                         "ブロック {} の内容がハッシュと一致しません", recorded.height.value)));
    }
    if (const auto before = height(); before && before->value + 1 != recorded.height.value) {
        return std::unexpected(damaged_record(
            *journal_,
            base::phrase("block {} does not follow {}", "ブロック {} は {} に続いていません",
                         recorded.height.value, before->value)));
    }
    return apply(*block, hash);
}

Expected<void> Watcher::begin_above(const nem_node::BlockId& block) {
    base::invariant(recent_.empty(), "only an empty record begins");
    journal::Batch batch;
    kept_.begin_above(block, batch);
    recent_.push_back(block);
    return journal_->commit(batch);
}

Expected<std::vector<live::Event>> Watcher::apply(const nem::Block& block, const nem::Hash& hash) {
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
    rows.hash = kept_.name_in_events(hash);
    return follower_.apply(rows);
}

Expected<void> Watcher::accept(const nem_node::BlockAccepted& accepted, base::Instant now,
                               const Nodes& nodes, journal::Batch& batch) {
    const auto learned = learn_unknowns(accepted.block, nodes, register_, batch);
    if (!learned) { return learned; }
    const auto events = apply(accepted.block, accepted.hash);
    if (!events) { return std::unexpected(events.error()); }
    batch.append({.height = accepted.block.height,
                  .hash = bytes_of(accepted.hash.bytes),
                  .bytes = bytes_of(nem::encode(accepted.block))});
    tell(*events, now, batch);
    return {};
}

void Watcher::undo(const nem_node::BlockUndone& undone, base::Instant now, journal::Batch& batch) {
    if (!undoing_) { undoing_ = Undoing{undone.id.height, kept_.name_in_events(undone.id.hash)}; }
    ++undoing_->blocks;
    const auto events = follower_.undo();
    base::invariant(events && register_.undo(), "the feed takes back no more than we remember");
    recent_.pop_back();
    batch.take_back(undone.id.height);
    kept_.note_undone(undone.id.hash, batch);
    tell(*events, now, batch);
}

void Watcher::preview(const nem_node::PreAlert& alert, base::Instant now, journal::Batch& batch) {
    // What it would move if it stood alone in the next block.
    nem::Block next;
    next.network = register_.network();
    next.height = {recent_.empty() ? 1 : recent_.back().height.value + 1};
    next.transactions = {alert.transaction.transaction};
    next.time_stamp = alert.transaction.transaction.transaction.header.time_stamp;
    const auto moves = register_.apply(next);
    if (!moves) { return; }  // of no meaning before it is in a block
    std::ignore = register_.undo();
    auto rows = to_live_block(next, {}, *moves);
    rows.hash.clear();
    rows.time = now;
    std::erase_if(rows.transfers, [](const live::Transfer& row) { return row.from.empty(); });
    tell(follower_.preview(rows), now, batch);
}

Expected<void> Watcher::take(std::vector<nem_node::FeedEvent> events, ledger::Height final_height,
                             base::Instant now, const Nodes& nodes) {
    journal::Batch batch;
    const auto end_of_undoing = [&] {
        if (!undoing_) { return; }
        tell(news_of_reorganisation(undoing_->tip, undoing_->tip_name, undoing_->blocks, now),
             batch);
        undoing_.reset();
    };
    for (const auto& event : events) {
        if (const auto* undone = std::get_if<nem_node::BlockUndone>(&event)) {
            undo(*undone, now, batch);
            continue;
        }
        end_of_undoing();
        if (const auto* accepted = std::get_if<nem_node::BlockAccepted>(&event)) {
            const auto done = accept(*accepted, now, nodes, batch);
            if (!done) { return done; }
        } else if (const auto* alert = std::get_if<nem_node::PreAlert>(&event)) {
            preview(*alert, now, batch);
        } else if (const auto* divergence = std::get_if<nem_node::Divergence>(&event)) {
            tell(news_of(*divergence, now), batch);
        } else if (const auto* deep = std::get_if<nem_node::TooDeep>(&event)) {
            tell(news_of(*deep, now), batch);
        } else if (const auto* down = std::get_if<nem_node::NodeDown>(&event)) {
            tell(news_of(*down, now), batch);
        } else if (const auto* up = std::get_if<nem_node::NodeUp>(&event)) {
            tell(news_of(*up, now), batch);
        }
    }
    end_of_undoing();
    kept_.note_final(final_height, batch);
    return journal_->commit(batch);
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

#include <utility>

#include "blocks.hpp"
#include "case_rules.hpp"
#include "watcher.hpp"

/// A watcher is its journal's blocks read again.
namespace app {

namespace {

constexpr std::size_t kWritesAtOnce = 10'000;  // a whole chain's events do not fit the memory

}  // namespace

Expected<Watcher> Watcher::resume(nem::Network network, std::vector<live::Case> cases,
                                  journal::Journal& journal, base::Instant now,
                                  const Reread& progress, ChainCompanion* companion) {
    // First: whatever is recorded of a case from now on is recorded by these rules.
    const auto kept_rules = keep_rules(cases, journal);
    if (!kept_rules) { return std::unexpected(kept_rules.error()); }
    Watcher watcher{network, std::move(cases), journal};
    watcher.companion_ = companion;
    auto learned = Learned::load(journal);
    if (!learned) { return std::unexpected(learned.error()); }
    watcher.learned_ = std::move(*learned);
    auto kept = Kept::load(journal);
    if (!kept) { return std::unexpected(kept.error()); }
    watcher.kept_ = std::move(*kept);
    if (const auto& below = watcher.beginning().below) { watcher.recent_.push_back(*below); }
    const auto total = journal.blocks();
    if (!total) { return std::unexpected(total.error()); }
    std::uint64_t done = 0;
    journal::Batch batch;
    std::optional<base::Complaint> wrong;
    const auto read = journal.for_each_block([&](const journal::Block& recorded) {
        const auto applied = watcher.apply_again(recorded, now, batch);
        if (!applied) {
            wrong = applied.error();
            return false;
        }
        if (batch.writes().size() >= kWritesAtOnce) {
            const auto committed = journal.commit(std::exchange(batch, {}));
            if (!committed) {
                wrong = committed.error();
                return false;
            }
        }
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

Expected<void> Watcher::apply_again(const journal::Block& recorded, base::Instant now,
                                    journal::Batch& batch) {
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
    learned_.learn_again(block->height, register_);
    return apply(*block, hash, now, batch);
}

Expected<void> Watcher::begin(const Beginning& beginning) {
    base::invariant(recent_.empty(), "only an empty record begins");
    journal::Batch batch;
    kept_.begin(beginning, batch);
    if (beginning.below) { recent_.push_back(*beginning.below); }
    return journal_->commit(batch);
}

}  // namespace app

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <utility>

#include "compare.hpp"
#include "generate.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using oracle::describe;
using properties::account_stories;
using properties::expect_same;
using properties::lacking_stories;

std::uint32_t accounts(const oracle::AccountStory& story) {
    return static_cast<std::uint32_t>(story.openings.size());
}

void apply(trace::LiveTrace& live, const oracle::AccountStory& story, std::uint32_t begin,
           std::uint32_t end) {
    std::vector<bool> thefts;
    for (std::uint32_t row = begin; row < end; ++row) { thefts.push_back(story.is_theft(row)); }
    live.apply_block({begin}, std::span{story.transfers}.subspan(begin, end - begin), thefts);
}

trace::LiveTrace make_live(const oracle::AccountStory& story, taint::Policy policy) {
    return {policy, ledger::OpeningBalances{story.openings}, story.plan.boundaries};
}

/// The rows [0, plan.end), one block a height.
trace::LiveTrace follow(const oracle::AccountStory& story, taint::Policy policy) {
    const oracle::MemoryAccountLedger ledger{story};
    trace::LiveTrace live = make_live(story, policy);
    for (std::uint32_t row = 0; row < story.plan.end;) {
        const std::uint32_t next = std::min(ledger.block_end({row}), story.plan.end);
        apply(live, story, row, next);
        row = next;
    }
    return live;
}

RC_GTEST_PROP(LiveTrace, EqualsTheReferenceBlockByBlock, ()) {
    const auto story = *account_stories();
    for (const auto policy : taint::kPolicies) {
        const trace::LiveTrace live = follow(story, policy);
        expect_same("book", describe(live.book(), accounts(story)),
                    describe(oracle::run(story, policy), accounts(story)));
        std::size_t holders = 0;
        live.book().for_each_holder([&](auto, const auto&) { ++holders; });
        RC_ASSERT(holders == oracle::run(story, policy).holders().size());
    }
}

RC_GTEST_PROP(LiveTrace, GivesAnAccountWhatItLacks, ()) {
    auto story = *lacking_stories();
    const auto reference = story;
    // The book meets accounts past the openings that it was given.
    const std::uint32_t count = accounts(story);
    while (!story.openings.empty() && story.openings.back().atoms() == 0) {
        story.openings.pop_back();
    }
    for (const auto policy : taint::kPolicies) {
        trace::LiveTrace live = make_live(story, policy);
        apply(live, story, 0, story.plan.end);
        expect_same("book", describe(live.book(), count),
                    describe(oracle::run(reference, policy), count));
    }
}

RC_GTEST_PROP(LiveTrace, HasOneStateHoweverTheBlocksAreCut, ()) {
    const auto story = *account_stories();
    for (const auto policy : taint::kPolicies) {
        trace::LiveTrace whole = make_live(story, policy);
        apply(whole, story, 0, story.plan.end);
        RC_ASSERT(follow(story, policy).bytes() == whole.bytes());
    }
}

/// Blocks applied and taken back by chance; every state met before is met again, to the byte.
void wander(const oracle::AccountStory& story, taint::Policy policy,
            const std::vector<std::pair<bool, std::uint32_t>>& turns) {
    trace::LiveTrace live = make_live(story, policy);
    std::vector<std::pair<std::uint32_t, std::vector<std::uint8_t>>> path{{0, live.bytes()}};
    for (const auto& [back, length] : turns) {
        if (back) {
            RC_ASSERT(live.undo_block() == (path.size() > 1));
            if (path.size() > 1) { path.pop_back(); }
            RC_ASSERT(live.bytes() == path.back().second);
            continue;
        }
        const std::uint32_t begin = path.back().first;
        const std::uint32_t end = std::min(begin + length, story.plan.end);
        apply(live, story, begin, end);
        path.emplace_back(end, live.bytes());
    }
    auto reached = story;
    reached.plan.end = path.back().first;
    expect_same("book", describe(live.book(), accounts(story)),
                describe(oracle::run(reached, policy), accounts(story)));
    trace::LiveTrace straight = make_live(story, policy);
    apply(straight, story, 0, reached.plan.end);
    RC_ASSERT(straight.bytes() == live.bytes());
    while (live.undo_block()) {
        path.pop_back();
        RC_ASSERT(live.bytes() == path.back().second);
    }
    RC_ASSERT(path.size() == 1U);
}

auto turns() {
    return rc::gen::container<std::vector<std::pair<bool, std::uint32_t>>>(rc::gen::pair(
        rc::gen::weightedOneOf<bool>({{3, rc::gen::just(false)}, {2, rc::gen::just(true)}}),
        rc::gen::inRange(0U, 9U)));
}

RC_GTEST_PROP(LiveTrace, UndoesBlocksToTheByte, ()) {
    const auto story = *account_stories();
    const auto chosen = *turns();
    for (const auto policy : taint::kPolicies) { wander(story, policy, chosen); }
}

RC_GTEST_PROP(LiveTrace, UndoesShortfallsToTheByte, ()) {
    const auto story = *lacking_stories();
    const auto chosen = *turns();
    for (const auto policy : taint::kPolicies) { wander(story, policy, chosen); }
}

RC_GTEST_PROP(LiveTrace, ForgetsOldBlocksOnly, ()) {
    const auto story = *account_stories();
    const auto keep = *rc::gen::inRange<std::size_t>(0, 6);
    for (const auto policy : taint::kPolicies) {
        trace::LiveTrace live = make_live(story, policy);
        std::vector<std::vector<std::uint8_t>> states;
        for (std::uint32_t row = 0; row < story.plan.end; ++row) {
            states.push_back(live.bytes());
            apply(live, story, row, row + 1);
            const auto before = live.bytes();
            live.forget_blocks(keep);
            RC_ASSERT(live.bytes() == before);
        }
        const std::size_t undoable = std::min(keep, states.size());
        for (std::size_t i = 0; i < undoable; ++i) {
            RC_ASSERT(live.undo_block());
            RC_ASSERT(live.bytes() == states.back());
            states.pop_back();
        }
        RC_ASSERT(!live.undo_block());
    }
}

}  // namespace

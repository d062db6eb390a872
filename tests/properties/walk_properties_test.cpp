#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "compare.hpp"
#include "generate.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using oracle::describe;
using properties::account_stories;
using properties::expect_same;
using trace::Way;

std::string describe_all(const std::vector<trace::Result>& results) {
    std::string text;
    for (const trace::Result& result : results) { text += describe(result); }
    return text;
}

RC_GTEST_PROP(Walk, EqualsTheReferenceForEveryPolicyAtEveryPosition, ()) {
    auto story = *account_stories();
    const oracle::MemoryLinkedLedger ledger{story};
    for (std::uint32_t end = 0; end <= ledger.rows(); ++end) {
        story.plan.end = end;
        const auto results =
            trace::trace_all(ledger, story.plan, taint::kPolicies, {}, Way::Sparse);
        for (const auto& result : results) {
            expect_same("result", describe(result), describe(oracle::trace(story, result.policy)));
        }
    }
}

RC_GTEST_PROP(Walk, TellsEveryMoveAsTheReferenceDoes, ()) {
    const auto story = *account_stories();
    const oracle::MemoryLinkedLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        std::vector<taint::Move> moves;
        trace::for_each_move(ledger, story.plan, policy,
                             [&](const taint::Move& move) { moves.push_back(move); });
        expect_same("moves", describe(moves), describe(oracle::run(story, policy).moves()));
    }
}

/// Two accounts that pay each other for ever: one of them is robbed first. A walk visits every row.
oracle::AccountStory endless(std::uint32_t rows) {
    oracle::AccountStory story;
    story.openings.assign(3, money::Amount::from_atoms(1'000));
    for (std::uint32_t row = 0; row < rows; ++row) {
        const ledger::AccountId one{row % 2};
        const ledger::AccountId other{1 - row % 2};
        story.transfers.push_back(
            {one, other, money::Amount::from_atoms(10), money::Amount::from_atoms(0)});
        story.heights.push_back(row);
    }
    story.transfers.front() = {
        {2}, {1}, money::Amount::from_atoms(500), money::Amount::from_atoms(0)};
    story.plan.thefts = {{{0}, {}}};
    story.plan.end = rows;
    return story;
}

TEST(Walk, IsGivenUpWhereADensePassIsCheaperAndNobodySees) {
    const oracle::MemoryLinkedLedger ledger{endless(24'000)};
    const trace::Plan plan = endless(24'000).plan;
    std::vector<std::uint32_t> told;
    const auto note = [&](std::uint32_t rows) { told.push_back(rows); };
    const auto measured = trace::trace_all(ledger, plan, taint::kPolicies, note);
    const auto dense = trace::trace_all(ledger, plan, taint::kPolicies, {}, Way::Dense);
    EXPECT_EQ(describe_all(measured), describe_all(dense));
    // The pass tells its progress; a walk only that it is done.
    EXPECT_EQ(told, std::vector<std::uint32_t>{plan.end});
}

TEST(Walk, OfAPlanWithoutTheftsIsEmpty) {
    oracle::AccountStory story = endless(10);
    story.plan.thefts.clear();
    const oracle::MemoryLinkedLedger ledger{story};
    const auto results = trace::trace_all(ledger, story.plan, taint::kPolicies, {}, Way::Sparse);
    ASSERT_EQ(results.size(), taint::kPolicies.size());
    for (const auto& result : results) {
        EXPECT_TRUE(result.holders.empty());
        EXPECT_EQ(result.rows_read, story.plan.end);
    }
}

}  // namespace

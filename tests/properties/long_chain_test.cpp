#include <gtest/gtest.h>

#include <algorithm>

#include "compare.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using oracle::describe;

constexpr std::uint32_t kLength = 600;  // more hops than fit the byte that most accounts need

ledger::Transfer transfer(std::uint32_t from, std::uint32_t to, std::uint64_t atoms) {
    return {{from}, {to}, money::Amount::from_atoms(atoms), {}};
}

/// The loot of account 0 goes from hand to hand, one row and block each; every tenth hand keeps a
/// little, some send all of theirs far ahead or far back.
oracle::AccountStory chain() {
    oracle::AccountStory story;
    std::uint64_t loot = 1'000'000;
    story.openings.resize(kLength + 1);
    story.openings[0] = money::Amount::from_atoms(loot);
    for (std::uint32_t i = 0; i < kLength; ++i) {
        story.transfers.push_back(transfer(i, i + 1, loot));
        if (i % 10 == 9) { loot -= 7; }
    }
    for (std::uint32_t i = 20; i + 300 < kLength; i += 20) {
        story.transfers.push_back(transfer(i, i + 300, 3));
        story.transfers.push_back(transfer(i + 300, i, 1));
        story.transfers.push_back(transfer(kLength, i, 5));
    }
    for (std::uint32_t row = 0; row < story.transfers.size(); ++row) {
        story.heights.push_back(row);
    }
    story.plan.thefts = {{{0}, std::nullopt}};
    story.plan.end = static_cast<std::uint32_t>(story.transfers.size());
    return story;
}

TEST(LongChain, EqualsTheReferenceForEveryPolicy) {
    const auto story = chain();
    const oracle::MemoryAccountLedger ledger{story};
    for (const auto& result : trace::trace_all(ledger, story.plan, taint::kPolicies)) {
        EXPECT_EQ(describe(result), describe(oracle::trace(story, result.policy)));
        const auto hops = std::ranges::max(result.holders, {}, &trace::Holder::hops).hops;
        EXPECT_EQ(hops, kLength) << taint::to_string(result.policy);
    }
}

TEST(LongChain, IsUndoneToTheByte) {
    const auto story = chain();
    for (const auto policy : taint::kPolicies) {
        trace::LiveTrace live{policy, ledger::OpeningBalances{story.openings}, {}};
        std::vector<std::vector<std::uint8_t>> states{live.bytes()};
        for (std::uint32_t row = 0; row < story.plan.end; ++row) {
            live.apply_block({row}, std::span{story.transfers}.subspan(row, 1), {row == 0});
            states.push_back(live.bytes());
        }
        const auto accounts = static_cast<std::uint32_t>(story.openings.size());
        EXPECT_EQ(describe(live.book(), accounts), describe(oracle::run(story, policy), accounts));
        while (live.undo_block()) {
            states.pop_back();
            ASSERT_EQ(live.bytes(), states.back()) << states.size();
        }
        EXPECT_EQ(states.size(), 1U);
    }
}

}  // namespace

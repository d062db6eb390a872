#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "compare.hpp"
#include "generate.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using oracle::describe;
using properties::account_stories;
using properties::expect_same;

RC_GTEST_PROP(AccountTrace, EqualsTheReferenceForEveryPolicy, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    const auto results = trace::trace_all(ledger, story.plan, taint::kPolicies);
    RC_ASSERT(results.size() == taint::kPolicies.size());
    for (const auto& result : results) {
        expect_same("result", describe(result), describe(oracle::trace(story, result.policy)));
    }
}

RC_GTEST_PROP(AccountTrace, ClosesItsBooksAtEveryPosition, ()) {
    auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    for (std::uint32_t end = 0; end <= ledger.rows(); ++end) {
        story.plan.end = end;
        for (const auto& result : trace::trace_all(ledger, story.plan, taint::kPolicies)) {
            if (!taint::conserves(result.policy)) {
                RC_ASSERT(!result.closed());
                continue;
            }
            RC_ASSERT(result.stolen == result.held + result.handed_off + result.fees);
            RC_ASSERT(result.closed() == std::optional{true});
            RC_ASSERT(result.difference() == money::Total{0});
        }
    }
}

RC_GTEST_PROP(AccountTrace, DoesNotCareForTheOrderOfTheftsNorOfPolicies, ()) {
    auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    const auto straight = trace::trace_all(ledger, story.plan, taint::kPolicies);
    auto& thefts = story.plan.thefts;
    std::ranges::reverse(thefts);
    if (!thefts.empty()) { thefts.push_back(thefts.front()); }
    auto policies = taint::kPolicies;
    std::ranges::reverse(policies);
    auto reversed = trace::trace_all(ledger, story.plan, policies);
    std::ranges::reverse(reversed);
    RC_ASSERT(straight.size() == reversed.size());
    for (std::size_t i = 0; i < straight.size(); ++i) {
        expect_same("result", describe(reversed[i]), describe(straight[i]));
    }
}

RC_GTEST_PROP(AccountTrace, TellsEveryMoveAndFlow, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        std::vector<taint::Move> moves;
        trace::for_each_move(ledger, story.plan, policy,
                             [&](const taint::Move& move) { moves.push_back(move); });
        const auto expected = oracle::run(story, policy).moves();
        expect_same("moves", describe(moves), describe(expected));
        expect_same("flows", describe(trace::find_flows(ledger, story.plan, policy)),
                    describe(oracle::flows_of(expected)));
    }
}

/// What arrived less what left, by the moves alone.
money::Total net(const std::vector<taint::Move>& moves, ledger::AccountId account) {
    money::Total in = 0;
    money::Total out = 0;
    for (const auto& move : moves) {
        if (move.to == account) { in += move.taint; }
        if (move.from == account) {
            out += money::Total{move.taint} - move.stolen + move.fee_taint;
        }
    }
    return in - out;
}

RC_GTEST_PROP(AccountTrace, HasMovesThatAddUpToTheResult, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        if (!taint::conserves(policy)) { continue; }
        std::vector<taint::Move> moves;
        trace::for_each_move(ledger, story.plan, policy,
                             [&](const taint::Move& move) { moves.push_back(move); });
        const auto result = trace::trace_all(ledger, story.plan, {&policy, 1}).front();
        money::Total stolen = 0;
        money::Total fees = 0;
        for (const auto& move : moves) {
            stolen += move.stolen;
            fees += money::Total{move.fee_taint} + (move.to == ledger::kNobody ? move.taint : 0);
        }
        RC_ASSERT(stolen == result.stolen);
        RC_ASSERT(fees == result.fees);
        money::Total held = 0;
        for (const auto& holder : result.holders) {
            RC_ASSERT(net(moves, holder.account) == money::Total{holder.taint});
            held += holder.taint;
        }
        for (const auto& handoff : result.boundaries) {
            RC_ASSERT(net(moves, handoff.boundary.account) == handoff.taint);
        }
        RC_ASSERT(held == result.held);
    }
}

RC_GTEST_PROP(AccountTrace, FindsTheTheftsOfAnAccount, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    const auto begin = *rc::gen::inRange(0U, ledger.rows() + 1);
    const auto end = *rc::gen::inRange(begin, ledger.rows() + 1);
    for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
        std::vector<trace::Theft> expected;
        for (std::uint32_t row = begin; row < end; ++row) {
            const auto& [from, to, amount, fee] = story.transfers[row];
            if (from.value == id && to != from) { expected.push_back({{row}, {}}); }
        }
        RC_ASSERT(trace::thefts_from_account(ledger, {id}, begin, end) == expected);
    }
}

}  // namespace

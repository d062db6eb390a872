#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <span>

#include "compare.hpp"
#include "generate.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using oracle::describe;
using properties::account_stories;
using properties::expect_same;
using properties::utxo_stories;

constexpr std::size_t kNoLimit = 1U << 24U;

/// Atoms of these have a way each; of those, only a share.
constexpr std::array kByLots{taint::Policy::Fifo, taint::Policy::Lifo, taint::Policy::Tiho};
constexpr std::array kByShares{taint::Policy::Haircut, taint::Policy::Poison};

/// What the result says the account has: as a holder, over its outputs, or as a boundary.
money::Total taint_of(const trace::Result& result, ledger::AccountId account) {
    money::Total taint = 0;
    for (const auto& holder : result.holders) {
        if (holder.account == account) { taint += holder.taint; }
    }
    for (const auto& handoff : result.boundaries) {
        if (handoff.boundary.account == account) { taint += handoff.taint; }
    }
    return taint;
}

money::Total sum(const std::vector<trace::Path>& paths) {
    money::Total total = 0;
    for (const auto& path : paths) { total += path.atoms; }
    return total;
}

bool comes_before(const trace::Path& left, const trace::Path& right) {
    return left.atoms != right.atoms ? left.atoms > right.atoms : left.steps < right.steps;
}

std::string describe_in_order(const std::vector<trace::Path>& paths) {
    std::string lines;
    for (const auto& path : paths) { lines += describe(oracle::Ways{{path.steps, path.atoms}}); }
    return lines;
}

void expect_sorted(const trace::Explanation& explanation) {
    auto sorted = explanation.paths;
    std::ranges::sort(sorted, comes_before);
    expect_same("order of paths, " + std::string{taint::to_string(explanation.policy)},
                describe_in_order(explanation.paths), describe_in_order(sorted));
}

/// Paths begin at a theft, go on from where they came, forward in the ledger, and end at the
/// account.
template <class Story>
void expect_walkable(const Story& story, const trace::Explanation& explanation) {
    for (const auto& [steps, atoms] : explanation.paths) {
        RC_ASSERT(atoms > 0);
        RC_ASSERT(!steps.empty());
        RC_ASSERT(story.is_theft(steps.front().row.value));
        RC_ASSERT(steps.back().to == explanation.account);
        for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
            RC_ASSERT(steps[i].row < steps[i + 1].row);
        }
    }
}

/// As a map. `from` is left out on UTXO chains: a transaction has many inputs, one of which the
/// path came through.
oracle::Ways to_ways(const trace::Explanation& explanation, bool with_from) {
    oracle::Ways ways;
    for (auto [steps, atoms] : explanation.paths) {
        for (auto& step : steps) {
            if (!with_from) { step.from = ledger::kNobody; }
        }
        RC_ASSERT(ways.emplace(std::move(steps), atoms).second);
    }
    return ways;
}

template <class Story, class Ledger>
void expect_explained(const Story& story, const Ledger& ledger, taint::Policy policy,
                      ledger::AccountId account, bool with_from) {
    const auto result = trace::trace_all(ledger, story.plan, {&policy, 1}).front();
    const auto explanation = trace::explain(ledger, story.plan, policy, account, kNoLimit);
    RC_ASSERT(explanation.account == account);
    RC_ASSERT(explanation.policy == policy);
    RC_ASSERT(explanation.taint == taint_of(result, account));
    RC_ASSERT(sum(explanation.paths) + explanation.rest == explanation.taint);
    expect_walkable(story, explanation);
    if (std::ranges::find(kByLots, policy) == kByLots.end()) { return; }
    RC_ASSERT(explanation.exact);
    RC_ASSERT(explanation.rest == money::Total{0});
    expect_same("ways", describe(to_ways(explanation, with_from)),
                describe(oracle::run(story, policy).ways(account)));
}

template <class Story, class Ledger>
void expect_cut(const Story& story, const Ledger& ledger, taint::Policy policy,
                ledger::AccountId account, std::size_t paths_max) {
    const auto all = trace::explain(ledger, story.plan, policy, account, kNoLimit);
    const auto cut = trace::explain(ledger, story.plan, policy, account, paths_max);
    RC_ASSERT(cut.taint == all.taint);
    RC_ASSERT(cut.paths.size() == std::min(paths_max, all.paths.size()));
    RC_ASSERT(cut.rest == cut.taint - sum(cut.paths));
    for (std::size_t i = 0; i < cut.paths.size(); ++i) {
        RC_ASSERT(cut.paths[i].atoms == all.paths[i].atoms);
        RC_ASSERT(cut.paths[i].steps == all.paths[i].steps);
    }
}

template <class Ledger, class Story>
void expect_all_explained(const Story& story, std::span<const taint::Policy> policies,
                          bool with_from) {
    const Ledger ledger{story};
    for (const auto policy : policies) {
        for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
            expect_explained(story, ledger, policy, {id}, with_from);
        }
    }
}

RC_GTEST_PROP(Explain, TellsEveryWayByWhichTaintReachedAnAccount, ()) {
    const auto story = *account_stories();
    expect_all_explained<oracle::MemoryAccountLedger>(story, kByLots, true);
}

RC_GTEST_PROP(Explain, TellsSharesAndARestWhereAtomsHaveNoWay, ()) {
    const auto story = *account_stories();
    expect_all_explained<oracle::MemoryAccountLedger>(story, kByShares, true);
}

RC_GTEST_PROP(Explain, StepsOfAccountsAreTheirTransfers, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
            for (const auto& path : trace::explain(ledger, story.plan, policy, {id}).paths) {
                for (const auto& step : path.steps) {
                    RC_ASSERT(step.from == story.transfer(step.row).from);
                    RC_ASSERT(step.to == story.transfer(step.row).to);
                    RC_ASSERT(!step.output);
                }
            }
        }
    }
}

RC_GTEST_PROP(Explain, TellsEveryWayByWhichTaintReachedTheOutputsOfAnAccount, ()) {
    const auto story = *utxo_stories();
    expect_all_explained<oracle::MemoryUtxoLedger>(story, kByLots, false);
}

RC_GTEST_PROP(Explain, TellsSharesAndARestOfOutputsWhereAtomsHaveNoWay, ()) {
    const auto story = *utxo_stories();
    expect_all_explained<oracle::MemoryUtxoLedger>(story, kByShares, false);
}

RC_GTEST_PROP(Explain, PutsTheWidestPathsFirst, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
            expect_sorted(trace::explain(ledger, story.plan, policy, {id}));
        }
    }
}

RC_GTEST_PROP(Explain, PutsTheWidestPathsOfOutputsFirst, ()) {
    const auto story = *utxo_stories();
    const oracle::MemoryUtxoLedger ledger{story};
    for (const auto policy : taint::kPolicies) {
        for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
            expect_sorted(trace::explain(ledger, story.plan, policy, {id}));
        }
    }
}

RC_GTEST_PROP(Explain, KeepsTheWidestPathsWhereTheyAreTooMany, ()) {
    const auto story = *account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    const auto paths_max = *rc::gen::inRange<std::size_t>(0, 4);
    for (const auto policy : kByLots) {
        for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
            expect_cut(story, ledger, policy, {id}, paths_max);
        }
    }
}

RC_GTEST_PROP(Explain, KeepsTheWidestPathsOfOutputsWhereTheyAreTooMany, ()) {
    const auto story = *utxo_stories();
    const oracle::MemoryUtxoLedger ledger{story};
    const auto paths_max = *rc::gen::inRange<std::size_t>(0, 4);
    for (const auto policy : kByLots) {
        for (std::uint32_t id = 0; id < ledger.accounts(); ++id) {
            expect_cut(story, ledger, policy, {id}, paths_max);
        }
    }
}

}  // namespace

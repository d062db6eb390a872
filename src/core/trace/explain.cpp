#include <algorithm>
#include <map>
#include <trace/trace.hpp>

#include "contributions.hpp"
#include "plan.hpp"

namespace trace {
namespace {

Step step_at(const ledger::AccountLedger& ledger, std::uint32_t at) {
    ledger::Transfer transfer;
    ledger.read(ledger::Row{at}, std::span{&transfer, 1});
    return {ledger::Row{at}, transfer.from, transfer.to, std::nullopt};
}

Step step_at(const ledger::UtxoLedger& ledger, std::uint32_t at) {
    const ledger::OutputId output{at};
    return output_step(ledger, output);
}

template <class LedgerKind>
std::vector<Step> steps_of(const LedgerKind& ledger, std::span<const taint::LineageNode> nodes,
                           std::uint32_t origin) {
    std::vector<Step> steps;
    for (; origin != 0; origin = nodes[origin - 1].parent) {
        steps.push_back(step_at(ledger, nodes[origin - 1].at));
    }
    std::ranges::reverse(steps);
    return steps;
}

/// Lots of one origin came the same way: one path each.
template <class LedgerKind>
Explanation explain_lots(const LedgerKind& ledger, const taint::LineageBook& lineage,
                         ledger::AccountId account, std::size_t paths_max) {
    Explanation explanation;
    explanation.account = account;
    explanation.exact = true;
    std::map<std::uint32_t, money::Total> by_origin;
    for (const taint::LineageLot& lot : lineage.tainted_lots(account)) {
        by_origin[lot.origin] += lot.atoms;
        explanation.taint += lot.atoms;
    }
    std::vector<std::pair<std::uint32_t, money::Total>> origins(by_origin.begin(), by_origin.end());
    std::ranges::sort(origins, [](const auto& left, const auto& right) {
        return left.second != right.second ? left.second > right.second : left.first < right.first;
    });
    // Where the list is cut among equals, their steps decide which stay.
    if (paths_max == 0) { origins.clear(); }
    const bool cut = origins.size() > paths_max;
    const money::Total least = cut ? origins[paths_max - 1].second : money::Total{0};
    for (const auto& [origin, atoms] : origins) {
        if (atoms < least) { break; }
        explanation.paths.push_back({steps_of(ledger, lineage.nodes(), origin), atoms});
    }
    sort_paths(explanation.paths);
    if (cut) { explanation.paths.resize(paths_max); }
    explanation.rest = explanation.taint;
    for (const Path& path : explanation.paths) { explanation.rest -= path.atoms; }
    return explanation;
}

bool has_lots(taint::Policy policy) {
    return policy != taint::Policy::Haircut && policy != taint::Policy::Poison;
}

}  // namespace

Explanation explain(const ledger::AccountLedger& ledger, const Plan& plan, taint::Policy policy,
                    ledger::AccountId account, std::size_t paths_max) {
    Explanation explanation;
    if (has_lots(policy)) {
        const auto traced =
            taint::make_account_lineage(policy, ledger.openings(), boundary_set(plan.boundaries));
        drive(ledger, plan, *traced.book);
        explanation = explain_lots(ledger, *traced.lineage, account, paths_max);
    } else {
        explanation = explain_shares(ledger, plan, policy, account, paths_max);
    }
    explanation.policy = policy;
    return explanation;
}

Explanation explain(const ledger::UtxoLedger& ledger, const Plan& plan, taint::Policy policy,
                    ledger::AccountId account, std::size_t paths_max) {
    Explanation explanation;
    if (has_lots(policy)) {
        const auto traced = taint::make_utxo_lineage(policy, boundary_set(plan.boundaries));
        drive(ledger, plan, *traced.book);
        explanation = explain_lots(ledger, *traced.lineage, account, paths_max);
    } else {
        explanation = explain_shares(ledger, plan, policy, account, paths_max);
    }
    explanation.policy = policy;
    return explanation;
}

}  // namespace trace

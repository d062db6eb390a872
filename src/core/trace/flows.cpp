#include <map>
#include <trace/trace.hpp>
#include <utility>

namespace trace {
namespace {

template <class LedgerKind>
std::vector<Flow> aggregate(const LedgerKind& ledger, const Plan& plan, taint::Policy policy) {
    std::vector<Flow> flows;
    std::map<std::pair<ledger::AccountId, ledger::AccountId>, std::size_t> known;
    for_each_move(ledger, plan, policy, [&](const taint::Move& move) {
        if (move.taint == 0) { return; }
        const auto [found, is_new] = known.try_emplace({move.from, move.to}, flows.size());
        if (is_new) { flows.push_back({.from = move.from, .to = move.to, .first = move.row}); }
        Flow& flow = flows[found->second];
        flow.taint += move.taint;
        flow.transfers += 1;
        flow.last = move.row;
        flow.theft = flow.theft || move.theft;
    });
    return flows;
}

}  // namespace

std::vector<Flow> find_flows(const ledger::AccountLedger& ledger, const Plan& plan,
                             taint::Policy policy) {
    return aggregate(ledger, plan, policy);
}
std::vector<Flow> find_flows(const ledger::UtxoLedger& ledger, const Plan& plan,
                             taint::Policy policy) {
    return aggregate(ledger, plan, policy);
}

}  // namespace trace

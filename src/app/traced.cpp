#include "traced.hpp"

#include <algorithm>

namespace app {

std::vector<Traced> trace_case(const LoadedCase& loaded, const trace::Progress& progress) {
    auto results = with_ledger(loaded.ledger, [&](const auto& ledger) {
        return trace::trace_all(ledger, loaded.plan, loaded.request.policies, progress);
    });
    std::vector<Traced> traced;
    traced.reserve(results.size());
    for (auto& result : results) { traced.push_back({std::move(result), std::nullopt}); }
    if (!loaded.record || !loaded.record->marks) { return traced; }
    const marks::Rule rule{loaded.record->marks->at_least};
    for (Traced& each : traced) {
        each.findings = with_ledger(loaded.ledger, [&](const auto& ledger) {
            return marks::propose(ledger, loaded.plan, each.result.policy, rule);
        });
    }
    return traced;
}

bool books_close(const std::vector<Traced>& traced) {
    return std::ranges::all_of(
        traced, [](const Traced& each) { return each.result.closed().value_or(true); });
}

void for_each_move(const LoadedCase& loaded, taint::Policy policy, const taint::MoveSink& sink) {
    with_ledger(loaded.ledger, [&](const auto& ledger) {
        trace::for_each_move(ledger, loaded.plan, policy, sink);
    });
}

}  // namespace app

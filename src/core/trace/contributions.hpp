#pragma once

#include <trace/trace.hpp>

namespace trace {

/// The policies without lots: taint is put down to arrivals in proportion, going back in time, and
/// the largest contributions are followed first.
[[nodiscard]] Explanation explain_shares(const ledger::AccountLedger& ledger, const Plan& plan,
                                         taint::Policy policy, ledger::AccountId account,
                                         std::size_t paths_max);
[[nodiscard]] Explanation explain_shares(const ledger::UtxoLedger& ledger, const Plan& plan,
                                         taint::Policy policy, ledger::AccountId account,
                                         std::size_t paths_max);

/// By atoms, largest first; ties by steps.
void sort_paths(std::vector<Path>& paths);

/// The making of an output: from the owner of its transaction's first input to its own.
[[nodiscard]] Step output_step(const ledger::UtxoLedger& ledger, ledger::OutputId output);

}  // namespace trace

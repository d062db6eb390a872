#pragma once

#include <span>
#include <trace/trace.hpp>
#include <utility>
#include <vector>

namespace trace {

/// kNobody for an output from before the ledger, or without an address.
[[nodiscard]] ledger::AccountId owner_of(const ledger::UtxoLedger& ledger, ledger::OutputId output);

[[nodiscard]] taint::BoundarySet boundary_set(std::span<const Boundary> boundaries);

/// In ledger order, each once, without those past the plan's end.
[[nodiscard]] std::vector<Theft> ordered_thefts(const Plan& plan);

/// Called now and then with the rows done.
inline constexpr std::uint32_t kProgressRows = 1U << 16U;

/// Feeds the plan's rows to `Sink`, which has `apply(first, transfers)` and
/// `apply_theft(row, transfer)`. The one place that knows where the thefts lie.
template <class Sink>
void drive(const ledger::AccountLedger& ledger, const Plan& plan, Sink& sink,
           const Progress& progress = {}) {
    const std::vector<Theft> thefts = ordered_thefts(plan);
    auto theft = thefts.begin();
    std::uint32_t told = 0;
    ledger::for_each_batch(
        ledger, 0, plan.end, [&](ledger::Row first, std::span<const ledger::Transfer> batch) {
            std::size_t done = 0;
            while (done < batch.size()) {
                const std::uint32_t row = first.value + static_cast<std::uint32_t>(done);
                const std::size_t stop =
                    theft == thefts.end()
                        ? batch.size()
                        : std::min<std::size_t>(batch.size(), theft->row.value - first.value);
                sink.apply(ledger::Row{row}, batch.subspan(done, stop - done));
                done = stop;
                if (done == batch.size()) { break; }
                sink.apply_theft(theft->row, batch[done]);
                ++done;
                ++theft;
            }
            const std::uint32_t rows = first.value + static_cast<std::uint32_t>(batch.size());
            if (progress && (rows - told >= kProgressRows || rows == plan.end)) {
                progress(rows);
                told = rows;
            }
        });
}

/// The same for a UTXO chain: `apply(row, transaction)` and
/// `apply_theft(row, transaction, stolen)`.
template <class Sink>
void drive(const ledger::UtxoLedger& ledger, const Plan& plan, Sink& sink,
           const Progress& progress = {}) {
    const std::vector<Theft> thefts = ordered_thefts(plan);
    auto theft = thefts.begin();
    for (std::uint32_t row = 0; row < plan.end; ++row) {
        const ledger::Transaction transaction = ledger.transaction(ledger::Row{row});
        if (theft == thefts.end() || theft->row.value != row) {
            sink.apply(ledger::Row{row}, transaction);
        } else {
            std::vector<bool> stolen(transaction.outputs.size());
            for (; theft != thefts.end() && theft->row.value == row; ++theft) {
                if (const auto& output = theft->output) {
                    stolen[output->value - transaction.first_output.value] = true;
                } else {
                    stolen.assign(stolen.size(), true);
                }
            }
            sink.apply_theft(ledger::Row{row}, transaction, stolen);
        }
        const std::uint32_t rows = row + 1;
        if (progress && (rows % kProgressRows == 0 || rows == plan.end)) { progress(rows); }
    }
}

}  // namespace trace

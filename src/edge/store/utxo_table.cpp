#include "utxo_table.hpp"

#include <algorithm>
#include <utility>

namespace store {

UtxoTable::UtxoTable(UtxoColumns columns) : columns_{std::move(columns)} {
    columns_.positions.seal();
    base::invariant(columns_.tx_of.size() == rows() &&
                        columns_.spends_begin.size() == std::size_t{rows()} + 1 &&
                        columns_.outputs_begin.size() == std::size_t{rows()} + 1,
                    "columns are equally long");
}

ledger::RowFacts UtxoTable::facts(ledger::Row row) const {
    base::invariant(row.value < rows(), "the row exists");
    return {columns_.positions.height(row),
            columns_.positions.time(row),
            std::string{columns_.txids.at(columns_.tx_of[row.value])},
            {},
            {}};
}

std::string UtxoTable::account_text(ledger::AccountId account) const {
    base::invariant(account.value < accounts(), "the account exists");
    return std::string{columns_.accounts.at(account.value)};
}

std::optional<ledger::AccountId> UtxoTable::find_account(std::string_view text) const {
    const auto number = columns_.accounts.find(text);
    if (!number) { return std::nullopt; }
    return ledger::AccountId{*number};
}

std::vector<ledger::Row> UtxoTable::find_tx(std::string_view tx) const {
    std::vector<ledger::Row> found;
    const auto number = columns_.txids.find(tx);
    if (!number) { return found; }
    for (std::uint32_t row = 0; row < rows(); ++row) {
        if (columns_.tx_of[row] == *number) { found.push_back(ledger::Row{row}); }
    }
    return found;
}

std::uint32_t UtxoTable::end_of(ledger::Bound until) const {
    return columns_.positions.end_of(until);
}

std::uint32_t UtxoTable::begin_of(ledger::Bound since) const {
    return columns_.positions.begin_of(since);
}

std::uint32_t UtxoTable::block_end(ledger::Row row) const {
    return columns_.positions.block_end(row);
}

ledger::Transaction UtxoTable::transaction(ledger::Row row) const {
    base::invariant(row.value < rows(), "the row exists");
    const auto part = [row](const auto& items, const auto& begins) {
        const std::uint32_t begin = begins[row.value];
        return std::span{items}.subspan(begin, begins[row.value + 1] - begin);
    };
    return {part(columns_.spends, columns_.spends_begin),
            part(columns_.outputs, columns_.outputs_begin),
            {columns_.outputs_begin[row.value]},
            columns_.coinbase[row.value]};
}

std::uint32_t UtxoTable::outputs() const { return columns_.outputs_begin.back(); }

std::string UtxoTable::output_text(ledger::OutputId output) const {
    const ledger::Row row = output_row(output);
    return fmt::format("{}:{}", columns_.txids.at(columns_.tx_of[row.value]), output_index(output));
}

std::uint32_t UtxoTable::output_index(ledger::OutputId output) const {
    base::invariant(output.value < outputs(), "the output exists");
    if (!columns_.vouts.empty()) { return columns_.vouts[output.value]; }
    return output.value - columns_.outputs_begin[output_row(output).value];
}

ledger::Row UtxoTable::output_row(ledger::OutputId output) const {
    base::invariant(output.value < outputs(), "the output exists");
    // Rows without outputs begin where the next one does: the last that begins at or before it.
    const auto after = std::ranges::upper_bound(columns_.outputs_begin, output.value);
    return {static_cast<std::uint32_t>(after - columns_.outputs_begin.begin() - 1)};
}

}  // namespace store

#include "account_table.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "row_name.hpp"

namespace store {

AccountTable::AccountTable(AccountColumns columns) : columns_{std::move(columns)} {
    columns_.positions.seal();
    base::invariant(columns_.from.size() == rows() && columns_.to.size() == rows() &&
                        columns_.amounts.size() == rows(),
                    "columns are equally long");
}

ledger::RowFacts AccountTable::facts(ledger::Row row) const {
    base::invariant(row.value < rows(), "the row exists");
    const std::string_view tx = columns_.txs.at(row.value);
    const std::uint32_t kind =
        row.value < columns_.kinds_of.size() ? columns_.kinds_of[row.value] : 0;
    return {columns_.positions.height(row), columns_.positions.time(row),
            tx.empty() ? row_name(row) : std::string{tx},
            std::string{columns_.messages.at(row.value)},
            kind == 0 ? std::string{} : std::string{columns_.kinds.at(kind - 1)}};
}

std::string AccountTable::account_text(ledger::AccountId account) const {
    base::invariant(account.value < accounts(), "the account exists");
    return std::string{columns_.accounts.at(account.value)};
}

std::optional<ledger::AccountId> AccountTable::find_account(std::string_view text) const {
    const auto number = columns_.accounts.find(text);
    if (!number) { return std::nullopt; }
    return ledger::AccountId{*number};
}

std::vector<ledger::Row> AccountTable::find_tx(std::string_view tx) const {
    std::vector<ledger::Row> found;
    if (tx.empty()) { return found; }
    // Asked a handful of times a run: a scan is cheaper than an index that every run would build.
    for (std::uint32_t row = 0; row < columns_.txs.size(); ++row) {
        if (columns_.txs.at(row) == tx) { found.push_back(ledger::Row{row}); }
    }
    const auto named = parse_row_name(tx);
    if (named && named->value < rows() && columns_.txs.at(named->value).empty()) {
        found.insert(std::ranges::lower_bound(found, *named), *named);
    }
    return found;
}

std::uint32_t AccountTable::end_of(ledger::Bound until) const {
    return columns_.positions.end_of(until);
}

std::uint32_t AccountTable::begin_of(ledger::Bound since) const {
    return columns_.positions.begin_of(since);
}

std::uint32_t AccountTable::block_end(ledger::Row row) const {
    return columns_.positions.block_end(row);
}

void AccountTable::read(ledger::Row first, std::span<ledger::Transfer> into) const {
    base::invariant(into.size() <= rows() - first.value, "the rows exist");
    std::size_t row = first.value;
    for (ledger::Transfer& transfer : into) {
        const std::uint64_t fee = row < columns_.fees.size() ? columns_.fees[row] : 0;
        transfer = {{columns_.from[row]},
                    {columns_.to[row]},
                    money::Amount::from_atoms(columns_.amounts[row]),
                    money::Amount::from_atoms(fee)};
        ++row;
    }
}

base::Place AccountTable::place(ledger::Row row) const { return columns_.lines.place(row); }

}  // namespace store

#include "openings_file.hpp"

#include <array>
#include <csv/csv.hpp>
#include <limits>
#include <unordered_map>
#include <utility>

#include "complain.hpp"
#include "csv_field.hpp"
#include "values.hpp"

namespace store {
namespace {

base::Complaint named_twice(base::Place place, std::string_view account, std::uint64_t line) {
    return bad_place(
        std::move(place),
        base::phrase("the account {} is on line {} already; once was expected",
                     "アカウント {} はすでに {} 行目にあります。1 回だけ書いてください",
                     base::visible(account), line));
}

base::Complaint supply_too_large(const StoredAccounts& ledger, ledger::Row row) {
    return bad_place(
        ledger.place(row),
        base::phrase("row {0}: the total that exists here, opening balances included, is too "
                     "large; at most {1} atoms fit (2^64 - 1)",
                     "{0} 行目：期首残高を含む総量が大きすぎます。上限は最小単位で {1}"
                     "（2^64 - 1）です",
                     std::uint64_t{row.value} + 1, std::numeric_limits<std::uint64_t>::max()));
}

base::Complaint opening_too_small(const StoredAccounts& ledger, ledger::Row row,
                                  ledger::AccountId account) {
    return bad_place(
        ledger.place(row),
        base::phrase("row {0}: the account {1} sends more than its declared opening balance and "
                     "what it received; a larger opening balance was expected",
                     "{0} 行目：アカウント {1} の送金額が、指定された期首残高と受取額の合計を"
                     "超えています。期首残高が足りません",
                     std::uint64_t{row.value} + 1, base::visible(ledger.account_text(account))));
}

}  // namespace

Expected<std::vector<casebook::OpeningEntry>> parse_stored_openings(std::string_view text,
                                                                    const std::string& file,
                                                                    address::Chain chain) {
    static constexpr std::array<std::string_view, 2> kColumns{"account", "atoms"};
    const auto table = csv::parse_table(text, file, kColumns);
    if (!table) { return std::unexpected(table.error()); }
    const auto column = [&table](std::string_view name) {
        const auto found = table->find_column(name);
        return base::present(found, "parse_table found the columns it was asked for");
    };
    const std::size_t account_field = column("account");
    const std::size_t atoms_field = column("atoms");
    std::vector<casebook::OpeningEntry> openings;
    std::unordered_map<std::string, std::uint64_t> lines;  // where each account was named
    for (const csv::Table::Row& row : table->rows) {
        base::Place place{file, row.line, row.field_columns[account_field]};
        auto account = address::normalise(chain, row.fields[account_field]);
        if (!account) {
            return std::unexpected(
                bad_place(std::move(place), address::to_phrase(account.error(), chain)));
        }
        const auto amount = read_atoms(row.fields[atoms_field]);
        if (!amount) {
            place.column = row.field_columns[atoms_field];
            return std::unexpected(bad_place(std::move(place), amount.error()));
        }
        const auto [first, is_new] = lines.emplace(*account, row.line);
        if (!is_new) {
            return std::unexpected(named_twice(std::move(place), *account, first->second));
        }
        openings.push_back({*std::move(account), *amount, std::move(place)});
    }
    return openings;
}

std::string to_stored_openings(const StoredAccounts& ledger) {
    std::string text{"account,atoms\n"};
    for (const auto& [account, amount] : ledger.openings().held()) {
        text += to_csv_field(ledger.account_text(account));
        text += fmt::format(",{}\n", amount.atoms());
    }
    return text;
}

Expected<std::vector<base::Phrase>> settle_openings(
    StoredAccounts& ledger, const std::vector<casebook::OpeningEntry>& declared,
    Undeclared undeclared) {
    std::vector<base::Phrase> warnings;
    std::vector<std::pair<ledger::AccountId, money::Amount>> known;
    for (const casebook::OpeningEntry& opening : declared) {
        if (const auto account = ledger.find_account(opening.account)) {
            known.emplace_back(*account, opening.amount);
            continue;
        }
        warnings.push_back(
            base::phrase("{}:{}: the ledger has no account {}; its opening balance is not used",
                         "{}:{}：台帳にアカウント {} がないため、この期首残高は使いません",
                         opening.place.file, opening.place.line, base::visible(opening.account)));
    }
    if (undeclared == Undeclared::Nothing) {
        std::vector<money::Amount> all(ledger.accounts());
        for (const auto& [account, amount] : known) { all[account.value] = amount; }
        known.clear();
        for (std::uint32_t account = 0; account < all.size(); ++account) {
            known.emplace_back(ledger::AccountId{account}, all[account]);
        }
    }
    auto openings = ledger::find_openings(ledger, known);
    if (openings) {
        ledger.set_openings(*std::move(openings));
        return warnings;
    }
    const ledger::OpeningsFailure failure = openings.error();
    if (failure.error == ledger::LedgerError::SupplyTooLarge) {
        return std::unexpected(supply_too_large(ledger, failure.row));
    }
    return std::unexpected(opening_too_small(ledger, failure.row, failure.account));
}

}  // namespace store

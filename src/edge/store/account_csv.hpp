#pragma once

#include <array>
#include <csv/csv.hpp>
#include <memory>
#include <optional>
#include <store/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "account_names.hpp"
#include "account_table.hpp"
#include "layout.hpp"

namespace store {

enum class AccountColumn : std::uint8_t {
    Height,
    Time,
    Tx,
    From,
    To,
    Amount,
    Fee,
    Asset,
    Message,
    Kind
};
/// In the enumeration's order, which is also the canonical order (docs/formats.md).
inline constexpr std::array<std::string_view, 10> kAccountColumns{
    "height", "time", "tx", "from", "to", "amount", "fee", "asset", "message", "kind"};

/// Names of required columns that are not there; none: it is a ledger of accounts.
[[nodiscard]] std::vector<std::string_view> missing_account_columns(const Layout& layout);
[[nodiscard]] base::Phrase account_columns_expected();

/// Builds an account ledger from the records of one CSV file, or of several that continue each
/// other.
class AccountCsv {
public:
    AccountCsv(address::Chain chain, std::optional<std::string> asset, int divisibility);

    /// The header of the next file.
    [[nodiscard]] std::optional<base::Complaint> begin_file(Layout layout);
    [[nodiscard]] std::optional<base::Complaint> use(const csv::Record& record);
    /// The ledger, its opening balances not yet set.
    [[nodiscard]] Expected<std::unique_ptr<AccountTable>> finish();
    /// Empty where the ledger does not say.
    [[nodiscard]] const std::string& asset() const { return asset_; }

private:
    using Complaining = std::optional<base::Complaint>;

    /// Whether the row is of the asset that is read; a second asset is a complaint.
    [[nodiscard]] Expected<bool> check_asset(const CsvRow& row);
    [[nodiscard]] Complaining add_position(const CsvRow& row);
    [[nodiscard]] Complaining check_order(const CsvRow& row, std::optional<ledger::Height> height,
                                          std::optional<base::Moment> time);
    [[nodiscard]] Complaining add_parties(const CsvRow& row);
    [[nodiscard]] Complaining add_amounts(const CsvRow& row);
    void add_texts(const CsvRow& row);
    /// A name of the form `#N` must not mean two rows.
    [[nodiscard]] Complaining check_row_names() const;
    [[nodiscard]] Expected<ledger::AccountId> read_party(const CsvRow& row, AccountColumn column);

    bool asset_chosen_;
    std::string asset_;
    bool asset_known_{false};
    int divisibility_;
    Layout layout_;
    bool by_height_{false};
    std::optional<ledger::Height> height_last_;
    std::optional<base::Moment> time_last_;
    std::uint64_t rows_read_{0};  // those of other assets included
    std::uint32_t rows_{0};
    AccountNames names_;
    AccountColumns columns_;
};

}  // namespace store

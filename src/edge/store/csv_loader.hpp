#pragma once

#include <optional>
#include <store/store.hpp>
#include <string>
#include <variant>
#include <vector>

#include "account_csv.hpp"
#include "input.hpp"
#include "utxo_csv.hpp"

namespace store {

/// What one ledger unpacked may have; memory grows with its rows.
inline constexpr std::uint64_t kLedgerBytesMax = 1ULL << 40U;

/// A ledger read from CSV, its opening balances not yet set; one of the two pointers is set.
struct LoadedCsv {
    std::unique_ptr<AccountTable> accounts;
    std::unique_ptr<UtxoTable> utxo;
    std::string asset;  // empty where the ledger does not say
    std::vector<base::Phrase> warnings;
};

/// Reads CSV files of one format, one after the other, into one ledger.
class CsvLoader {
public:
    /// The options' format is kept to, or detected from the first header.
    explicit CsvLoader(const OpenOptions& options) : options_{options} {}

    [[nodiscard]] std::optional<base::Complaint> load(Input& input);
    [[nodiscard]] Expected<LoadedCsv> finish();

private:
    [[nodiscard]] std::optional<base::Complaint> begin_file(const std::string& file,
                                                            const csv::Record& header);
    /// Makes the builder for the first header.
    [[nodiscard]] std::optional<base::Complaint> choose(const Layout& accounts, const Layout& utxo);

    const OpenOptions& options_;  // the caller of one import keeps them
    std::variant<std::monostate, AccountCsv, UtxoCsv> builder_;
    std::vector<base::Phrase> warnings_;
};

}  // namespace store

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
#include "layout.hpp"
#include "utxo_item.hpp"
#include "utxo_table.hpp"

namespace store {

enum class UtxoColumn : std::uint8_t { Txid, Height, Inputs, Outputs, TimeUnix, Coinbase };
/// In the enumeration's order, which is also the canonical order (docs/formats.md).
inline constexpr std::array<std::string_view, 6> kUtxoColumns{"txid",    "height",    "inputs",
                                                              "outputs", "time_unix", "coinbase"};

/// Names of required columns that are not there; none: it is a ledger of outputs.
[[nodiscard]] std::vector<std::string_view> missing_utxo_columns(const Layout& layout);
[[nodiscard]] base::Phrase utxo_columns_expected();

/// Builds a UTXO ledger from the records of one CSV file, or of several that continue each other.
class UtxoCsv {
public:
    explicit UtxoCsv(address::Chain chain);

    /// The header of the next file.
    [[nodiscard]] std::optional<base::Complaint> begin_file(Layout layout);
    [[nodiscard]] std::optional<base::Complaint> use(const csv::Record& record);
    [[nodiscard]] Expected<std::unique_ptr<UtxoTable>> finish();
    /// What was read otherwise than it stands; nothing when all was as it should be.
    [[nodiscard]] std::optional<base::Phrase> warning() const;

private:
    using Complaining = std::optional<base::Complaint>;

    [[nodiscard]] Complaining add_position(const CsvRow& row);
    [[nodiscard]] Complaining add_txid(const CsvRow& row);
    [[nodiscard]] Complaining check_remade(const CsvRow& row, std::uint32_t txid);
    [[nodiscard]] Complaining add_coinbase(const CsvRow& row);
    [[nodiscard]] Complaining add_inputs(const CsvRow& row);
    [[nodiscard]] Complaining add_input(const CsvRow& row, const UtxoItem& item);
    [[nodiscard]] Complaining spend(const CsvRow& row, const UtxoItem& item,
                                    ledger::OutputId output);
    [[nodiscard]] Complaining add_outputs(const CsvRow& row);
    [[nodiscard]] Complaining add_output(const CsvRow& row, const UtxoItem& item);
    [[nodiscard]] Complaining add_vout(const CsvRow& row, std::uint32_t vout);
    void keep_vouts();
    [[nodiscard]] std::uint32_t outputs_so_far() const;
    [[nodiscard]] std::uint32_t last_vout() const;
    [[nodiscard]] bool repeats_last(std::uint32_t vout, const ledger::Output& output) const;
    [[nodiscard]] Complaining check_sums(const CsvRow& row) const;

    [[nodiscard]] Read<std::string> read_txid(std::string_view text) const;
    [[nodiscard]] std::uint32_t number_of(std::string_view txid);
    [[nodiscard]] std::optional<ledger::OutputId> find_output(ledger::Row row,
                                                              std::uint32_t vout) const;
    /// For complaints: the row's number and where it stands.
    [[nodiscard]] std::string row_text(ledger::Row row) const;

    address::Chain chain_;
    Layout layout_;
    std::uint32_t rows_{0};
    std::optional<ledger::Height> height_last_;
    std::uint64_t outputs_repeated_{0};
    std::string first_repeated_;
    AccountNames names_;
    UtxoColumns columns_;
    // Indexed by number in `columns_.txids`: the row that made the transaction last, and whether
    // a row spent it before any row made it.
    std::vector<std::uint32_t> made_by_;
    std::vector<bool> spent_unseen_;
    std::vector<std::uint32_t> spent_by_;  // by output: the row that spent it
};

}  // namespace store

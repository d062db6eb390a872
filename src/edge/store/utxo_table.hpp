#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <vector>

#include "line_map.hpp"
#include "positions.hpp"
#include "texts.hpp"

namespace store {

/// The transactions of a UTXO ledger. Row `i` has the spends from `spends_begin[i]` to
/// `spends_begin[i + 1]`, and its outputs likewise.
struct UtxoColumns {
    TextSet txids;                     // of rows, and of transactions outside that rows spend
    std::vector<std::uint32_t> tx_of;  // row to number in `txids`
    TextSet accounts;
    std::vector<std::uint32_t> spends_begin{0};
    std::vector<std::uint32_t> outputs_begin{0};
    std::vector<ledger::Spend> spends;
    std::vector<ledger::Output> outputs;
    std::vector<std::uint32_t> vouts;  // empty while every output's is its place in its row
    std::vector<bool> coinbase;
    /// What the spends of kOutside name, in their order.
    struct Outside {
        std::uint32_t txid;
        std::uint32_t vout;
    };
    std::vector<Outside> outside;
    Positions positions;
    LineMap lines;
};

/// A UTXO ledger in memory.
class UtxoTable final : public ledger::UtxoLedger {
public:
    explicit UtxoTable(UtxoColumns columns);

    [[nodiscard]] std::uint32_t rows() const override { return columns_.positions.rows(); }
    [[nodiscard]] ledger::RowFacts facts(ledger::Row row) const override;
    [[nodiscard]] std::uint32_t accounts() const override { return columns_.accounts.size(); }
    [[nodiscard]] std::string account_text(ledger::AccountId account) const override;
    [[nodiscard]] std::optional<ledger::AccountId> find_account(
        std::string_view text) const override;
    [[nodiscard]] std::vector<ledger::Row> find_tx(std::string_view tx) const override;
    [[nodiscard]] bool has_heights() const override { return columns_.positions.has_heights(); }
    [[nodiscard]] bool has_times() const override { return columns_.positions.has_times(); }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const override;
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const override;
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const override;
    [[nodiscard]] ledger::Transaction transaction(ledger::Row row) const override;
    [[nodiscard]] std::uint32_t outputs() const override;
    [[nodiscard]] std::string output_text(ledger::OutputId output) const override;
    [[nodiscard]] std::uint32_t output_index(ledger::OutputId output) const override;
    [[nodiscard]] ledger::Row output_row(ledger::OutputId output) const override;

    [[nodiscard]] const UtxoColumns& columns() const { return columns_; }

private:
    UtxoColumns columns_;
};

}  // namespace store

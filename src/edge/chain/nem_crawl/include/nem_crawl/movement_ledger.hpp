#pragma once

#include <ledger/ledger.hpp>
#include <map>
#include <nem_chain/nem_chain.hpp>
#include <string>
#include <unordered_map>
#include <vector>

namespace nem_crawl {

/// A movement and where it stands.
struct LedgerRow {
    ledger::Height height;
    nem::TimeStamp time;
    nem::Hash tx;  // of a harvest: the block's own
    nem_chain::Movement movement;
    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/// The rows of one block; `moves` is what a register says of it.
[[nodiscard]] std::vector<LedgerRow> rows_of(const nem::Block& block,
                                             const nem_chain::BlockMoves& moves);

/// Movements as a ledger of an account chain, in memory. Accounts are numbered as they appear.
class MovementLedger final : public ledger::AccountLedger {
public:
    /// `rows` in ledger order, fewer than ledger::kRowsMax. `openings` names accounts whose balance
    /// before the first row is known; the others get the least that will do, and so does whoever's
    /// is not enough.
    MovementLedger(std::vector<LedgerRow> rows,
                   const std::map<nem::Address, money::Amount>& openings);

    [[nodiscard]] const std::vector<LedgerRow>& movements() const { return rows_; }

    [[nodiscard]] std::uint32_t rows() const override;
    [[nodiscard]] ledger::RowFacts facts(ledger::Row row) const override;
    [[nodiscard]] std::uint32_t accounts() const override;
    [[nodiscard]] std::string account_text(ledger::AccountId account) const override;
    [[nodiscard]] std::optional<ledger::AccountId> find_account(
        std::string_view text) const override;
    [[nodiscard]] std::vector<ledger::Row> find_tx(std::string_view tx) const override;
    [[nodiscard]] bool has_heights() const override { return true; }
    [[nodiscard]] bool has_times() const override { return true; }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const override;
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const override;
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const override;
    void read(ledger::Row first, std::span<ledger::Transfer> into) const override;
    [[nodiscard]] const ledger::OpeningBalances& openings() const override { return openings_; }

private:
    [[nodiscard]] ledger::AccountId id_of(const std::optional<nem::Address>& address);

    std::vector<LedgerRow> rows_;
    std::vector<ledger::Transfer> transfers_;
    std::vector<nem::Address> addresses_;
    std::map<nem::Address, ledger::AccountId> ids_;
    ledger::OpeningBalances openings_;
};

}  // namespace nem_crawl

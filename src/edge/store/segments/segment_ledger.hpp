#pragma once

#include <string>

#include "../stored_accounts.hpp"
#include "account_numbers.hpp"
#include "block_runs.hpp"
#include "packed_rows.hpp"

namespace store {

/// An account ledger that lies in segments; it is read where it lies. Accounts are named by their
/// decimal number, transfers `#N`.
class SegmentLedger final : public StoredAccounts {
public:
    /// `name` is what complaints name, the folder.
    SegmentLedger(AccountNumbers numbers, PackedRows rows, BlockRuns blocks, std::string name);

    [[nodiscard]] std::uint32_t rows() const override { return rows_.size(); }
    [[nodiscard]] ledger::RowFacts facts(ledger::Row row) const override;
    [[nodiscard]] std::uint32_t accounts() const override { return numbers_.size(); }
    [[nodiscard]] std::string account_text(ledger::AccountId account) const override;
    [[nodiscard]] std::optional<ledger::AccountId> find_account(
        std::string_view text) const override;
    [[nodiscard]] std::vector<ledger::Row> find_tx(std::string_view tx) const override;
    [[nodiscard]] bool has_heights() const override { return true; }
    [[nodiscard]] bool has_times() const override { return false; }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const override;
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const override;
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const override;
    void read(ledger::Row first, std::span<ledger::Transfer> into) const override {
        rows_.read(first, into);
    }
    [[nodiscard]] std::uint32_t accounts_seen() const override { return accounts(); }
    [[nodiscard]] base::Place place(ledger::Row row) const override;

    [[nodiscard]] std::uint32_t number(ledger::AccountId account) const {
        return numbers_.number(account);
    }

private:
    AccountNumbers numbers_;
    PackedRows rows_;
    BlockRuns blocks_;
    std::string name_;
};

}  // namespace store

#pragma once

#include <cstdint>
#include <vector>

#include "line_map.hpp"
#include "positions.hpp"
#include "stored_accounts.hpp"
#include "texts.hpp"

namespace store {

/// The rows of an account ledger, a column each.
struct AccountColumns {
    TextSet accounts;
    std::vector<std::uint32_t> from;  // kNobody: minted
    std::vector<std::uint32_t> to;    // kNobody: burned
    std::vector<std::uint64_t> amounts;
    std::vector<std::uint64_t> fees;  // rows past its end pay none
    Positions positions;
    TextColumn txs;  // empty: the row's own name, `#N`
    TextColumn messages;
    TextSet kinds;
    std::vector<std::uint32_t> kinds_of;  // 1 + number in `kinds`; rows past its end have none
    LineMap lines;
};

/// An account ledger in memory.
class AccountTable final : public StoredAccounts {
public:
    explicit AccountTable(AccountColumns columns);

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
    void read(ledger::Row first, std::span<ledger::Transfer> into) const override;
    [[nodiscard]] std::uint32_t accounts_seen() const override { return accounts(); }
    [[nodiscard]] base::Place place(ledger::Row row) const override;

    [[nodiscard]] const AccountColumns& columns() const { return columns_; }

private:
    AccountColumns columns_;
};

}  // namespace store

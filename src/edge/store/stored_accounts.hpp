#pragma once

#include <ledger/ledger.hpp>
#include <memory>
#include <utility>
#include <vector>

namespace store {

/// What every account ledger of this room has: rows first, opening balances once they are known.
class StoredAccounts : public ledger::AccountLedger {
public:
    [[nodiscard]] const ledger::OpeningBalances& openings() const final { return openings_; }
    void set_openings(ledger::OpeningBalances openings) { openings_ = std::move(openings); }
    /// Null where the ledger was not imported.
    [[nodiscard]] const ledger::Touches* touches() const final { return touches_.get(); }
    void set_touches(std::unique_ptr<const ledger::Touches> touches) {
        touches_ = std::move(touches);
    }

    /// How many accounts appear in the rows; `accounts()` may count numbers that do not.
    [[nodiscard]] virtual std::uint32_t accounts_seen() const = 0;
    /// Where a row stands in the input.
    [[nodiscard]] virtual base::Place place(ledger::Row row) const = 0;

private:
    ledger::OpeningBalances openings_;
    std::unique_ptr<const ledger::Touches> touches_;
};

}  // namespace store

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <trace/trace.hpp>

#include "met_accounts.hpp"

namespace trace {

/// What a walk leaves: a book of the accounts that it met, asked by the ledger's ids.
class WalkedBook {
public:
    WalkedBook(std::unique_ptr<const MetAccounts> met,
               std::unique_ptr<const taint::AccountBook> book)
        : met_{std::move(met)}, book_{std::move(book)} {}

    [[nodiscard]] taint::Sums sums() const { return book_->sums(); }
    template <class Use>
    void for_each_holder(Use use) const {
        book_->for_each_holder([&](ledger::AccountId account, const taint::Standing& standing) {
            use(met_->in_ledger(account), standing);
        });
    }
    [[nodiscard]] std::optional<taint::Arrived> arrived(ledger::AccountId boundary) const {
        const auto known = met_->find(boundary);
        return known ? book_->arrived(*known) : std::nullopt;
    }

private:
    std::unique_ptr<const MetAccounts> met_;
    std::unique_ptr<const taint::AccountBook> book_;
};

/// Follows taint from row to row, as `touches` (the ledger's) links them: a row is visited while
/// its sender or its receiver holds taint, or because it is a theft. The books that are kept are
/// those of a dense pass, so every figure is the same. Nothing when more than `visits_max` rows
/// would have to be visited.
[[nodiscard]] std::optional<WalkedBook> walk(const ledger::AccountLedger& ledger,
                                             const ledger::Touches& touches, const Plan& plan,
                                             taint::Policy policy, std::uint64_t visits_max,
                                             const taint::MoveSink& sink = {});

}  // namespace trace

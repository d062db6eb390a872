#include "walk.hpp"

#include <utility>

#include "plan.hpp"
#include "row_queue.hpp"

namespace trace {
namespace {

class Walk {
public:
    Walk(const ledger::AccountLedger& ledger, const ledger::Touches& touches, const Plan& plan,
         taint::Policy policy, const taint::MoveSink& sink)
        : ledger_{ledger},
          touches_{touches},
          thefts_{ordered_thefts(plan)},
          end_{plan.end},
          waiting_{thefts_.empty() ? plan.end : thefts_.front().row.value, plan.end},
          met_{std::make_unique<MetAccounts>()} {
        for (const Boundary& boundary : plan.boundaries) { met_->meet(boundary.account); }
        boundaries_ = static_cast<std::uint32_t>(plan.boundaries.size());
        book_ = taint::make_account_book(policy, {}, taint::BoundarySet(boundaries_, true),
                                         sink ? in_ledger_terms(sink) : taint::MoveSink{});
        for (const Theft& theft : thefts_) { waiting_.push(theft.row.value); }
    }

    /// False when it was given up.
    [[nodiscard]] bool run(std::uint64_t visits_max) {
        auto theft = thefts_.begin();
        for (std::uint64_t visits = 0; const auto row = waiting_.pop(); ++visits) {
            if (visits == visits_max) { return false; }
            const bool is_theft = theft != thefts_.end() && theft->row.value == *row;
            if (is_theft) { ++theft; }
            visit(ledger::Row{*row}, is_theft);
        }
        return true;
    }

    [[nodiscard]] WalkedBook result() && { return {std::move(met_), std::move(book_)}; }

private:
    [[nodiscard]] taint::MoveSink in_ledger_terms(const taint::MoveSink& sink) {
        return [&met = std::as_const(*met_), sink](taint::Move move) {
            move.from = met.in_ledger(move.from);
            move.to = met.in_ledger(move.to);
            sink(move);
        };
    }

    [[nodiscard]] ledger::Transfer transfer(ledger::Row row) const {
        ledger::Transfer transfer;
        ledger_.read(row, {&transfer, 1});
        return transfer;
    }

    void visit(ledger::Row row, bool is_theft) {
        const ledger::Transfer in_ledger = transfer(row);
        const ledger::Touches::Links links = touches_.links(row);
        const bool taints = is_theft && in_ledger.from != in_ledger.to;
        ledger::Transfer met = in_ledger;
        met.from = sender(in_ledger, taints);
        if (met.from == ledger::kNobody && !taints) {
            met.to = tainted_or_nobody(in_ledger.to);
            // Both lost their taint while the row waited.
            if (met.to == ledger::kNobody) { return; }
        } else {
            met.to = receiver(in_ledger.to, links.to_held);
        }
        if (taints) {
            book_->apply_theft(row, met);
        } else {
            book_->apply(row, {&met, 1});
        }
        if (book_->is_tainted(met.from)) { wait_for(links.from_next); }
        if (book_->is_tainted(met.to)) { wait_for(links.to_next); }
    }

    void wait_for(std::uint32_t row) {
        if (row >= end_) { return; }
        waiting_.push(row);
        touches_.expect(ledger::Row{row});
    }

    /// kNobody for one who holds no taint: where its atoms come from makes no difference then, and
    /// its fee is clean. Only who is robbed is named, with the atoms that the row takes.
    [[nodiscard]] ledger::AccountId sender(const ledger::Transfer& transfer, bool robbed) {
        const ledger::AccountId known = tainted_or_nobody(transfer.from);
        if (!robbed || known != ledger::kNobody || transfer.from == ledger::kNobody) {
            return known;
        }
        const ledger::AccountId victim = met_->meet(transfer.from);
        book_->hold_clean(victim, transfer.amount.atoms() + transfer.fee.atoms());
        return victim;
    }

    /// Whoever may receive taint must hold what it holds; a boundary's holdings matter to nobody.
    [[nodiscard]] ledger::AccountId receiver(ledger::AccountId account, std::uint64_t held) {
        if (account == ledger::kNobody) { return account; }
        const ledger::AccountId number = met_->meet(account);
        if (number.value >= boundaries_ && !book_->is_tainted(number)) {
            book_->hold_clean(number, held);
        }
        return number;
    }

    [[nodiscard]] ledger::AccountId tainted_or_nobody(ledger::AccountId account) const {
        if (account == ledger::kNobody) { return account; }
        const auto number = met_->find(account);
        return number && book_->is_tainted(*number) ? *number : ledger::kNobody;
    }

    const ledger::AccountLedger& ledger_;
    const ledger::Touches& touches_;
    std::vector<Theft> thefts_;
    std::uint32_t end_;
    RowQueue waiting_;
    std::unique_ptr<MetAccounts> met_;
    std::unique_ptr<taint::AccountBook> book_;
    std::uint32_t boundaries_{0};  // they have the first numbers
};

}  // namespace

std::optional<WalkedBook> walk(const ledger::AccountLedger& ledger, const ledger::Touches& touches,
                               const Plan& plan, taint::Policy policy, std::uint64_t visits_max,
                               const taint::MoveSink& sink) {
    Walk walk{ledger, touches, plan, policy, sink};
    if (!walk.run(visits_max)) { return std::nullopt; }
    return std::move(walk).result();
}

}  // namespace trace

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <taint/taint.hpp>
#include <vector>

#include "oracle/lots.hpp"

namespace oracle {

/// One policy on an account chain, slowly: DESIGN §4 read aloud. A copy is a snapshot.
class AccountTracer {
public:
    AccountTracer(taint::Policy policy, std::span<const money::Amount> openings,
                  taint::BoundarySet boundaries);

    void apply(ledger::Row row, const ledger::Transfer& transfer, bool theft);

    [[nodiscard]] const taint::Sums& sums() const { return sums_; }
    [[nodiscard]] std::map<ledger::AccountId, taint::Standing> holders() const;
    [[nodiscard]] const std::map<ledger::AccountId, taint::Arrived>& arrived() const {
        return arrived_;
    }
    [[nodiscard]] const std::vector<taint::Move>& moves() const { return moves_; }
    /// The ways of every tainted atom that the account, or boundary, has (Fifo, Lifo, Tiho).
    [[nodiscard]] Ways ways(ledger::AccountId account) const;

private:
    struct Account {
        Lots lots;  // a boundary's are all clean
        bool poisoned{false};
        std::uint32_t hops{0};  // 0: none
        std::optional<ledger::Row> first;
        ledger::Row last{};
    };

    [[nodiscard]] bool is_boundary(ledger::AccountId account) const;
    [[nodiscard]] std::uint64_t taint_of(const Account& account) const;
    [[nodiscard]] bool is_tainted(const Account& account) const;
    void cover(Account& account, std::uint64_t atoms);
    [[nodiscard]] Lots outflow(ledger::Row row, ledger::AccountId from, std::uint64_t atoms,
                               bool theft);
    void arrive(ledger::Row row, ledger::AccountId to, const Lots& pieces, std::uint32_t hops);

    taint::Policy policy_;
    taint::BoundarySet boundaries_;
    std::map<ledger::AccountId, Account> accounts_;
    std::map<ledger::AccountId, taint::Arrived> arrived_;
    std::map<ledger::AccountId, Lots> handed_off_;
    taint::Sums sums_;
    std::vector<taint::Move> moves_;
};

}  // namespace oracle

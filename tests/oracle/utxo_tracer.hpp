#pragma once

#include <cstdint>
#include <map>
#include <taint/taint.hpp>
#include <vector>

#include "oracle/lots.hpp"

namespace oracle {

/// An unspent output, with its pieces in the order in which they were poured.
struct HeldOutput {
    ledger::OutputId id;
    ledger::AccountId owner;
    std::uint64_t value{0};
    Lots pieces;
    std::uint32_t hops{0};  // 0: none
    ledger::Row made{};
    std::uint64_t stolen{0};  // what `stolen` grew by when it was made
};

/// One policy on a UTXO chain, slowly: DESIGN §4 read aloud. A copy is a snapshot.
class UtxoTracer {
public:
    UtxoTracer(taint::Policy policy, taint::BoundarySet boundaries);

    /// `stolen` says of each output whether it is; all false when the row is no theft.
    void apply(ledger::Row row, const ledger::Transaction& transaction,
               const std::vector<bool>& stolen);

    [[nodiscard]] const taint::Sums& sums() const { return sums_; }
    [[nodiscard]] std::map<ledger::OutputId, taint::Standing> holders() const;
    [[nodiscard]] const std::map<ledger::AccountId, taint::Arrived>& arrived() const {
        return arrived_;
    }
    [[nodiscard]] const std::vector<taint::Move>& moves() const { return moves_; }
    /// The ways of every tainted atom in the account's unspent outputs, or booked at the boundary
    /// (Fifo, Lifo, Tiho). The `from` of their steps means nothing.
    [[nodiscard]] Ways ways(ledger::AccountId account) const;
    [[nodiscard]] std::uint64_t taint_of_owner(ledger::AccountId account) const;

private:
    /// The inputs of a transaction, spent.
    struct Spent {
        Lots pieces;
        std::uint32_t hops{0};  // least of the tainted inputs; 0 when there is none
        ledger::AccountId first_owner{ledger::kNobody};
        ledger::AccountId first_tainted_owner{ledger::kNobody};
    };

    [[nodiscard]] bool is_boundary(ledger::AccountId account) const;
    [[nodiscard]] Spent spend(const ledger::Transaction& transaction);
    [[nodiscard]] HeldOutput spend_one(const ledger::Spend& input);
    /// Fills the outputs; what is left of the inputs is the fee.
    void pour(const Spent& spent, std::vector<HeldOutput>& outputs);
    void pour_share(const Lots& pieces, std::vector<HeldOutput>& outputs);
    void poison(const Spent& spent, std::vector<HeldOutput>& outputs);
    [[nodiscard]] std::uint64_t fee_taint_of(const Spent& spent,
                                             const std::vector<HeldOutput>& outputs) const;
    void steal(HeldOutput& output);
    /// The output takes its place among the unspent, or is booked at its boundary.
    void settle(ledger::Row row, HeldOutput output);
    void tell(ledger::Row row, const Spent& spent, const std::vector<HeldOutput>& outputs,
              const std::vector<bool>& stolen, std::uint64_t fee_taint);

    taint::Policy policy_;
    taint::BoundarySet boundaries_;
    std::map<ledger::OutputId, HeldOutput> unspent_;
    std::map<ledger::AccountId, taint::Arrived> arrived_;
    std::map<ledger::AccountId, Lots> handed_off_;
    taint::Sums sums_;
    std::vector<taint::Move> moves_;
};

}  // namespace oracle

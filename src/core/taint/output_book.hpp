#pragma once

#include <deque>
#include <optional>
#include <taint/taint.hpp>
#include <unordered_map>
#include <vector>

#include "division.hpp"
#include "lots.hpp"
#include "tally.hpp"

namespace taint {

/// An unspent output that holds taint.
struct TaintedOutput {
    ledger::AccountId owner;
    std::uint64_t value{0};
    std::uint64_t taint{0};
    std::uint32_t hops{0};
    ledger::Row row{};        // that made it
    std::vector<Lot> pieces;  // Fifo, Lifo, Tiho
};

/// A UTXO chain under one policy. Only outputs with taint are kept: all others are clean, whatever
/// they are. `Origins` as for Lots.
template <class Origins>
class OutputBook : public UtxoBook {
public:
    OutputBook(Policy policy, const BoundarySet& boundaries, MoveSink sink)
        : policy_{policy}, boundaries_{boundaries}, sink_{std::move(sink)} {}

    void apply(ledger::Row row, const ledger::Transaction& transaction) override {
        const Inputs inputs = spend(transaction);
        if (inputs.taint > 0) { settle(row, transaction, inputs, nullptr); }
    }
    void apply_theft(ledger::Row row, const ledger::Transaction& transaction,
                     const std::vector<bool>& stolen) override {
        settle(row, transaction, spend(transaction), &stolen);
    }

    void open_block() override { blocks_.push_back({changes_.size(), tally_}); }
    void undo_block() override;
    void forget_blocks(std::size_t keep) override;
    [[nodiscard]] std::size_t blocks_open() const override { return blocks_.size(); }

    [[nodiscard]] Sums sums() const override { return tally_.sums; }
    void for_each_holder(
        const std::function<void(ledger::OutputId, const Standing&)>& use) const override;
    [[nodiscard]] std::optional<Arrived> arrived(ledger::AccountId boundary) const override {
        return tally_.arrived(boundary);
    }
    [[nodiscard]] std::vector<std::uint8_t> bytes() const override;

protected:
    [[nodiscard]] const Origins& origins() const { return origins_; }
    using Live = std::unordered_map<std::uint32_t, TaintedOutput>;
    [[nodiscard]] const Live& live() const { return live_; }

private:
    /// What a transaction spends.
    struct Inputs {
        std::uint64_t total{0};
        std::uint64_t taint{0};
        std::uint32_t hops{0};  // least of the tainted ones; 0 without any
        ledger::AccountId first_tainted{ledger::kNobody};
        std::vector<Lot> pieces;  // Fifo, Lifo, Tiho
    };
    /// What one output gets.
    struct Portion {
        std::uint64_t taint{0};
        std::vector<Lot> pieces;
    };
    struct Change {
        ledger::OutputId output;
        std::optional<TaintedOutput> spent;  // nothing: the output was made
    };
    struct Block {
        std::size_t changes;
        Tally tally;
    };

    [[nodiscard]] bool keeps_pieces() const {
        return policy_ != Policy::Haircut && policy_ != Policy::Poison;
    }
    [[nodiscard]] bool is_boundary(ledger::AccountId account) const {
        return account.value < boundaries_.size() && boundaries_[account.value];
    }

    Inputs spend(const ledger::Transaction& transaction);
    void settle(ledger::Row row, const ledger::Transaction& transaction, const Inputs& inputs,
                const std::vector<bool>* stolen);
    std::vector<Portion> divide(const ledger::Transaction& transaction, const Inputs& inputs);
    void taint_stolen(ledger::OutputId output, const ledger::Output& made, Portion& portion);
    void keep(ledger::Row row, ledger::OutputId output, const ledger::Output& made, Portion portion,
              std::uint32_t hops);

    Policy policy_;
    BoundarySet boundaries_;
    MoveSink sink_;
    Origins origins_;
    Tally tally_;
    Live live_;  // by output
    std::deque<Block> blocks_;
    std::deque<Change> changes_;
};

}  // namespace taint

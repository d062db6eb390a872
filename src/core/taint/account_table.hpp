#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <span>

#include "big_vector.hpp"

namespace taint {

inline constexpr std::uint32_t kNoRow = ledger::kRowsMax + 1;

/// All that is known of one account: half a cache line, so that one memory access brings balance,
/// taint and trail together.
struct alignas(32) Record {
    std::uint64_t balance{0};
    std::uint64_t taint{0};  // Poison: 1 once poisoned
    std::uint32_t first{kNoRow};
    std::uint32_t last{kNoRow};
    std::uint32_t hops{0};  // 0: forgotten
    /// Lots: number of the queue, plus one; 0 without one. The top bit is the boundary's.
    std::uint32_t tag{0};

    static constexpr std::uint32_t kBoundaryBit = 1U << 31U;
    [[nodiscard]] bool is_boundary() const { return (tag & kBoundaryBit) != 0; }
    friend bool operator==(const Record&, const Record&) = default;
};
static_assert(sizeof(Record) == 32);

/// Every account of a chain, by id.
///
/// Until the first theft an account is only a balance, 8 bytes; from then on a record, 32 bytes.
/// Why for every account, and what it costs: docs/decisions/0001-account-records.md.
class AccountTable {
public:
    explicit AccountTable(std::span<const money::Amount> openings) {
        balances_.reserve(openings.size());
        for (const money::Amount opening : openings) { balances_.push_back(opening.atoms()); }
    }

    [[nodiscard]] bool has_records() const { return has_records_; }
    [[nodiscard]] std::uint32_t size() const {
        return static_cast<std::uint32_t>(has_records_ ? records_.size() : balances_.size());
    }

    /// Makes room for accounts of a live ledger that are seen for the first time.
    void cover(std::uint32_t accounts) {
        if (accounts <= size()) { return; }
        if (has_records_) {
            records_.resize(accounts);
        } else {
            balances_.resize(accounts, 0);
        }
    }

    /// The first theft is here: from now on accounts have records.
    void make_records() {
        if (has_records_) { return; }
        records_.reserve(balances_.size());
        constexpr std::size_t kStep = BigAllocator<std::uint64_t>::kHugePage;  // 16 MiB of balances
        const std::span balances{balances_};
        for (std::size_t first = 0; first < balances.size(); first += kStep) {
            const auto part = balances.subspan(first, std::min(kStep, balances.size() - first));
            for (const std::uint64_t balance : part) { records_.push_back({.balance = balance}); }
            discard(part);
        }
        balances_ = {};
        has_records_ = true;
    }

    /// While there are no records.
    [[nodiscard]] std::span<std::uint64_t> balances() { return balances_; }
    /// Once there are.
    [[nodiscard]] std::span<Record> records() { return records_; }
    [[nodiscard]] std::span<const Record> records() const { return records_; }

    /// The account's state in either form.
    [[nodiscard]] Record snapshot(ledger::AccountId account) const {
        if (has_records_) { return records_[account.value]; }
        return {.balance = balances_[account.value]};
    }
    void restore(ledger::AccountId account, const Record& state) {
        if (has_records_) {
            // A state kept before there were records does not say who is a boundary; nobody ceases
            // to be one.
            Record& record = records_[account.value];
            const std::uint32_t boundary = record.tag & Record::kBoundaryBit;
            record = state;
            record.tag |= boundary;
        } else {
            balances_[account.value] = state.balance;
        }
    }

private:
    BigVector<std::uint64_t> balances_;
    BigVector<Record> records_;
    bool has_records_{false};
};

}  // namespace taint

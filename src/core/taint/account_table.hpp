#pragma once

#include <array>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <unordered_map>

#include "big_vector.hpp"
#include "first_arrivals.hpp"

namespace taint {

inline constexpr std::uint32_t kNoRow = ledger::kRowsMax + 1;

/// All that is known of one account, spelt out.
struct Record {
    std::uint64_t balance{0};
    std::uint64_t taint{0};      // Poison: 1 once poisoned
    std::uint32_t last{kNoRow};  // kNoRow: taint never came
    std::uint32_t hops{0};       // 0: forgotten
    std::uint32_t queue{0};      // Lots: the number of the queue, where there is taint
    bool boundary{false};
};

/// Three accounts in one cache line: one memory access brings balance, taint and trail together.
struct alignas(64) Line {
    static constexpr std::uint32_t kAccounts = 3;

    std::array<std::uint64_t, kAccounts> balance{};
    std::array<std::uint64_t, kAccounts> taint{};   // as the rule packs it; 0: none
    std::array<std::uint32_t, kAccounts> last{};    // row + 1; 0: taint never came
    std::array<std::uint8_t, kAccounts> hops{};     // or one of the two below
    static constexpr std::uint8_t kFar = 255;       // more hops than fit: they are kept elsewhere
    static constexpr std::uint8_t kBoundary = 254;  // a boundary has no hops
    static constexpr std::uint8_t kHopsMax = 253;
};
static_assert(sizeof(Line) == 64);

/// One account's place in its line.
struct Place {
    Line& line;
    std::uint32_t at;

    [[nodiscard]] std::uint64_t& balance() const { return line.balance[at]; }
    [[nodiscard]] std::uint64_t& taint() const { return line.taint[at]; }
    [[nodiscard]] std::uint32_t& last() const { return line.last[at]; }
    [[nodiscard]] std::uint8_t& hops() const { return line.hops[at]; }
};

/// Every account of a chain, by id: a third of a cache line each, and 8 bytes more where taint
/// came. Why so, and what it costs: docs/decisions/0001-account-records.md.
class AccountTable {
public:
    explicit AccountTable(const ledger::OpeningBalances& openings) {
        cover(openings.accounts());
        for (const auto& [account, amount] : openings.held()) {
            place(account).balance() = amount.atoms();
        }
    }

    [[nodiscard]] std::uint32_t size() const { return size_; }

    /// Makes room for accounts of a live ledger that are seen for the first time.
    void cover(std::uint32_t accounts) {
        if (accounts <= size_) { return; }
        size_ = accounts;
        lines_.resize((std::size_t{accounts} + Line::kAccounts - 1) / Line::kAccounts);
    }

    [[nodiscard]] Place place(ledger::AccountId account) {
        const std::uint32_t line = account.value / Line::kAccounts;
        return {lines_.data()[line], account.value - line * Line::kAccounts};
    }
    /// Fetches the account's line for writing. Any number may be asked: nothing is read.
    [[gnu::always_inline]] void prefetch(ledger::AccountId account) const {
        __builtin_prefetch(lines_.data() + account.value / Line::kAccounts, 1);
    }

    /// As the rule packs it; 0: none.
    [[nodiscard]] std::uint64_t taint(ledger::AccountId account) const {
        return lines_[account.value / Line::kAccounts].taint[account.value % Line::kAccounts];
    }

    [[nodiscard]] Record load(ledger::AccountId account) const {
        const Line& line = lines_[account.value / Line::kAccounts];
        const std::uint32_t at = account.value % Line::kAccounts;
        Record record;
        record.balance = line.balance[at];
        record.taint = line.taint[at];
        record.boundary = line.hops[at] == Line::kBoundary;
        if (line.last[at] == 0) { return record; }
        record.last = line.last[at] - 1;
        record.hops = line.hops[at] == Line::kFar ? far_hops_.at(account.value) : line.hops[at];
        return record;
    }

    void store(ledger::AccountId account, const Record& record) {
        const Place to = place(account);
        to.balance() = record.balance;
        to.taint() = record.taint;
        if (record.boundary) {
            to.hops() = Line::kBoundary;
            return;
        }
        to.last() = record.last + 1;  // kNoRow plus one is 0
        if (record.hops > Line::kHopsMax) {
            far_hops_[account.value] = record.hops;
            to.hops() = Line::kFar;
        } else {
            to.hops() = static_cast<std::uint8_t>(record.hops);
        }
    }

    void make_boundary(ledger::AccountId account) { place(account).hops() = Line::kBoundary; }

    /// An account is noted before its `last` is set.
    [[nodiscard]] FirstArrivals& firsts() { return firsts_; }
    [[nodiscard]] const FirstArrivals& firsts() const { return firsts_; }

private:
    std::uint32_t size_{0};
    BigVector<Line> lines_;
    FirstArrivals firsts_;
    std::unordered_map<std::uint32_t, std::uint32_t> far_hops_;  // of those at kFar
};

}  // namespace taint

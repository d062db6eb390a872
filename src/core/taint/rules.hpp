#pragma once

#include <algorithm>
#include <taint/taint.hpp>

#include "account_table.hpp"

namespace taint {

/// What leaves an account in one outflow. Its lots, where a policy keeps lots, wait in the rule
/// until the receiver is known.
struct Parcel {
    std::uint64_t atoms{0};
    std::uint64_t tainted{0};
    std::uint32_t sender_hops{0};
    bool theft{false};
    std::uint64_t stolen{0};  // a theft's atoms that were clean
};

/// A rule says how holdings divide. `Amounts` is for the policies that need no lots: what an
/// account holds is two numbers, and `Share` tells how much of an outflow is tainted.
///
/// Every rule has: take (an outflow), steal (a theft's outflow; returns the clean atoms taken),
/// put (an arrival), pack and unpack (how a record's taint lies in the table), shortfall (atoms
/// that appear), a journal for undoing, and its part of the canonical bytes.
template <class Share>
class Amounts {
public:
    static constexpr Policy kPolicy = Share::kPolicy;
    static constexpr bool kKeepsLots = false;

    /// An outflow of `amount` from an account that holds `taint`, which is not 0, of `balance`.
    static std::uint64_t take_from(std::uint64_t& taint, std::uint64_t balance,
                                   std::uint64_t amount) {
        const std::uint64_t tainted = Share::of(amount, taint, balance);
        if constexpr (conserves(kPolicy)) { taint -= tainted; }
        return tainted;
    }
    /// An arrival of `tainted` atoms, which are not 0.
    static void put_to(std::uint64_t& taint, std::uint64_t tainted) {
        if constexpr (conserves(kPolicy)) {
            taint += tainted;
        } else {
            taint = 1;
        }
    }

    std::uint64_t take(Record& record, std::uint64_t amount) {
        return record.taint == 0 ? 0 : take_from(record.taint, record.balance, amount);
    }

    std::uint64_t steal(Record& record, std::uint64_t amount) {
        if constexpr (conserves(kPolicy)) {
            const std::uint64_t clean = std::min(amount, record.balance - record.taint);
            record.taint -= amount - clean;
            return clean;
        }
        return amount;  // poison counts the theft transfers whole
    }

    void put(Record& record, std::uint64_t tainted) {
        if (tainted > 0) { put_to(record.taint, tainted); }
    }

    void shortfall(Record& /*record*/, std::uint64_t /*amount*/) {}
    [[nodiscard]] static Record pack(const Record& record) { return record; }
    [[nodiscard]] static Record unpack(const Record& record) { return record; }

    void new_row(ledger::Row /*row*/) {}
    void clean_parcel(std::uint64_t /*atoms*/) {}
    void minted_theft(std::uint64_t /*atoms*/) {}
    void book(ledger::AccountId /*boundary*/) {}
    void set_recording(bool /*on*/) {}
    [[nodiscard]] std::size_t journal_mark() const { return 0; }
    void undo_to(std::size_t /*mark*/) {}
    void forget_before(std::size_t /*mark*/) {}
    template <class Bytes>
    void write_lots(const Record& /*record*/, Bytes& /*out*/) const {}
};

/// floor(amount * taint / balance); spending all moves all, and 0 of 0 carries 0.
struct HaircutShare {
    static constexpr Policy kPolicy = Policy::Haircut;
    static std::uint64_t of(std::uint64_t amount, std::uint64_t taint, std::uint64_t balance) {
        return money::share_floor(amount, taint, balance);
    }
};

/// Tainted atoms leave first, whatever their order: two numbers tell it all.
struct TihoShare {
    static constexpr Policy kPolicy = Policy::Tiho;
    static std::uint64_t of(std::uint64_t amount, std::uint64_t taint, std::uint64_t /*balance*/) {
        return std::min(amount, taint);
    }
};

struct PoisonShare {
    static constexpr Policy kPolicy = Policy::Poison;
    static std::uint64_t of(std::uint64_t amount, std::uint64_t /*taint*/,
                            std::uint64_t /*balance*/) {
        return amount;
    }
};

}  // namespace taint

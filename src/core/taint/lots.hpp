#pragma once

#include <deque>
#include <taint/taint.hpp>
#include <utility>
#include <vector>

#include "account_table.hpp"
#include "lineage.hpp"
#include "rules.hpp"

namespace taint {

/// Atoms of one origin that arrived together. Origin 0 is clean.
struct Lot {
    std::uint64_t atoms{0};
    std::uint32_t origin{0};
    friend bool operator==(const Lot&, const Lot&) = default;
};

/// Lots in order of arrival, oldest first. Lots before `head` are gone.
struct Queue {
    std::vector<Lot> lots;
    std::size_t head{0};
    std::uint64_t tainted{0};  // atoms of the lots that are; written when a record is packed

    [[nodiscard]] bool empty() const { return head == lots.size(); }
    [[nodiscard]] std::span<const Lot> live() const { return std::span{lots}.subspan(head); }
};

/// What was done to a queue, so that it can be taken back. `queue` holds the lots of a queue that
/// was replaced or dropped.
struct LotChange {
    enum class Kind : std::uint8_t {
        PoppedFront,
        PoppedBack,
        ShrunkFront,
        ShrunkBack,
        PushedBack,
        GrownBack,
        Replaced,
        Created,
        Dropped
    };
    Kind kind{};
    std::uint32_t queue_number{0};
    Lot lot;
    Queue queue;
};

/// A book of queues: one for each account that holds taint now. An account without taint needs no
/// lots, because none of its atoms differ: it has a queue from the first arrival of taint until
/// the last tainted atom has left.
class Queues {
public:
    [[nodiscard]] const Queue& operator[](std::uint32_t number) const { return pool_[number]; }

    void set_tainted(std::uint32_t number, std::uint64_t atoms) { pool_[number].tainted = atoms; }

    [[nodiscard]] std::uint32_t create();
    void drop(std::uint32_t number);
    void push(std::uint32_t number, Lot lot);
    /// Takes `amount` atoms (which must be there) and appends the pieces to `taken`.
    void pour_oldest(std::uint32_t number, std::uint64_t amount, std::vector<Lot>& taken);
    void pour_newest(std::uint32_t number, std::uint64_t amount, std::vector<Lot>& taken);
    /// The same over the lots that are tainted (or clean) only, oldest first.
    void pour_some(std::uint32_t number, bool tainted, std::uint64_t amount,
                   std::vector<Lot>& taken);

    void set_recording(bool on) { recording_ = on; }
    [[nodiscard]] std::size_t journal_mark() const { return journal_.size(); }
    void undo_to(std::size_t mark);
    void forget_before(std::size_t mark);

private:
    void note(LotChange::Kind kind, std::uint32_t number, Lot lot = {}, Queue queue = {});
    void undo(LotChange& change);

    std::vector<Queue> pool_;
    std::vector<std::uint32_t> free_;
    std::deque<LotChange> journal_;  // oldest first; a block is forgotten at the front
    bool recording_{false};
};

/// The rule of Fifo and Lifo, and of Tiho where it must be known which tainted atoms left.
/// `Origins` names where atoms come from: `PlainOrigins` only tells tainted from clean, `Lineage`
/// remembers every step.
template <Policy kOrder, class Origins>
class Lots {
public:
    static constexpr Policy kPolicy = kOrder;
    static constexpr bool kKeepsLots = true;

    explicit Lots(Origins origins = {}) : origins_{std::move(origins)} {}

    std::uint64_t take(Record& record, std::uint64_t amount) {
        taken_.clear();
        if (record.taint == 0) {
            clean_parcel(amount);
            return 0;
        }
        const std::uint32_t number = record.queue;
        if constexpr (kOrder == Policy::Fifo) {
            queues_.pour_oldest(number, amount, taken_);
        } else if constexpr (kOrder == Policy::Lifo) {
            queues_.pour_newest(number, amount, taken_);
        } else {
            const std::uint64_t first = std::min(amount, record.taint);
            queues_.pour_some(number, true, first, taken_);
            queues_.pour_some(number, false, amount - first, taken_);
        }
        std::uint64_t tainted = 0;
        for (Lot& lot : taken_) {
            if (lot.origin == 0) { continue; }
            tainted += lot.atoms;
            lot.origin = origins_.step(lot.origin, row_);
        }
        lose(record, tainted);
        return tainted;
    }

    std::uint64_t steal(Record& record, std::uint64_t amount) {
        taken_.clear();
        const std::uint64_t clean = std::min(amount, record.balance - record.taint);
        if (record.taint > 0) {
            queues_.pour_some(record.queue, false, clean, taken_);
            queues_.pour_some(record.queue, true, amount - clean, taken_);
            lose(record, amount - clean);
        }
        stolen_parcel(amount);
        return clean;
    }

    /// Before the receiver's balance grows.
    void put(Record& record, std::uint64_t tainted) {
        if (tainted > 0 && record.taint == 0) {
            record.queue = queues_.create();
            if (record.balance > 0) { queues_.push(record.queue, {record.balance, 0}); }
        }
        record.taint += tainted;
        if (record.taint == 0) { return; }
        for (const Lot& lot : taken_) { queues_.push(record.queue, lot); }
    }

    /// Before the holder's balance grows.
    void shortfall(Record& record, std::uint64_t amount) {
        if (record.taint > 0) { queues_.push(record.queue, {amount, 0}); }
    }

    /// The table keeps the queue's number plus one; the taint stands beside the lots, which
    /// whoever asks for it reads next.
    [[nodiscard]] Record pack(Record record) {
        if (record.taint > 0) {
            queues_.set_tainted(record.queue, record.taint);
            record.taint = std::uint64_t{record.queue} + 1;
        }
        return record;
    }
    [[nodiscard]] Record unpack(Record record) const {
        if (record.taint > 0) {
            record.queue = static_cast<std::uint32_t>(record.taint - 1);
            record.taint = queues_[record.queue].tainted;
        }
        return record;
    }

    void new_row(ledger::Row row) { row_ = row; }
    void clean_parcel(std::uint64_t atoms) {
        taken_.clear();
        if (atoms > 0) { taken_.push_back({atoms, 0}); }
    }
    void minted_theft(std::uint64_t atoms) { stolen_parcel(atoms); }
    void book(ledger::AccountId boundary) { origins_.book(boundary, taken_); }

    void set_recording(bool on) { queues_.set_recording(on); }
    [[nodiscard]] std::size_t journal_mark() const { return queues_.journal_mark(); }
    void undo_to(std::size_t mark) { queues_.undo_to(mark); }
    void forget_before(std::size_t mark) { queues_.forget_before(mark); }

    [[nodiscard]] std::span<const Lot> lots(const Record& record) const {
        if (record.taint == 0) { return {}; }
        return queues_[record.queue].live();
    }
    template <class Bytes>
    void write_lots(const Record& record, Bytes& out) const {
        for (const Lot& lot : lots(record)) { out.put(lot.atoms, lot.origin); }
    }
    [[nodiscard]] const Origins& origins() const { return origins_; }

private:
    /// Tainted atoms have left the queue; without taint the queue says nothing any more.
    void lose(Record& record, std::uint64_t tainted) {
        record.taint -= tainted;
        if (record.taint > 0) { return; }
        queues_.drop(record.queue);
    }
    void stolen_parcel(std::uint64_t atoms) {
        taken_.clear();
        if (atoms > 0) { taken_.push_back({atoms, origins_.theft(row_)}); }
    }

    Queues queues_;
    Origins origins_;
    std::vector<Lot> taken_;  // the parcel under way
    ledger::Row row_{};
};

}  // namespace taint

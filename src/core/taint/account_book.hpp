#pragma once

#include <algorithm>
#include <deque>
#include <taint/taint.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "account_table.hpp"
#include "canonical_bytes.hpp"
#include "rules.hpp"
#include "tally.hpp"

namespace taint {

/// Order and bookkeeping of an account chain, the same for every policy; `Rule` divides holdings.
/// A row is: outflow, arrival, then the fee as a second outflow.
template <class Rule>
class Book : public AccountBook {
public:
    Book(const ledger::OpeningBalances& openings, const BoundarySet& boundaries, MoveSink sink,
         Rule rule = Rule{})
        : table_{openings},
          boundaries_{boundaries},
          rule_{std::move(rule)},
          sink_{std::move(sink)} {
        table_.cover(static_cast<std::uint32_t>(boundaries_.size()));
        for (std::uint32_t i = 0; i < boundaries_.size(); ++i) {
            if (boundaries_[i]) { table_.make_boundary(ledger::AccountId{i}); }
        }
    }

    void apply(ledger::Row first, std::span<const ledger::Transfer> transfers) override {
        table_.cover(accounts_in(transfers));
        if (blocks_.empty() && !sink_) {
            apply_in_place(first, transfers);
        } else {
            apply_one_by_one(first, transfers);
        }
    }

    void apply_theft(ledger::Row row, const ledger::Transfer& transfer) override {
        table_.cover(accounts_in(std::span{&transfer, 1}));
        if (transfer.from == transfer.to) { return step(row, transfer); }
        rule_.new_row(row);
        Parcel parcel;
        parcel.atoms = transfer.amount.atoms();
        parcel.tainted = parcel.atoms;
        parcel.theft = true;
        steal(row, transfer.from, parcel);
        finish(row, transfer, parcel);
    }

    void hold_clean(ledger::AccountId account, std::uint64_t atoms) override {
        table_.cover(account.value + 1);
        Record record = load(account);
        if (record.taint > 0) { base::broken("clean atoms were set for a tainted account"); }
        remember(account, record);
        record.balance = atoms;
        store(account, record);
    }

    void open_block() override {
        blocks_.push_back({changes_.size(), rule_.journal_mark(), table_.firsts().size(), tally_});
        rule_.set_recording(true);
    }
    void undo_block() override {
        const Block block = std::move(blocks_.back());
        blocks_.pop_back();
        rule_.undo_to(block.rule_mark);
        while (changes_.size() > block.changes) {
            store(changes_.back().first, changes_.back().second);
            changes_.pop_back();
        }
        table_.firsts().truncate(block.firsts);
        tally_ = block.tally;
        rule_.set_recording(!blocks_.empty());
    }
    void forget_blocks(std::size_t keep) override {
        if (blocks_.size() <= keep) { return; }
        const std::size_t drop = blocks_.size() - keep;
        const std::size_t changes = keep == 0 ? changes_.size() : blocks_[drop].changes;
        const std::size_t mark = keep == 0 ? rule_.journal_mark() : blocks_[drop].rule_mark;
        blocks_.erase(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(drop));
        changes_.erase(changes_.begin(), changes_.begin() + static_cast<std::ptrdiff_t>(changes));
        rule_.forget_before(mark);
        for (Block& block : blocks_) {
            block.changes -= changes;
            block.rule_mark -= mark;
        }
        rule_.set_recording(!blocks_.empty());
    }
    [[nodiscard]] std::size_t blocks_open() const override { return blocks_.size(); }

    [[nodiscard]] Sums sums() const override { return tally_.sums; }
    void for_each_holder(
        const std::function<void(ledger::AccountId, const Standing&)>& use) const override {
        table_.firsts().for_each([&](const FirstArrivals::Entry& first) {
            const auto standing = standing_of(first);
            if (standing) { use(ledger::AccountId{first.account}, *standing); }
        });
    }
    [[nodiscard]] Holding holding(ledger::AccountId account) const override {
        if (account.value >= table_.size()) { return {}; }
        const Record record = load(account);
        return {tainted_atoms(record), record.balance};
    }
    [[nodiscard]] bool is_tainted(ledger::AccountId account) const override {
        return account.value < table_.size() && table_.taint(account) != 0;
    }
    [[nodiscard]] std::optional<Arrived> arrived(ledger::AccountId boundary) const override {
        return tally_.arrived(boundary);
    }

    [[nodiscard]] std::vector<std::uint8_t> bytes() const override {
        CanonicalBytes out;
        tally_.write(out);
        std::unordered_map<std::uint32_t, std::uint32_t> first;
        table_.firsts().for_each(
            [&](const FirstArrivals::Entry& entry) { first.emplace(entry.account, entry.row); });
        for (std::uint32_t i = 0; i < table_.size(); ++i) {
            const Record record = load(ledger::AccountId{i});
            const bool reached = record.last != kNoRow;
            if (record.balance == 0 && !reached) { continue; }
            out.put(i, record.balance, record.taint, reached ? first.at(i) : kNoRow, record.last,
                    record.hops);
            rule_.write_lots(record, out);
        }
        return out.take();
    }

protected:
    [[nodiscard]] const Rule& rule() const { return rule_; }
    [[nodiscard]] Record load(ledger::AccountId account) const {
        return rule_.unpack(table_.load(account));
    }

private:
    static constexpr std::size_t kPrefetchAhead = 40;

    struct Block {
        std::size_t changes;    // length of the journal before the block
        std::size_t rule_mark;  // the same of the rule's
        std::size_t firsts;     // and of the first arrivals
        Tally tally;
    };

    [[nodiscard]] static std::uint32_t accounts_in(std::span<const ledger::Transfer> transfers) {
        std::uint32_t most = 0;
        for (const ledger::Transfer& transfer : transfers) {
            // kNobody is the largest number; plus one it wraps to zero.
            most = std::max({most, transfer.from.value + 1, transfer.to.value + 1});
        }
        return most;
    }

    void apply_one_by_one(ledger::Row first, std::span<const ledger::Transfer> transfers) {
        for (std::size_t i = 0; i < transfers.size(); ++i) {
            step(ledger::Row{first.value + static_cast<std::uint32_t>(i)}, transfers[i]);
        }
    }

    /// The same for a whole ledger, where nothing is undone and nobody watches: what nearly every
    /// row is (two accounts, no fee, no boundary, shares that are two numbers) is done in place,
    /// anything else by `step`. The pass is bound by memory, so later rows' accounts are fetched.
    void apply_in_place(ledger::Row first, std::span<const ledger::Transfer> transfers) {
        const ledger::Transfer* const rows = transfers.data();
        const std::size_t count = transfers.size();
        for (std::size_t i = 0; i < std::min(kPrefetchAhead, count); ++i) {
            table_.prefetch(rows[i].from);
            table_.prefetch(rows[i].to);
        }
        FirstArrivals::Entry* firsts = table_.firsts().room_for(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (i + kPrefetchAhead < count) {
                table_.prefetch(rows[i + kPrefetchAhead].from);
                table_.prefetch(rows[i + kPrefetchAhead].to);
            }
            const std::uint32_t row = first.value + static_cast<std::uint32_t>(i);
            if (step_in_place(row, rows[i], firsts)) { continue; }
            table_.firsts().keep(firsts);
            step(ledger::Row{row}, rows[i]);
            firsts = table_.firsts().room_for(count - i);
        }
        table_.firsts().keep(firsts);
    }

    /// All or nothing; false: the row is not as plain as it looked.
    [[nodiscard]] bool step_in_place(std::uint32_t row, const ledger::Transfer& transfer,
                                     [[maybe_unused]] FirstArrivals::Entry*& firsts) {
        if (transfer.from == ledger::kNobody || transfer.to == ledger::kNobody ||
            transfer.fee.atoms() != 0) {
            return false;
        }
        const std::uint64_t amount = transfer.amount.atoms();
        const Place from = table_.place(transfer.from);
        const Place to = table_.place(transfer.to);
        if (amount > from.balance()) { return false; }
        if constexpr (Rule::kKeepsLots) {
            if ((from.taint() | to.taint()) != 0) { return false; }
        } else if (from.taint() > 0) {
            // Boundaries, and hops that are or may become too many for their byte.
            if (std::max(from.hops(), to.hops()) >= Line::kHopsMax) { return false; }
            const std::uint64_t tainted = Rule::take_from(from.taint(), from.balance(), amount);
            if (tainted > 0) {
                const std::uint8_t hops = from.hops();
                from.last() = row + 1;
                from.hops() = from.taint() == 0 ? 0 : hops;
                Rule::put_to(to.taint(), tainted);
                *firsts = {transfer.to.value, row};
                firsts += to.last() == 0 ? 1 : 0;
                to.last() = row + 1;
                // Forgotten hops are 0, which minus one is more than any: no branch is needed.
                to.hops() = std::min(static_cast<std::uint8_t>(to.hops() - 1), hops) + 1;
            }
        }
        from.balance() -= amount;
        to.balance() += amount;
        return true;
    }

    void step(ledger::Row row, const ledger::Transfer& transfer) {
        rule_.new_row(row);
        Parcel parcel;
        parcel.atoms = transfer.amount.atoms();
        send(row, transfer.from, parcel);
        finish(row, transfer, parcel);
    }

    void finish(ledger::Row row, const ledger::Transfer& transfer, const Parcel& parcel) {
        receive(row, transfer.to, parcel);
        Parcel fee;
        if (transfer.fee.atoms() > 0 && transfer.from != ledger::kNobody) {
            fee.atoms = transfer.fee.atoms();
            send(row, transfer.from, fee);
            tally_.sums.fees += fee.tainted;
        }
        if (sink_ && (parcel.tainted > 0 || fee.tainted > 0)) {
            sink_({row, transfer.from, transfer.to, parcel.tainted, fee.tainted, parcel.theft,
                   parcel.sender_hops, parcel.stolen});
        }
    }

    /// An outflow of `parcel.atoms`: tells how much of it is tainted.
    void send(ledger::Row row, ledger::AccountId account, Parcel& parcel) {
        if (account == ledger::kNobody) { return rule_.clean_parcel(parcel.atoms); }
        Record record = load(account);
        remember(account, record);
        if (parcel.atoms > record.balance) { shortfall(record, parcel.atoms); }
        parcel.sender_hops = record.hops;
        parcel.tainted = rule_.take(record, parcel.atoms);
        record.balance -= parcel.atoms;
        if (parcel.tainted > 0) { lose(row.value, record); }
        store(account, record);
    }

    /// An outflow that a thief takes: clean atoms first.
    void steal(ledger::Row row, ledger::AccountId account, Parcel& parcel) {
        if (account == ledger::kNobody) {
            rule_.minted_theft(parcel.atoms);
            parcel.stolen = parcel.atoms;
            tally_.sums.stolen += parcel.atoms;
            return;
        }
        Record record = load(account);
        remember(account, record);
        if (parcel.atoms > record.balance) { shortfall(record, parcel.atoms); }
        const bool was_tainted = record.taint > 0;
        parcel.sender_hops = record.hops;
        const std::uint64_t clean = rule_.steal(record, parcel.atoms);
        parcel.stolen = clean;
        tally_.sums.stolen += clean;
        record.balance -= parcel.atoms;
        const bool tainted_left =
            conserves(Rule::kPolicy) ? clean < parcel.atoms : was_tainted && parcel.atoms > 0;
        if (tainted_left) { lose(row.value, record); }
        store(account, record);
    }

    static void lose(std::uint32_t row, Record& record) {
        record.last = row;
        record.hops = record.taint > 0 ? record.hops : 0;
    }

    void receive(ledger::Row row, ledger::AccountId account, const Parcel& parcel) {
        if (account == ledger::kNobody) {
            tally_.sums.fees += parcel.tainted;
            return;
        }
        Record record = load(account);
        remember(account, record);
        if (record.boundary) {
            if (parcel.tainted > 0) {
                tally_.arrive(account, parcel.tainted, row);
                rule_.book(account);
            }
        } else {
            rule_.put(record, parcel.tainted);
            if (parcel.tainted > 0) {
                trail(row.value, account, record, parcel.theft ? 0 : parcel.sender_hops);
            }
        }
        record.balance += parcel.atoms;
        store(account, record);
    }

    void trail(std::uint32_t row, ledger::AccountId account, Record& record,
               std::uint32_t sender_hops) {
        // Forgotten hops are 0, which minus one is more than any: no branch is needed.
        record.hops = std::min(record.hops - 1, sender_hops) + 1;
        if (record.last == kNoRow) { table_.firsts().note(account, row); }
        record.last = row;
    }

    /// A live ledger may send atoms that it never saw arrive: they appear, clean and newest.
    void shortfall(Record& record, std::uint64_t amount) {
        if (!record.boundary) { rule_.shortfall(record, amount - record.balance); }
        record.balance = amount;
        tally_.sums.partial = true;
    }

    void store(ledger::AccountId account, const Record& record) {
        table_.store(account, rule_.pack(record));
    }
    void remember(ledger::AccountId account, const Record& before) {
        if (!blocks_.empty()) { changes_.emplace_back(account, before); }
    }

    /// All that a poisoned account holds is tainted.
    [[nodiscard]] static std::uint64_t tainted_atoms(const Record& record) {
        return conserves(Rule::kPolicy) || record.taint == 0 ? record.taint : record.balance;
    }
    [[nodiscard]] std::optional<Standing> standing_of(const FirstArrivals::Entry& first) const {
        const Record record = load(ledger::AccountId{first.account});
        const std::uint64_t taint = tainted_atoms(record);
        if (taint == 0) { return std::nullopt; }
        return Standing{taint, record.balance, record.hops, ledger::Row{first.row},
                        ledger::Row{record.last}};
    }

    AccountTable table_;
    BoundarySet boundaries_;
    Rule rule_;
    MoveSink sink_;
    Tally tally_;
    std::deque<Block> blocks_;
    std::deque<std::pair<ledger::AccountId, Record>> changes_;  // before-images, oldest first
};

}  // namespace taint

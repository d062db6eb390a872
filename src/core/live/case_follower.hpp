#pragma once

#include <deque>
#include <live/live.hpp>
#include <map>
#include <set>

#include "account_names.hpp"

namespace live {

/// A block as the books read it.
struct NumberedBlock {
    const Block& block;
    ledger::Row first;
    std::vector<ledger::Transfer> rows;
};

/// One case on the chain that its caller numbers.
class CaseFollower {
public:
    /// Boundaries are numbered before any row, so that their numbers depend on the cases alone.
    CaseFollower(Case the_case, AccountNames& names);
    CaseFollower(const CaseFollower&) = delete;
    CaseFollower& operator=(const CaseFollower&) = delete;
    CaseFollower(CaseFollower&&) = delete;
    CaseFollower& operator=(CaseFollower&&) = delete;
    ~CaseFollower() = default;

    void apply(const NumberedBlock& numbered, std::vector<Event>& events);
    /// `block`, without its transfers, is the one taken back.
    void undo(const Block& block, const AccountNames& names, std::vector<Event>& events);
    void forget(std::size_t keep);
    void preview(const Block& block, const AccountNames& names, std::vector<Event>& events) const;

    [[nodiscard]] Reached reached(const AccountNames& names) const;
    [[nodiscard]] State state(const AccountNames& names) const;
    void add_watched(std::set<std::string, std::less<>>& into, const AccountNames& names) const;
    void add_bytes(std::vector<std::uint8_t>& into) const;

private:
    [[nodiscard]] bool is_theft(const Transfer& transfer, const Block& block) const;
    [[nodiscard]] bool is_marked(ledger::AccountId account) const;
    /// Books a movement with what each account holds; taken back where `sign` is -1.
    void hold(const taint::Move& move, int sign);
    void tell(const taint::Move& move, const NumberedBlock& numbered, std::vector<Event>& events);
    /// The books that people are shown: poison's own where the case asks for poison.
    [[nodiscard]] const taint::AccountBook& shown() const {
        return poison_ ? poison_->book() : judged_->book();
    }

    Case case_;
    std::set<std::string, std::less<>> theft_txs_;
    std::map<ledger::AccountId, std::size_t> boundaries_;  // places in case_.boundaries
    std::unique_ptr<trace::LiveTrace> judged_;             // tells its movements
    std::unique_ptr<trace::LiveTrace> poison_;             // where the case's policy is poison
    std::optional<marks::Gathering> gathering_;
    std::map<ledger::AccountId, std::string> reached_;  // and by which transaction last
    std::deque<std::vector<taint::Move>> moves_;        // of each block that can be taken back
    std::map<ledger::AccountId, std::uint64_t> held_;   // taint under the judged policy, not 0
};

}  // namespace live

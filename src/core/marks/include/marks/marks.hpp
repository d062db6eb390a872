#pragma once

#include <cstdint>
#include <deque>
#include <ledger/ledger.hpp>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <trace/trace.hpp>
#include <vector>

/// Which accounts a case should warn of, with the evidence; dust must not brand an innocent.
namespace marks {

enum class Proposal : std::uint8_t {
    Mark,      // received a theft, or at least the case's threshold of tainted atoms
    DustOnly,  // everything tainted it received is below the threshold: reported apart
    Boundary   // a labelled service: a hand-off, not a mark
};

/// An account that half the world pays would otherwise make a finding of unbounded size.
inline constexpr std::size_t kSendersMax = 32;

/// One account that taint reached, with what the proposal rests on.
struct Finding {
    ledger::AccountId account;
    Proposal proposal{};
    std::uint32_t hops{0};  // least hops at which taint reached it
    bool received_theft{false};
    money::Total received{0};  // tainted atoms that arrived, over all rows
    std::uint32_t arrivals{0};
    ledger::Row first{};
    // NOLINTNEXTLINE(readability-redundant-member-init): without it g++ warns where it is left out
    std::vector<ledger::AccountId> from{};  // who sent taint, each once, the first kSendersMax
    friend bool operator==(const Finding&, const Finding&) = default;
};

struct Rule {
    money::Amount at_least;  // tainted arrivals below this, and no theft, are dust
};

/// Gathers findings while movements of taint are booked: for a trace that follows its chain, whose
/// blocks can be taken back.
class Gathering {
public:
    Gathering(std::span<const trace::Boundary> boundaries, const Rule& rule);

    /// The next movement in ledger order, of a policy that conserves.
    void note(const taint::Move& move);
    /// Every account that taint reached, in order of first arrival.
    [[nodiscard]] std::vector<Finding> findings() const;
    [[nodiscard]] std::optional<Finding> find(ledger::AccountId account) const;

    /// As taint::AccountBook has them.
    void open_block();
    void undo_block();
    void forget_blocks(std::size_t keep);

private:
    struct Before {
        std::size_t at;
        std::optional<Finding> finding;  // nothing: it was not there
    };
    [[nodiscard]] Proposal decide(const Finding& finding) const;

    std::set<ledger::AccountId> boundaries_;
    Rule rule_;
    std::map<ledger::AccountId, std::size_t> known_;  // places in findings_
    std::vector<Finding> findings_;
    std::deque<std::vector<Before>> blocks_;
};

/// What movements of taint are judged by under a policy: poison tells no amounts, and a bystander
/// with a speck of dust would brand all whom he pays.
[[nodiscard]] constexpr taint::Policy judged_by(taint::Policy policy) {
    return taint::conserves(policy) ? policy : taint::Policy::Haircut;
}

/// Every account that taint ever reached until the plan's end, in order of first arrival. Every
/// rule applied is one of those above; nothing depends on what an account holds now, so a mark is
/// not shed by passing the coins on.
[[nodiscard]] std::vector<Finding> propose(const ledger::AccountLedger& ledger,
                                           const trace::Plan& plan, taint::Policy policy,
                                           const Rule& rule);
[[nodiscard]] std::vector<Finding> propose(const ledger::UtxoLedger& ledger,
                                           const trace::Plan& plan, taint::Policy policy,
                                           const Rule& rule);

}  // namespace marks

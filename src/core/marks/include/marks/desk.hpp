#pragma once

#include <cstdint>
#include <deque>
#include <expected>
#include <ledger/ledger.hpp>
#include <map>
#include <marks/payload.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The desk of one case: who is marked, when, and what becomes of a mark. Pure: an event in, what
/// is to be done out. What blocks told is taken back with them; what people decided and what was
/// told to the world is not.
namespace marks {

/// Shares in millionths.
inline constexpr std::uint32_t kWholeShare = 1'000'000;

/// A receiver of a theft transfer needs no amount, share or hops; nothing else is exempt.
struct IssuingRules {
    money::Amount dust_floor;         // below it nobody is marked, whoever asks
    money::Amount tainted_at_least;   // below it a person must approve
    std::uint32_t share_at_least{0};  // of tainted atoms in the balance, at its highest
    std::uint32_t hops_max{0};        // 0: any
    std::map<std::string, std::string> do_not_mark;  // account: label; services, never marked
    std::uint64_t confirmations_min{1};  // blocks under which the reason lies, its own counted
    std::uint32_t marks_an_hour{60};
    money::Amount fee_budget;  // for all announcements of the case, micro-units of the chain's coin
    bool dry_run{false};       // orders are only shown
};

/// An account as a block left it. Amounts of the case's asset.
struct Candidate {
    std::string account;
    money::Amount received;  // tainted atoms that ever arrived
    money::Amount tainted;   // that it holds now
    money::Amount balance;
    std::uint32_t hops{0};
    bool received_theft{false};
    std::string tx;  // by which taint arrived
    friend bool operator==(const Candidate&, const Candidate&) = default;
};

enum class Judgement : std::uint8_t {
    Issue,
    DoNotMark,    // on the list
    Dust,         // below the floor
    BelowAmount,  // a person may approve these three
    BelowShare,
    TooManyHops
};
[[nodiscard]] std::string_view to_string(Judgement judgement);
[[nodiscard]] base::Phrase to_phrase(Judgement judgement);
/// `share`: the highest the account ever had.
[[nodiscard]] Judgement judge(const Candidate& candidate, std::uint32_t share,
                              const IssuingRules& rules);
/// floor(tainted / balance) in millionths; 0 of 0 is 0.
[[nodiscard]] std::uint32_t share_of(const Candidate& candidate);

enum class MarkState : std::uint8_t {
    Proposed,  // there is a reason; not announced
    Ordered,   // handed to the wallet, not in the chain
    Issued,    // in the chain
    Disputed,  // somebody objects; a notice says so
    Revoked    // holds no longer; a notice says so
};
[[nodiscard]] std::string_view to_string(MarkState state);

struct Evidence {
    Candidate candidate;
    std::uint32_t share{0};  // the highest
    ledger::Height since;    // the block that first gave a reason
    friend bool operator==(const Evidence&, const Evidence&) = default;
};
struct Mark {
    MarkState state{};
    std::optional<Evidence> evidence;      // nothing: the blocks that gave the reason are gone
    bool approved{false};                  // by a person, in spite of the thresholds
    bool declined{false};                  // by a person: not to be marked
    std::optional<Notice> notice;          // what the mark's announcement says
    std::string note;                      // of the dispute or the revocation
    std::string tx;                        // of the announcement in the chain
    ledger::Height height;                 // of that
    std::uint32_t notices{0};              // given after the mark
    std::optional<NoticeKind> notice_due;  // to be given with the next tick
    bool review_asked{false};
    friend bool operator==(const Mark&, const Mark&) = default;
};

/// To be announced, once an id: the wallet's order. `dry_run`: to be shown and not sent.
struct Order {
    std::string id;  // CASE/ACCOUNT/mark: one a case and account; CASE/ACCOUNT/dispute/N
    std::string account;
    Notice notice;  // to_text(notice) is the message; a Mark goes with the mark's mosaic
    bool dry_run{false};
    friend bool operator==(const Order&, const Order&) = default;
};
/// An order that was given, and whether its announcement is in the chain.
struct Flight {
    std::string order;
    std::string account;
    Notice notice;
    bool included{false};
    friend bool operator==(const Flight&, const Flight&) = default;
};
/// A person must look: a mark was ordered or issued, and its reason has left the chain.
struct Review {
    std::string account;
    friend bool operator==(const Review&, const Review&) = default;
};
/// The case is closed: to be signed by the issuer and kept.
struct FinalRecord {
    std::string text;
    friend bool operator==(const FinalRecord&, const FinalRecord&) = default;
};
using Intent = std::variant<Order, Review, FinalRecord>;

namespace event {
struct NextBlock {  // undone by BlockUndone
    ledger::Height height;
    std::vector<Candidate> candidates;
};
struct BlockUndone {
    ledger::Height height;
};
/// Time passes; orders are given only here. `fee`: what one announcement costs now.
struct Tick {
    base::Instant now;
    money::Amount fee;
};
struct Approve {
    std::string account;
};
struct Decline {
    std::string account;
};
/// The announcement of an order is in the chain, fell out of it, or can never come into it.
struct Included {
    std::string order;
    ledger::Height height;
    std::string tx;
};
struct FellOut {
    std::string order;
};
struct Failed {
    std::string order;
};
struct Dispute {
    std::string account;
    std::string note;  // who, and why: for the record
};
struct Uphold {  // the dispute was looked at, the mark stands
    std::string account;
};
struct Revoke {
    std::string account;
    std::string note;
};
struct Close {
    base::Instant now;
    std::string note;
};
}  // namespace event
using DeskEvent = std::variant<event::NextBlock, event::BlockUndone, event::Tick, event::Approve,
                               event::Decline, event::Included, event::FellOut, event::Failed,
                               event::Dispute, event::Uphold, event::Revoke, event::Close>;

enum class DeskError : std::uint8_t {
    NotNext,        // the block does not follow the newest one, or is not the newest
    NothingToUndo,  // that block is no longer remembered
    BadWord,        // an account or transaction is no single word
    BadAmounts,     // more taint than balance
    UnknownAccount,
    UnknownOrder,
    WrongState,   // the mark is not where this can happen
    NeverMarked,  // on the do-not-mark list or below the dust floor: nobody can approve it
    BadNote,      // empty, not one line of UTF-8, or more than kNoteBytesMax
    Closed        // nothing but orders on their way is taken after the end
};
[[nodiscard]] base::Phrase to_phrase(DeskError error);
inline constexpr std::size_t kNoteBytesMax = 512;
inline constexpr std::size_t kUndoBlocksDefault = 360;

/// What the desk is for. `issuer`: the account that announces, in its chain's text form.
struct DeskCase {
    std::string id;
    taint::Policy policy{};
    std::string issuer;
};

class Desk {
public:
    /// Invariant, the caller's: id and issuer are words of a notice.
    Desk(DeskCase the_case, IssuingRules rules, std::size_t undo_blocks = kUndoBlocksDefault);

    /// Nothing has changed when there is an error.
    [[nodiscard]] std::expected<std::vector<Intent>, DeskError> apply(const DeskEvent& event);

    /// By account text.
    [[nodiscard]] const std::map<std::string, Mark>& marks() const { return marks_; }
    /// What the rules say of an account now; nothing for one without a reason.
    [[nodiscard]] std::optional<Judgement> judgement(std::string_view account) const;
    /// Something is due to be marked, and the budget of fees does not cover an announcement of
    /// `fee` any more.
    [[nodiscard]] bool lacks_budget(money::Amount fee) const;
    /// What the wallet was told to announce, by order; nothing of a dry run.
    [[nodiscard]] std::vector<Flight> flights() const;
    [[nodiscard]] money::Amount fees_spent() const { return spent_; }
    [[nodiscard]] bool closed() const { return closed_.has_value(); }
    /// The same for the same state; what can be undone is not part of it.
    [[nodiscard]] std::vector<std::uint8_t> bytes() const;

private:
    using Done = std::expected<std::vector<Intent>, DeskError>;
    struct Given {  // an order
        std::string account;
        Notice notice;
        money::Amount fee;
        bool included{false};
    };
    struct Closing {
        base::Instant at;
        std::string note;
        bool recorded{false};
    };
    struct Before {
        std::string account;
        std::optional<Evidence> evidence;
    };
    struct Undo {
        ledger::Height height;
        std::optional<ledger::Height> tip;  // before it
        std::vector<Before> before;
    };

    Done on(const event::NextBlock& block);
    Done on(const event::BlockUndone& undone);
    Done on(const event::Tick& tick);
    Done on(const event::Approve& approve);
    Done on(const event::Decline& decline);
    Done on(const event::Included& included);
    Done on(const event::FellOut& fell_out);
    Done on(const event::Failed& failed);
    Done on(const event::Dispute& dispute);
    Done on(const event::Uphold& uphold);
    Done on(const event::Revoke& revoke);
    Done on(const event::Close& close);

    [[nodiscard]] Judgement judge_evidence(const Evidence& evidence) const;
    void learn(const Candidate& candidate, ledger::Height height, std::vector<Before>& before);
    void drop_if_empty(const std::string& account);
    void order(const std::string& account, Mark& mark, NoticeKind kind, money::Amount fee,
               std::vector<Intent>& intents);
    [[nodiscard]] bool may_issue(const Mark& mark) const;
    [[nodiscard]] bool affords(money::Amount fee) const;
    [[nodiscard]] bool in_flight(const std::string& account) const;
    void ask_for_reviews(std::vector<Intent>& intents);
    void order_notices(money::Amount fee, std::vector<Intent>& intents);
    void order_marks(const event::Tick& tick, std::vector<Intent>& intents);
    void record_when_settled(std::vector<Intent>& intents);
    [[nodiscard]] std::string final_record() const;

    DeskCase case_;
    IssuingRules rules_;
    std::size_t undo_blocks_;
    std::map<std::string, Mark> marks_;
    std::map<std::string, Given> given_;    // by order id; what failed is none
    std::deque<base::Instant> ordered_at_;  // marks within the last hour
    std::optional<base::Instant> clock_;    // of the latest tick; never goes back
    std::optional<ledger::Height> tip_;
    std::deque<Undo> blocks_;
    money::Amount spent_;
    std::optional<Closing> closed_;
};

}  // namespace marks

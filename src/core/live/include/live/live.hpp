#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <marks/desk.hpp>
#include <marks/marks.hpp>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <taint/taint.hpp>
#include <trace/trace.hpp>
#include <vector>

/// Cases applied to a chain while it grows: block by block, taken back where the chain reorganises,
/// and told as events. The chain's rows come from whoever reads it; nothing here asks a node.
namespace live {

/// One row of a block, accounts in their chain's own text form. Atoms of the case's asset.
struct Transfer {
    std::string from;  // empty: a mint
    std::string to;    // empty: a burn, or a row that is a fee alone
    money::Amount amount;
    money::Amount fee;
    std::string tx;
    friend bool operator==(const Transfer&, const Transfer&) = default;
};
struct Block {
    ledger::Height height;
    base::Instant time;
    std::string hash;  // names it in the ids of events: another one each time that it comes back
    std::vector<Transfer> transfers;
    friend bool operator==(const Block&, const Block&) = default;
};

/// Every transfer out of `account` between two inclusive positions is theft.
struct AccountTheft {
    std::string account;
    std::optional<ledger::Bound> since;
    std::optional<ledger::Bound> until;
};
struct Boundary {
    std::string account;
    std::string label;
    trace::BoundaryKind kind{trace::BoundaryKind::Service};
};
/// A case as far as a live chain needs it.
struct Case {
    std::string id;
    taint::Policy policy{taint::Policy::Fifo};
    std::vector<std::string> theft_txs;
    std::optional<AccountTheft> theft_account;
    std::vector<Boundary> boundaries;  // one an account
    std::optional<marks::Rule> marks;
};

enum class EventKind : std::uint8_t {
    TheftSeen,        // unconfirmed: proof of nothing, but the first warning
    TaintSeen,        // unconfirmed: a holder is about to move
    TheftConfirmed,   // in a block
    TaintMoved,       // from a holder to another account
    BoundaryReached,  // taint arrived at a labelled service: whom to ask, now
    MarkProposed,     // an account received a theft, or the case's threshold
    MarkWithdrawn,    // the block that gave the reason is no longer part of the chain
};
[[nodiscard]] std::string_view to_string(EventKind kind);

/// Atoms of the case's asset; under poison what moved is judged by haircut.
struct Event {
    std::string id;  // the same event of the same block has the same, however often it is computed
    EventKind kind{};
    std::string case_id;
    std::optional<ledger::Height> height;  // nothing while unconfirmed
    std::optional<base::Instant> time;
    std::string tx;
    std::string from;
    std::string to;         // of marks: the account
    std::string label;      // of the boundary
    money::Amount amount;   // what the transfer moves
    money::Total taint{0};  // tainted atoms that arrived; of marks: all that ever arrived
    std::uint32_t hops{0};
    friend bool operator==(const Event&, const Event&) = default;
};

/// Accounts at which taint of a case arrived in the newest block, as it left them: who may have to
/// be marked. Boundaries are none. In the order of their numbers; empty for a case without a rule.
struct Reached {
    std::string case_id;
    std::vector<marks::Candidate> accounts;
};

/// Who holds what of a case now.
struct Standing {
    std::string account;
    std::string label;  // of a boundary
    money::Total taint{0};
    std::uint64_t balance{0};  // as far as the chain was read; 0 of a boundary
    std::uint32_t hops{0};
};
/// A case's books at the newest block.
struct State {
    std::string case_id;
    taint::Policy policy{};
    taint::Sums sums;
    std::vector<Standing> holders;  // by taint, largest first; ties by account text
    std::vector<Standing> boundaries;
};

/// How many blocks can be taken back: NIS rewrites no more than 360.
inline constexpr std::size_t kUndoBlocksDefault = 360;

/// The one writer's state. Deterministic: the same blocks give the same events and the same bytes,
/// whatever was applied and taken back between them.
class Follower {
public:
    explicit Follower(std::vector<Case> cases, std::size_t undo_blocks = kUndoBlocksDefault);
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;
    Follower(Follower&&) noexcept;
    Follower& operator=(Follower&&) noexcept;
    ~Follower();

    /// Invariant, the caller's: `block` follows the newest one applied.
    [[nodiscard]] std::vector<Event> apply(const Block& block);
    /// Takes the newest block back; nothing where none can be.
    [[nodiscard]] std::optional<std::vector<Event>> undo();
    /// What unconfirmed rows would do to a case if the next block held them: `block` has its height
    /// and a time, and no hash.
    [[nodiscard]] std::vector<Event> preview(const Block& block) const;

    /// A case each; of nobody before the first block, and after one was taken back.
    [[nodiscard]] std::vector<Reached> reached() const;
    [[nodiscard]] std::vector<State> states() const;
    /// The accounts whose unconfirmed transactions matter: those that hold taint, and those out of
    /// which every transfer is theft. In the order of their texts.
    [[nodiscard]] std::vector<std::string> watched() const;
    /// Rows applied.
    [[nodiscard]] std::uint32_t rows() const;
    [[nodiscard]] std::vector<std::uint8_t> bytes() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace live

#pragma once

#include <expected>
#include <map>
#include <nem_node/nem_node.hpp>
#include <nem_wallet/outbox.hpp>
#include <span>

/// From the outbox into the chain: once, however often the program dies between.
namespace nem_wallet {

struct DispatcherConfig {
    std::uint64_t final_depth{360};          // blocks above, from which on nothing is undone
    std::uint32_t refusal_memory_s{600};     // of NIS
    std::uint32_t again_after_s{900};        // to a node that accepted: it may have lost its pool
    std::uint32_t retry_after_s{30};         // to a node that did not answer
    std::size_t announcements_per_step{50};  // bounds one step
};

enum class ReportKind : std::uint8_t {
    Accepted,  // a node took it into its pool, or had it
    Refused,   // a node refused; others may take it, and it may take it later
    Included,  // in a block
    FellOut,   // that block is no longer part of the chain
    Final,     // for good
    Expired    // for good; the last refusals say why, if there were any
};
struct Report {
    ReportKind kind{};
    std::string order;
    std::string id;
    std::optional<ledger::Height> height;  // of Included, FellOut, Final
    std::string node;                      // of Accepted, Refused
    std::uint16_t code{0};                 // of Refused
    friend bool operator==(const Report&, const Report&) = default;
};
/// In both languages, for a person.
[[nodiscard]] base::Phrase to_phrase(const Report& report);

enum class SubmitProblem : std::uint8_t {
    InFlight,      // an earlier transaction for this order can still come into the chain
    Done,          // an earlier transaction for this order is in the chain for good
    NoTip,         // no block was seen yet: what is stored could not be found again
    PastDeadline,  // the newest block is later than its deadline
    SameBytes,     // this very transaction was stored before, for this order or for another
    BadOrder,      // empty, longer than kOrderBytesMax, or not printable ASCII
    NotStored      // the outbox complained
};
struct SubmitError {
    SubmitProblem problem{};
    std::optional<base::Complaint> complaint;  // of NotStored
    friend bool operator==(const SubmitError&, const SubmitError&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const SubmitError& error);
inline constexpr std::size_t kOrderBytesMax = 256;

/// A parcel as it stands now.
struct Standing {
    Parcel parcel;
    std::optional<ledger::Height> included;  // in the chain as far as it was seen
    std::vector<std::string> known_to;       // nodes that accepted it, as far as we remember
    friend bool operator==(const Standing&, const Standing&) = default;
};

/// One thread's. No clock, no thread of its own.
///
/// What it learns from blocks is not stored: after a start, whoever follows the chain hands in
/// again all blocks from `needs_from()` on, before the first step. Reports may be lost when the
/// program dies; `standings()` is the truth.
class Dispatcher {
public:
    /// `outbox` outlives it. Complains when the outbox does.
    [[nodiscard]] static std::expected<Dispatcher, base::Complaint> open(
        Outbox& outbox, const DispatcherConfig& config = {});

    /// Of the blocks seen before, the first that must be handed in again; nothing when none must.
    [[nodiscard]] std::optional<ledger::Height> needs_from() const;

    /// Stores; the next step announces. A second transaction for one order is taken only when the
    /// first has expired. Gives the parcel's id.
    [[nodiscard]] std::expected<std::string, SubmitError> submit(
        std::string_view order, const nem::SignedTransaction& transaction,
        std::optional<std::string> after = std::nullopt);

    /// The next block of the chain; the first may have any height. A complaint is the outbox's: the
    /// block counts, and what could not be stored is tried again with the next call.
    [[nodiscard]] std::expected<std::vector<Report>, base::Complaint> on_block(
        const nem::Block& block);
    /// The newest block is no longer part of the chain.
    [[nodiscard]] std::vector<Report> on_undo(ledger::Height height);

    /// Announces what is due to whichever node has not heard of it. `now`: network time.
    [[nodiscard]] std::expected<std::vector<Report>, base::Complaint> step(
        nem::TimeStamp now, std::span<nem_node::Node* const> nodes);

    /// In order of submission.
    [[nodiscard]] std::vector<Standing> standings() const;
    /// The newest for this order.
    [[nodiscard]] std::optional<Standing> find(std::string_view order) const;

private:
    struct NodeMemory {
        nem::TimeStamp not_before;  // announce no earlier
        bool knows{false};
    };
    struct Item {
        Parcel parcel;
        nem::Hash hash;
        std::optional<ledger::Height> included;
        std::optional<ledger::Height> lapsed;     // the first block later than its deadline
        std::optional<ledger::Height> overtaken;  // a cosignature: its 4100 is in the chain
        std::map<std::string, NodeMemory, std::less<>> nodes;
    };
    Dispatcher(Outbox& outbox, const DispatcherConfig& config);
    void add(Parcel parcel);
    void note(Item& item, const nem::Block& block, std::vector<Report>& reports) const;
    [[nodiscard]] std::expected<void, base::Complaint> settle(std::vector<Report>& reports);
    [[nodiscard]] bool may_announce(const Item& item, nem::TimeStamp now,
                                    const std::string& node) const;
    [[nodiscard]] std::expected<void, base::Complaint> announce(Item& item, nem::TimeStamp now,
                                                                nem_node::Node& node,
                                                                std::vector<Report>& reports);
    [[nodiscard]] static Standing stand(const Item& item);
    [[nodiscard]] const Item* newest_for(std::string_view order) const;

    Outbox* outbox_;
    DispatcherConfig config_;
    std::optional<ledger::Height> tip_;
    std::optional<nem::TimeStamp> tip_time_;
    std::vector<Item> items_;
};

}  // namespace nem_wallet

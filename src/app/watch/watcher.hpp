#pragma once

#include <deque>
#include <functional>
#include <journal/journal.hpp>
#include <live/live.hpp>
#include <nem_chain/nem_chain.hpp>
#include <nem_node/nem_node.hpp>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "../expected.hpp"
#include "chain_companion.hpp"
#include "kept.hpp"
#include "learned.hpp"
#include "news.hpp"
#include "nodes.hpp"
#include "recent_transactions.hpp"

namespace app {

/// Called now and then with the blocks read again from the journal, for a progress bar.
using Reread = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// What a feed tells becomes what a person is told. Everything is in the journal before it is said,
/// and the state is nothing but the journal's blocks read again: kill it where you like.
class Watcher {
public:
    /// Reads the journal's blocks again; what a case that is new to the journal has to say of them
    /// is recorded. `companion`, where there is one, outlives it. Complaints: a journal whose
    /// blocks cannot be read, a case that was edited.
    [[nodiscard]] static Expected<Watcher> resume(nem::Network network,
                                                  std::vector<live::Case> cases,
                                                  journal::Journal& journal, base::Instant now,
                                                  const Reread& progress = {},
                                                  ChainCompanion* companion = nullptr);

    /// The height that a feed said to be final, when it was last recorded.
    [[nodiscard]] ledger::Height final_height() const { return kept_.final_height(); }
    /// A record that is still empty begins here, where enough nodes agree.
    [[nodiscard]] Expected<void> begin(const Beginning& beginning);
    [[nodiscard]] const Beginning& beginning() const { return kept_.beginning(); }
    /// Applies the events in order, and records them with what came of them in one step. `nodes`
    /// are asked for mosaics and owners that only the chain before the first block tells; where
    /// they do not answer, blocks wait, here and in the steps that follow, for `go_on`.
    /// Complaints: the journal cannot be kept, or a block that this program cannot read.
    /// `final_height` is the feed's after these events: forks of several runs must not add up.
    [[nodiscard]] Expected<void> take(std::vector<nem_node::FeedEvent> events,
                                      ledger::Height final_height, base::Instant now,
                                      const Nodes& nodes);
    /// What the oldest block that waits lacks; nothing where none waits.
    [[nodiscard]] const std::optional<base::Complaint>& waits_for() const { return waits_for_; }
    /// Asks again for what the oldest block lacks, and applies those that wait.
    [[nodiscard]] Expected<void> go_on(base::Instant now, const Nodes& nodes);

    /// For the feed: the newest blocks, oldest first; that below the record is one of them.
    [[nodiscard]] const std::vector<nem_node::BlockId>& recent() const { return recent_; }
    /// Whose unconfirmed transactions matter now.
    [[nodiscard]] std::set<nem::Address> watched() const;
    [[nodiscard]] const live::Follower& follower() const { return follower_; }
    [[nodiscard]] std::optional<ledger::Height> height() const;
    /// Everything that depends on the blocks, canonical.
    [[nodiscard]] std::vector<std::uint8_t> bytes() const;

private:
    struct Undoing {
        ledger::Height tip;
        std::string tip_name;  // in events
        std::size_t blocks{0};
    };
    /// Of one step.
    struct Step {
        base::Instant now;
        const Nodes& nodes;
        journal::Batch batch;
    };
    Watcher(nem::Network network, std::vector<live::Case> cases, journal::Journal& journal);

    /// Applies a block of the journal again.
    [[nodiscard]] Expected<void> apply_again(const journal::Block& recorded, base::Instant now,
                                             journal::Batch& batch);
    [[nodiscard]] Expected<void> apply(const nem::Block& block, const nem::Hash& hash,
                                       base::Instant now, journal::Batch& batch);
    [[nodiscard]] Expected<void> work_off(base::Instant now, const Nodes& nodes);
    [[nodiscard]] Expected<void> handle(const nem_node::FeedEvent& event, Step& step);
    /// The block waits where a node has to say more first.
    [[nodiscard]] Expected<void> accept(const nem_node::BlockAccepted& accepted, Step& step);
    void undo(const nem_node::BlockUndone& undone, base::Instant now, journal::Batch& batch);
    void end_undoing(Step& step);
    void preview(const nem_node::PreAlert& alert, base::Instant now, journal::Batch& batch);

    nem_chain::Register register_;
    live::Follower follower_;
    journal::Journal* journal_;
    ChainCompanion* companion_{nullptr};
    Learned learned_;
    Kept kept_;
    RecentTransactions recent_transactions_;
    std::vector<nem_node::BlockId> recent_;
    std::optional<Undoing> undoing_;  // while blocks are being taken back
    std::optional<base::Complaint> waits_for_;
    std::deque<nem_node::FeedEvent> waiting_;  // blocks accepted and taken back, in order
    ledger::Height final_when_done_{0};
};

}  // namespace app

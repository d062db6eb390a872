#pragma once

#include <mutex>
#include <set>
#include <stop_token>
#include <string>

#include "../marking/marking.hpp"
#include "listening.hpp"
#include "teller.hpp"

namespace app {

/// The loop: what the nodes say goes to the watcher, what comes of it is told.
class Following {
public:
    struct Parts {
        const WatchSettings& settings;
        std::stop_token stop;
        const Nodes& nodes;
        const Teller& teller;
        SignatureVerifier& verifier;
        base::Language language;
        /// Nobody where no accounts are marked.
        // NOLINTNEXTLINE(readability-redundant-member-init): so that lists may leave it out
        Marking* marking{nullptr};
        /// When a question that a block waits for is asked again; doubled up to a minute.
        nem_node::Monotonic retry_first{1'000};
        /// How long who reads once waits for nodes that answer and do not agree.
        nem_node::Monotonic patience{60'000};
    };
    explicit Following(Parts parts) : parts_{std::move(parts)}, nodes_{parts_.nodes} {
        nodes_.turn = &turn_;
    }
    Following(const Following&) = delete;
    Following& operator=(const Following&) = delete;
    Following(Following&&) = delete;
    Following& operator=(Following&&) = delete;
    ~Following() = default;

    /// Until it is asked to stop, the head where one reading was asked for, or the feed's own end.
    /// Complaints: the journal, stdout, or too few nodes that answer where one reading was asked
    /// for.
    [[nodiscard]] Expected<void> follow(journal::Journal& journal, Watcher& watcher,
                                        nem_node::Feed& feed, Listening& listening);

private:
    /// What has come of the nodes since; nothing of a step that was cut short by a stop.
    [[nodiscard]] std::vector<nem_node::FeedEvent> news(nem_node::Feed& feed, Listening& listening,
                                                        bool waits, nem_node::Monotonic now);
    /// Applies the events. While a long history is read, the feed's next step is taken meanwhile:
    /// the nodes are asked and signatures verified as blocks are applied and recorded.
    [[nodiscard]] Expected<void> take(std::vector<nem_node::FeedEvent> events, Watcher& watcher,
                                      nem_node::Feed& feed, nem_node::Monotonic now);
    [[nodiscard]] Expected<void> ask_again(Watcher& watcher, nem_node::Monotonic now);
    /// At the head: what is due is ordered and announced. True when there is something to tell.
    [[nodiscard]] Expected<bool> mark(const nem_node::Feed& feed, const Watcher& watcher,
                                      nem_node::Monotonic now);
    void note_silence(const std::vector<nem_node::FeedEvent>& events);
    /// Nothing while there is reason to go on.
    [[nodiscard]] std::optional<Expected<void>> end(const nem_node::Feed& feed,
                                                    const Watcher& watcher,
                                                    nem_node::Monotonic now);
    [[nodiscard]] std::optional<base::Complaint> end_of_patience(const nem_node::Feed& feed,
                                                                 nem_node::Monotonic now);

    Parts parts_;
    std::mutex turn_;
    Nodes nodes_;                                  // the same ones, in turns
    std::vector<nem_node::FeedEvent> read_ahead_;  // not applied yet
    std::set<std::string> silent_;
    // Of the question that a block waits for.
    unsigned retries_{0};
    nem_node::Monotonic ask_again_at_{0};
    nem_node::Monotonic mark_at_{0};
    // Of who reads once.
    std::optional<nem_node::BlockId> tip_;
    nem_node::Monotonic tip_since_{0};
};

}  // namespace app

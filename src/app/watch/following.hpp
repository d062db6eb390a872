#pragma once

#include <set>
#include <string>

#include "listening.hpp"
#include "stop_signals.hpp"
#include "teller.hpp"

namespace app {

/// The loop: what the nodes say goes to the watcher, what comes of it is told.
class Following {
public:
    struct Parts {
        const WatchSettings& settings;
        const StopSignals& signals;
        const Nodes& nodes;
        const Teller& teller;
        SignatureVerifier& verifier;
        base::Language language;
    };
    explicit Following(Parts parts) : parts_{parts} {}

    /// Until a signal, the head where one reading was asked for, or the feed's own end.
    /// Complaints: the journal, stdout, or no node that answers where one reading was asked for.
    [[nodiscard]] Expected<void> follow(journal::Journal& journal, Watcher& watcher,
                                        nem_node::Feed& feed, Listening& listening);

private:
    void note_silence(const std::vector<nem_node::FeedEvent>& events);
    /// Nothing while there is reason to go on.
    [[nodiscard]] std::optional<Expected<void>> end(const nem_node::Feed& feed) const;

    Parts parts_;
    std::set<std::string> silent_;
};

}  // namespace app

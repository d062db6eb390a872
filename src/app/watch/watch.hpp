#pragma once

#include "following.hpp"
#include "open_nodes.hpp"
#include "stop_signals.hpp"

namespace app {

/// One run of `dyepack watch`: nodes, cases and record are opened, the chain is followed.
class Watch {
public:
    Watch(WatchSettings settings, base::Language language, const StopSignals& signals)
        : settings_{std::move(settings)}, language_{language}, signals_{signals} {}

    [[nodiscard]] Expected<int> run();

private:
    [[nodiscard]] Expected<void> load_cases();
    /// Nobody where no rules were given.
    [[nodiscard]] Expected<std::unique_ptr<Marking>> open_marking(journal::Journal& journal) const;
    [[nodiscard]] Expected<Watcher> resume(journal::Journal& journal, Marking* marking);
    [[nodiscard]] Expected<nem_node::Feed> open_feed(Watcher& watcher, const Nodes& nodes);

    WatchSettings settings_;
    base::Language language_;
    const StopSignals& signals_;
    std::vector<live::Case> cases_;
    Labels labels_;
    SignatureVerifier verifier_;
};

}  // namespace app

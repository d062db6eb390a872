#pragma once

#include <memory>
#include <set>
#include <vector>

#include "../expected.hpp"
#include "settings.hpp"
#include "signatures.hpp"

namespace app {

/// The websockets of all nodes: what they push makes a feed hurry, and is never the record.
class Listening {
public:
    /// To nobody where the settings say so. Complaints: a host that no websocket can name.
    [[nodiscard]] static Expected<Listening> open(const WatchSettings& settings);

    /// What came since: pre-alerts; news of blocks make the feed hurry.
    [[nodiscard]] std::vector<nem_node::FeedEvent> take(nem_node::Feed& feed,
                                                        SignatureVerifier& verifier);
    void watch(const std::set<nem::Address>& accounts);

private:
    std::vector<std::unique_ptr<nem_node::Hints>> hints_;
};

}  // namespace app

#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
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
    /// Until something comes, or somebody asks to stop.
    void wait(nem_node::Monotonic at_most, const std::stop_token& stop) const;

private:
    /// Rung by the websockets' threads.
    struct Bell {
        std::mutex mutex;
        std::condition_variable_any rings;
        bool rung{false};  // guarded by mutex
    };
    std::shared_ptr<Bell> bell_{std::make_shared<Bell>()};
    std::vector<std::unique_ptr<nem_node::Hints>> hints_;
};

}  // namespace app

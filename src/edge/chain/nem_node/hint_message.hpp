#pragma once

#include <nem_node/hints.hpp>
#include <stomp/stomp.hpp>

namespace nem_node {

/// What a frame of NIS hints at; nothing for a topic that is not ours and for what cannot be read.
[[nodiscard]] std::optional<Hint> to_hint(const stomp::Frame& frame, const std::string& node);

/// The frames that subscribe to blocks and to the whole pool.
[[nodiscard]] std::vector<stomp::Frame> general_subscriptions();
/// Those that subscribe to one account, and register it on the node last. Topics, and so
/// subscriptions' names, hold the address.
[[nodiscard]] std::vector<stomp::Frame> account_subscriptions(const nem::Address& account);

}  // namespace nem_node

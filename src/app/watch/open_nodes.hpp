#pragma once

#include <memory>
#include <stop_token>
#include <vector>

#include "../expected.hpp"
#include "kept.hpp"
#include "nodes.hpp"
#include "settings.hpp"

namespace app {

/// What a node said that keeps the world from going on, about whatever it was asked.
[[nodiscard]] base::Complaint node_complaint(const std::string& about,
                                             const nem_node::NodeError& error);

/// The nodes of the settings, and how many of them must agree.
class OpenNodes {
public:
    /// Connects to nobody yet. Complaints: a URL that is none, or is named twice.
    [[nodiscard]] static Expected<OpenNodes> open(const WatchSettings& settings,
                                                  const std::stop_token& stop);
    [[nodiscard]] const Nodes& nodes() const { return nodes_; }

private:
    std::vector<std::unique_ptr<nem_node::RestNode>> owned_;
    Nodes nodes_;
};

/// A new record begins where --from says, else so far below the head that no reorganisation can
/// reach below its beginning. Enough nodes must name the nemesis block and the block below; the
/// head is the highest that as many have reached.
[[nodiscard]] Expected<Beginning> find_beginning(const WatchSettings& settings, const Nodes& nodes);
/// What the journal is a record of.
[[nodiscard]] std::string purpose_of(const WatchSettings& settings);

}  // namespace app

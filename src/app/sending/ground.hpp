#pragma once

#include <map>
#include <memory>
#include <nem_chain/nem_chain.hpp>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <vector>

#include "../expected.hpp"
#include "../watch/open_nodes.hpp"

namespace app {

/// What the nodes say of the network, asked before anything is signed. What decides over money is
/// believed when enough of them say the same.
class Ground {
public:
    /// Complaints: no node answers, too few agree, or they serve another network.
    [[nodiscard]] static Expected<Ground> open(const WatchSettings& settings,
                                               const std::stop_token& stop);

    [[nodiscard]] const WatchSettings& settings() const { return *settings_; }
    [[nodiscard]] const Nodes& nodes() const { return nodes_->nodes(); }
    [[nodiscard]] nem::Network network() const { return settings_->network; }

    /// The network's time: the middle of what the nodes say, so that one of them alone moves no
    /// deadline. Whoever did not answer once is not asked again: each silence takes seconds.
    [[nodiscard]] Expected<nem::TimeStamp> now();
    [[nodiscard]] Expected<nem_node::AccountState> account(const nem::Address& account) const;
    [[nodiscard]] Expected<std::vector<nem::Mosaic>> owned(const nem::Address& account) const;
    /// A mosaic as it is now; asked once.
    [[nodiscard]] Expected<nem_node::MosaicFacts> mosaic(const nem::MosaicId& id);
    /// Of the mosaics that were asked for: what decides a fee.
    [[nodiscard]] nem_chain::MosaicFacts sizes() const;
    /// The account's transactions that no block holds yet, as far as any node has heard of them.
    /// What is not truly signed is left out.
    [[nodiscard]] Expected<std::vector<nem::SignedTransaction>> unconfirmed(
        const nem::Address& account) const;

private:
    Ground(const WatchSettings& settings, OpenNodes nodes)
        : settings_{std::make_unique<WatchSettings>(settings)},
          nodes_{std::make_unique<OpenNodes>(std::move(nodes))} {}

    std::unique_ptr<WatchSettings> settings_;
    std::unique_ptr<OpenNodes> nodes_;
    std::map<nem::MosaicId, nem_node::MosaicFacts> mosaics_;
    std::set<const nem_node::Node*> silent_;
};

/// `divisibility` of a definition; 0 where it names none.
[[nodiscard]] int divisibility_of(const nem::MosaicDefinition& definition);

}  // namespace app

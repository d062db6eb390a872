#pragma once

#include <replay/chain.hpp>

namespace replay {

/// A block as a node's database would keep it. `state` is the one before the block; ids begin with
/// `first_id`, the block's own, and go on with its transactions'.
[[nodiscard]] std::shared_ptr<const KeptBlock> keep(nem::Block block, std::uint64_t first_id,
                                                    const nem_chain::State& state);

/// Everybody whose history the transaction stands in.
struct Participants {
    std::vector<nem::Address> incoming;
    std::vector<nem::Address> outgoing;
};
[[nodiscard]] Participants participants_of(const nem::Transaction& transaction,
                                           const nem_chain::State& state);

}  // namespace replay

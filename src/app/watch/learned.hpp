#pragma once

#include <journal/journal.hpp>
#include <nem_chain/nem_chain.hpp>
#include <nem_node/nem_node.hpp>

#include "../expected.hpp"
#include "nodes.hpp"

namespace app {

/// What a follower that began in the middle of a chain had to be told by a node: the mosaics that a
/// block moves, and for whom its signer harvests. It is kept, so that a restart that reads the same
/// blocks tells the same. A mosaic that no node knows any more (its namespace has lapsed) is taken
/// to have no levy. Complaints: too few nodes answer, or they
/// disagree.
[[nodiscard]] Expected<void> learn_unknowns(const nem::Block& block, const Nodes& nodes,
                                            nem_chain::Register& into, journal::Batch& batch);
/// What was kept. Complaints: an entry that cannot be read.
[[nodiscard]] Expected<void> learn_again(const journal::Journal& journal,
                                         nem_chain::Register& into);

}  // namespace app

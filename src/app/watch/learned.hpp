#pragma once

#include <journal/journal.hpp>
#include <map>
#include <nem_chain/nem_chain.hpp>
#include <nem_node/nem_node.hpp>
#include <variant>
#include <vector>

#include "../expected.hpp"
#include "nodes.hpp"

namespace app {

/// What a follower that began in the middle of a chain had to be told by nodes: the mosaics that a
/// block moves, and for whom its signer harvests. It is kept with the height of the block for which
/// it was asked and goes with that block, so that the same blocks tell the same, read again or not.
class Learned {
public:
    /// Complaints: an entry that cannot be read.
    [[nodiscard]] static Expected<Learned> load(const journal::Journal& journal);

    /// What was learnt for the block at this height, before it is read again.
    void learn_again(ledger::Height height, nem_chain::Register& into) const;
    /// Asks for all that the block needs; nothing is learnt or kept unless all is answered. A
    /// mosaic that no node knows any more (its namespace has lapsed) is taken to have no levy.
    /// Complaints: too few nodes answer, or they disagree.
    [[nodiscard]] Expected<void> learn_unknowns(const nem::Block& block, const Nodes& nodes,
                                                nem_chain::Register& into, journal::Batch& batch);
    /// The block at this height is no longer part of the chain.
    void unlearn(ledger::Height height, journal::Batch& batch);

    struct Owner {
        nem::Address remote;
        nem::Address owner;
    };
    struct Lapsed {
        nem::MosaicId id;
    };
    using Fact = std::variant<nem::MosaicDefinition, Lapsed, Owner>;

private:
    std::map<std::uint64_t, std::vector<Fact>> by_height_;
};

}  // namespace app

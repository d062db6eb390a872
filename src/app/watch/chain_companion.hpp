#pragma once

#include <journal/journal.hpp>
#include <live/live.hpp>
#include <nem_chain/nem_chain.hpp>
#include <string>

#include "../expected.hpp"

namespace app {

/// A block that the watcher has just applied, or applied again from the record.
struct AppliedBlock {
    const nem::Block& block;
    const nem_chain::BlockMoves& moves;
    const live::Follower& follower;  // after the block
    const std::string& name;         // in events
    base::Instant now;
};

/// Somebody else who follows the same blocks: what comes of a block for him becomes durable with
/// it, in the watcher's batch.
class ChainCompanion {
public:
    ChainCompanion() = default;
    ChainCompanion(const ChainCompanion&) = delete;
    ChainCompanion& operator=(const ChainCompanion&) = delete;
    ChainCompanion(ChainCompanion&&) = delete;
    ChainCompanion& operator=(ChainCompanion&&) = delete;
    virtual ~ChainCompanion() = default;

    [[nodiscard]] virtual Expected<void> on_block(const AppliedBlock& applied,
                                                  journal::Batch& batch) = 0;
    virtual void on_undo(ledger::Height height, journal::Batch& batch) = 0;
};

}  // namespace app

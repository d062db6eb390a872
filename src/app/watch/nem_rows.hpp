#pragma once

#include <live/live.hpp>
#include <nem/nem.hpp>
#include <nem_chain/nem_chain.hpp>

namespace app {

/// A NEM block as cases read it: rows in the order in which NIS applies them, each named by the
/// hash of its transaction (the harvest, and what the nemesis block issues: of the block).
[[nodiscard]] live::Block to_live_block(const nem::Block& block, const nem::Hash& hash,
                                        const nem_chain::BlockMoves& moves);

}  // namespace app

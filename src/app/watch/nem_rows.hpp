#pragma once

#include <live/live.hpp>
#include <nem/nem.hpp>
#include <nem_chain/nem_chain.hpp>

namespace app {

/// A NEM block as cases read it: rows in the order in which NIS applies them, each named by the
/// hash of its transaction (the harvest, and what the nemesis block issues: of the block).
[[nodiscard]] live::Block to_live_block(const nem::Block& block, const nem::Hash& hash,
                                        const nem_chain::BlockMoves& moves);

/// Takes these mosaics out of what the transaction attaches: the XEM that it moves are told even
/// where nobody has said yet what the rest is.
void without_mosaics(nem::Transaction& transaction, const std::vector<nem::MosaicId>& unknown);

}  // namespace app

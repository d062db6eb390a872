#pragma once

#include <marks/history.hpp>
#include <nem_chain/nem_chain.hpp>
#include <vector>

namespace app {

/// What a block brings from one account to another that may be, or speak of, a mark: mosaics but
/// XEM, and messages in plain text. In the order of its transactions.
[[nodiscard]] std::vector<marks::Sent> marks_in(const nem::Block& block,
                                                const nem_chain::BlockMoves& moves);

}  // namespace app

#pragma once

#include <nem_chain/register.hpp>

namespace nem_chain {

/// The row moves no more than there is.
[[nodiscard]] bool can_be(const Movement& movement);
[[nodiscard]] bool can_be(const MosaicMovement& movement);
/// What is wrong with a block of accounts whose balances nobody knows: together they cannot have
/// had more than there is. Errors: MoreThanExists.
[[nodiscard]] std::optional<ChainError> find_impossible(const BlockMoves& moves);

}  // namespace nem_chain

#pragma once

#include "testing.hpp"

/// Rows as a block is meant to give them, and registers that know two mosaics.
namespace nem_chain::testing {

inline const nem::MosaicId kXemId{"nem", "xem"};
inline const nem::MosaicId kToken{"alice", "token"};
inline const nem::MosaicId kOther{"alice", "other"};

inline Register with_mosaics(std::optional<nem::Levy> levy = std::nullopt) {
    Register known{nem::kMainnet};
    good(known.learn(definition(1, kToken, {}, std::move(levy))));
    good(known.learn(definition(1, kOther)));
    return known;
}

inline BlockMoves moves_of(Register known, std::vector<nem::SignedTransaction> transactions) {
    return good(known.apply(block(kHeight, std::move(transactions))));
}

inline ChainError error_of(Register known, std::vector<nem::SignedTransaction> transactions) {
    const auto moves = known.apply(block(kHeight, std::move(transactions)));
    EXPECT_FALSE(moves.has_value());
    return moves ? ChainError{} : moves.error();
}

inline Movement row(std::uint8_t from, std::uint8_t to, money::Amount amount, money::Amount fee,
                    MovementKind kind = MovementKind::Transfer) {
    return {address(from), address(to), amount, fee, kind, 0};
}

inline Movement fee_row(std::uint8_t from, money::Amount fee) {
    return {address(from), std::nullopt, {}, fee, MovementKind::Fee, 0};
}

inline Movement harvest_row(money::Amount amount, std::uint8_t to = kHarvester) {
    return {std::nullopt, address(to), amount, {}, MovementKind::Harvest, 1};
}

inline MosaicMovement mosaic_row(std::uint8_t from, std::uint8_t to, const nem::MosaicId& id,
                                 std::uint64_t quantity) {
    return {address(from), address(to), id, atoms(quantity), 0, false};
}

}  // namespace nem_chain::testing

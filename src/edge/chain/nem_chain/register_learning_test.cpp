#include "testing.hpp"

/// What a register that began in the middle of the chain was told.
namespace nem_chain {
namespace {

using namespace testing;

const nem::MosaicId kToken{"alice", "token"};
const nem::MosaicId kXemId{"nem", "xem"};

nem::Levy levy_of(std::uint64_t rate) {
    return {nem::Levy::Type::Absolute, address(9), kXemId, atoms(rate)};
}

TEST(NemRegisterLearning, ASupplyThatNobodyCanKnowBlocksNothing) {
    Register known{nem::kMainnet};
    // 10 units now; there were a million when the block was made that takes most of them away.
    good(known.learn(definition(1, kToken, {2, 10, true}, levy_of(7))));
    const nem::MosaicSupplyChange fewer{kToken, nem::MosaicSupplyChange::Type::Delete, 999'990};
    const auto moves = good(
        known.apply(block(kHeight, {transaction(1, fewer),
                                    transaction(1, transfer(2, xem(1), {{kToken, atoms(5)}}))})));
    ASSERT_EQ(moves.mosaics.size(), 2U);
    EXPECT_EQ(moves.mosaics[0].quantity, atoms(99'999'000)) << "its divisibility is known";
    ASSERT_GE(moves.xem.size(), 3U);
    EXPECT_EQ(moves.xem[2].kind, MovementKind::Levy) << "and so is its levy";
    const auto entry = known.mosaic(kToken);
    EXPECT_TRUE(entry && entry->assumed);
    // A change past all that may exist is another mosaic's of the same name, whose parts are whole:
    // taken as it stands.
    const nem::MosaicSupplyChange huge{kToken, nem::MosaicSupplyChange::Type::Create, kQuantityMax};
    good(known.apply(block({kHeight.value + 1}, {transaction(1, huge)})));
}

TEST(NemRegisterLearning, OtherWordsDoNotMakeASupplyKnown) {
    Register known{nem::kMainnet};
    good(known.learn(definition(1, kToken, {0, 10, true})));
    auto again = definition(1, kToken, {0, 10, true});
    again.description = "other words";
    const nem::MosaicSupplyChange fewer{kToken, nem::MosaicSupplyChange::Type::Delete, 11};
    good(known.apply(block(kHeight, {transaction(1, creation(again)), transaction(1, fewer)})));
}

TEST(NemRegisterLearning, WhatWasLearntForABlockGoesWithIt) {
    Register known{nem::kMainnet};
    good(known.apply(block(kHeight, {})));
    const auto before = known.bytes();
    good(known.learn(definition(1, kToken)));
    known.learn_owner(address(3), address(1));
    known.learn_owner(address(3), address(4));
    const auto told = known.bytes();
    EXPECT_NE(told, before);
    // The block itself changes the mosaic that was learnt for it.
    const auto next = block({kHeight.value + 1}, {transaction(1, creation(definition(1, kToken)))});
    good(known.apply(next));
    Register copy = known;
    for (Register* const each : {&known, &copy}) {
        EXPECT_TRUE(each->undo());
        EXPECT_EQ(each->bytes(), before);
        EXPECT_EQ(each->unknown_in(block({kHeight.value + 1}, {}, 3)).signer, address(3));
    }
}

}  // namespace
}  // namespace nem_chain

#include "movements_testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

TEST(NemMovements, WhatWasLearntCountsAtOnce) {
    Register known{nem::kMainnet};
    const auto first = block(kHeight, {transaction(4, transfer(2, xem(1)))}, 3);
    EXPECT_EQ(known.unknown_in(first).signer, address(3));
    known.learn_owner(address(3), address(1));
    EXPECT_EQ(known.unknown_in(first), Unknowns{});
    EXPECT_EQ(good(known.apply(first)).xem.back().to, address(1));
    known.learn_owner(address(5), address(5));
    const auto second = block({kHeight.value + 1}, {transaction(4, transfer(2, xem(1)))}, 5);
    EXPECT_EQ(known.unknown_in(second), Unknowns{});
    EXPECT_EQ(good(known.apply(second)).xem.back().to, address(5));
}

TEST(NemMovements, ARegisterSaysWhatItWouldHaveToLearn) {
    const Register fresh{nem::kMainnet};
    const auto twice =
        transfer(2, xem(1), {{kOther, atoms(1)}, {kToken, atoms(1)}, {kXemId, atoms(1)}});
    const nem::MosaicSupplyChange change{kToken, nem::MosaicSupplyChange::Type::Create, 1};
    const auto asked = block(kHeight, {transaction(1, twice), transaction(4, wrap(1, change))});
    EXPECT_EQ(fresh.unknown_in(asked), (Unknowns{{kOther, kToken}, address(kHarvester)}));
    const auto defined =
        block(kHeight, {transaction(1, creation(definition(1, kToken))), transaction(1, change)});
    EXPECT_EQ(fresh.unknown_in(defined).mosaics, std::vector<nem::MosaicId>{});
    nem::Block nemesis = block({1}, {});
    nemesis.type = nem::BlockType::Nemesis;
    EXPECT_EQ(fresh.unknown_in(nemesis), Unknowns{});
}

TEST(NemMovements, WhatNobodyKnowsIsAssumedToHaveNoLevy) {
    Register known{nem::kMainnet};
    known.assume(kToken);
    const nem::MosaicSupplyChange change{kToken, nem::MosaicSupplyChange::Type::Delete,
                                         kQuantityMax};
    const auto moves =
        good(known.apply(block(kHeight, {transaction(1, transfer(2, xem(1), {{kToken, atoms(3)}})),
                                         transaction(1, change)})));
    EXPECT_EQ(moves.mosaics.front(), mosaic_row(1, 2, kToken, 3));
    EXPECT_EQ(moves.xem.front(), row(1, 2, {}, xem(1)));
    const auto entry = known.mosaic(kToken);
    EXPECT_TRUE(entry && entry->assumed);
    good(
        known.apply(block({kHeight.value + 1}, {transaction(1, creation(definition(1, kToken)))})));
    const auto defined = known.mosaic(kToken);
    EXPECT_TRUE(defined && !defined->assumed);
}

/// Two definitions of the token, the second with other words or another supply.
std::vector<MosaicMovement> redefine(ledger::Height at, bool only_words) {
    Register known{nem::kMainnet};
    auto again = definition(1, kToken, {0, only_words ? 1'000U : 2'000U});
    again.description = "other words";
    good(known.apply(block(at, {transaction(1, creation(definition(1, kToken, {0, 1'000})))})));
    const nem::MosaicSupplyChange change{kToken, nem::MosaicSupplyChange::Type::Create, 5};
    good(known.apply(block({at.value + 1}, {transaction(1, change)})));
    auto moves = good(known.apply(block({at.value + 2}, {transaction(1, creation(again))})));
    const auto entry = known.mosaic(kToken);
    EXPECT_EQ(entry ? entry->definition.description : "", "other words");
    const bool kept = moves.mosaics.empty();
    EXPECT_EQ(entry ? entry->supply_units : 0, kept ? 1'005U : (only_words ? 1'000U : 2'000U));
    return moves.mosaics;
}

TEST(NemMovements, ARedefinitionStartsOverUnlessOnlyWordsChange) {
    const auto over = [](std::uint64_t supply) {
        return std::vector{
            MosaicMovement{std::nullopt, address(1), kToken, atoms(supply), 0, true}};
    };
    EXPECT_EQ(redefine(kHeight, true), std::vector<MosaicMovement>{});
    EXPECT_EQ(redefine(kHeight, false), over(2'000));
    EXPECT_EQ(redefine({1'000'000}, true), over(1'000))
        << "below 1,110,000 words started over, too";
}

TEST(NemMovements, ANewOwnerOfANamespaceStartsEmpty) {
    Register known{nem::kMainnet};
    const nem::MosaicId below{"alice.sub", "deep"};
    const nem::MosaicId beside{"alicea", "near"};
    good(known.apply(block(
        kHeight, {transaction(1, provision("alice")), transaction(1, provision("sub", "alice")),
                  transaction(1, creation(definition(1, kToken))),
                  transaction(1, creation(definition(1, below))),
                  transaction(1, creation(definition(1, beside)))})));
    Register renewed = known;
    EXPECT_TRUE(
        good(renewed.apply(block({kHeight.value + 1}, {transaction(1, provision("alice"))})))
            .mosaics.empty());
    EXPECT_TRUE(renewed.mosaic(kToken).has_value());
    const auto taken =
        good(known.apply(block({kHeight.value + 1}, {transaction(2, provision("alice"))})));
    EXPECT_EQ(taken.mosaics,
              (std::vector{MosaicMovement{std::nullopt, std::nullopt, below, {}, 0, true},
                           MosaicMovement{std::nullopt, std::nullopt, kToken, {}, 0, true}}));
    EXPECT_FALSE(known.mosaic(kToken).has_value());
    EXPECT_TRUE(known.mosaic(beside).has_value());
}

TEST(NemMovements, ErrorsLeaveTheRegisterAsItWas) {
    struct Case {
        ChainError error;
        std::vector<nem::SignedTransaction> transactions;
    };
    const auto fine = transaction(1, provision("alice"));
    const auto defined = transaction(1, creation(definition(1, kToken, {0, 2'000})));
    const nem::MosaicSupplyChange too_much{kToken, nem::MosaicSupplyChange::Type::Create,
                                           9'000'000'000'000'000};
    const nem::MosaicSupplyChange too_few{kToken, nem::MosaicSupplyChange::Type::Delete, 2'001};
    nem::SignedTransaction foreign = fine;
    foreign.transaction.header.network = nem::kTestnet;
    nem::Multisig wrapped = wrap(5, transfer(2, xem(40)));
    wrapped.inner.header.network = nem::kTestnet;
    const nem::MosaicId unknown{"bob", "coin"};
    const auto most = atoms(~0ULL >> 1U);
    const Case cases[] = {
        {{ChainProblem::UnknownMosaic, 1, unknown},
         {fine, transaction(1, transfer(2, xem(1), {{unknown, atoms(1)}}))}},
        {{ChainProblem::UnknownMosaic, 0, unknown},
         {transaction(1, nem::MosaicSupplyChange{unknown, {}, 1})}},
        {{ChainProblem::BadDefinition, 0, kToken},
         {transaction(1, creation(definition(1, kToken, {7, 1})))}},
        {{ChainProblem::BadDefinition, 0, kToken},
         {transaction(1, creation(definition(1, kToken, {6, 9'000'000'001})))}},
        {{ChainProblem::BadDefinition, 0, kXemId},
         {transaction(1, creation(definition(1, kXemId)))}},
        {{ChainProblem::BadSupply, 1, kToken}, {defined, transaction(1, too_much)}},
        {{ChainProblem::BadSupply, 1, kToken}, {defined, transaction(1, too_few)}},
        {{ChainProblem::Overflow, 1, {}},
         {fine, transaction(1, transfer(2, most, {{kToken, most}}))}},
        {{ChainProblem::Overflow, 0, {}}, {transaction(1, transfer(2, most, {{kXemId, most}}))}},
        {{ChainProblem::Overflow, 0, {}}, {transaction(1, transfer(2, atoms(~0ULL)))}},
        {{ChainProblem::Overflow, 0, {}}, {transaction(1, transfer(2, {}), atoms(~0ULL))}},
        {{ChainProblem::Overflow, 2, {}},
         {transaction(1, transfer(2, {}), most), transaction(1, transfer(2, {}), most)}},
        {{ChainProblem::WrongNetwork, 0, {}}, {foreign}},
        {{ChainProblem::WrongNetwork, 0, {}}, {transaction(1, wrapped)}},
        {{ChainProblem::NotInABlock, 1, {}},
         {fine, transaction(1, signature_for(wrap(2, transfer(3, {}))))}}};
    for (const auto& [error, transactions] : cases) {
        Register known = with_mosaics();
        const auto before = known.bytes();
        const auto moves = known.apply(block(kHeight, transactions));
        ASSERT_FALSE(moves.has_value()) << speak(error);
        EXPECT_EQ(moves.error(), error) << speak(moves.error());
        EXPECT_EQ(known.bytes(), before) << speak(error);
        EXPECT_FALSE(to_phrase(moves.error()).ja.empty());
    }
}

TEST(NemMovements, BlocksComeOneByOneAndOfOneNetwork) {
    Register known{nem::kMainnet};
    good(known.apply(block(kHeight, {})));
    for (const std::uint64_t height : {kHeight.value, kHeight.value + 2, std::uint64_t{1}}) {
        const auto moves = known.apply(block({height}, {}));
        ASSERT_FALSE(moves.has_value()) << height;
        EXPECT_EQ(moves.error().problem, ChainProblem::NotNext) << speak(moves.error());
    }
    nem::Block foreign = block({kHeight.value + 1}, {});
    foreign.network = nem::kMijin;
    const auto moves = known.apply(foreign);
    ASSERT_FALSE(moves.has_value());
    EXPECT_EQ(moves.error().problem, ChainProblem::WrongNetwork);
    EXPECT_EQ(known.height(), kHeight);
    EXPECT_EQ(known.network(), nem::kMainnet);
}

TEST(NemMovements, ADefinitionThatNisWouldNotReadIsNotLearnt) {
    Register known{nem::kMainnet};
    EXPECT_FALSE(known.learn(definition(1, kToken, {7, 1})).has_value());
    EXPECT_FALSE(known.learn(definition(1, kToken, {6, 9'000'000'001})).has_value());
    State state{nem::kMainnet};
    EXPECT_FALSE(state.learn(definition(1, kToken, {6, 1}), 9'000'000'001, kHeight).has_value());
}

TEST(NemMovements, UndoTakesBackTheNewestAndForgetsTheOldest) {
    Register known = with_mosaics();
    std::vector<std::vector<std::uint8_t>> states{known.bytes()};
    for (std::uint64_t i = 0; i < 5; ++i) {
        const auto part = std::string{static_cast<char>('a' + i)};
        good(known.apply(block({kHeight.value + i}, {transaction(1, provision(part))})));
        states.push_back(known.bytes());
    }
    known.forget(3);
    for (std::size_t back = 4; back >= 2; --back) {
        EXPECT_TRUE(known.undo());
        EXPECT_EQ(known.bytes(), states[back]) << back;
    }
    EXPECT_FALSE(known.undo()) << "forgotten";
    EXPECT_EQ(known.bytes(), states[2]);
}

}  // namespace

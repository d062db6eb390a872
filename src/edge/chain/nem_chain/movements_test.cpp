#include <algorithm>

#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

const nem::MosaicId kXemId{"nem", "xem"};
const nem::MosaicId kToken{"alice", "token"};
const nem::MosaicId kOther{"alice", "other"};

Register with_mosaics(std::optional<nem::Levy> levy = std::nullopt) {
    Register known{nem::kMainnet};
    good(known.learn(definition(1, kToken, {}, std::move(levy))));
    good(known.learn(definition(1, kOther)));
    return known;
}

BlockMoves moves_of(Register known, std::vector<nem::SignedTransaction> transactions) {
    return good(known.apply(block(kHeight, std::move(transactions))));
}
ChainError error_of(Register known, std::vector<nem::SignedTransaction> transactions) {
    const auto moves = known.apply(block(kHeight, std::move(transactions)));
    EXPECT_FALSE(moves.has_value());
    return moves ? ChainError{} : moves.error();
}

Movement row(std::uint8_t from, std::uint8_t to, money::Amount amount, money::Amount fee,
             MovementKind kind = MovementKind::Transfer) {
    return {address(from), address(to), amount, fee, kind, 0};
}
Movement fee_row(std::uint8_t from, money::Amount fee) {
    return {address(from), std::nullopt, {}, fee, MovementKind::Fee, 0};
}
Movement harvest_row(money::Amount amount, std::uint8_t to = kHarvester) {
    return {std::nullopt, address(to), amount, {}, MovementKind::Harvest, 1};
}
MosaicMovement mosaic_row(std::uint8_t from, std::uint8_t to, const nem::MosaicId& id,
                          std::uint64_t quantity) {
    return {address(from), address(to), id, atoms(quantity), 0, false};
}

TEST(NemMovements, ATransferIsOneRowWithItsFee) {
    for (const auto amount : {atoms(0), xem(7)}) {
        EXPECT_EQ(moves_of(Register{nem::kMainnet}, {transaction(1, transfer(2, amount))}).xem,
                  (std::vector{row(1, 2, amount, xem(1)), harvest_row(xem(1))}));
        EXPECT_EQ(moves_of(Register{nem::kMainnet}, {transaction(1, transfer(2, amount, {}))}).xem,
                  (std::vector{row(1, 2, amount, xem(1)), harvest_row(xem(1))}));
    }
}

TEST(NemMovements, AmountMultipliesOnceAMosaicIsAttached) {
    struct Case {
        const char* name;
        money::Amount amount;
        std::vector<nem::Mosaic> mosaics;
        money::Amount moved;
        std::vector<MosaicMovement> rows;
    };
    const Case cases[] = {
        {"a tag moves no XEM", xem(1), {{kToken, atoms(1)}}, {}, {mosaic_row(1, 2, kToken, 1)}},
        {"XEM as a mosaic", xem(3), {{kXemId, atoms(5)}}, atoms(15), {}},
        {"a fraction, rounded down", atoms(1'500'000), {{kXemId, atoms(3)}}, atoms(4), {}},
        {"a product of 73 bits",
         xem(8'999'999'999),
         {{kXemId, atoms(1'000'000)}},
         atoms(8'999'999'999'000'000),
         {}},
        {"both",
         xem(2),
         {{kToken, atoms(5)}, {kXemId, atoms(7)}},
         atoms(14),
         {mosaic_row(1, 2, kToken, 10)}}};
    for (const auto& [name, amount, mosaics, moved, rows] : cases) {
        const auto moves = moves_of(with_mosaics(), {transaction(1, transfer(2, amount, mosaics))});
        EXPECT_EQ(moves.xem, (std::vector{row(1, 2, moved, xem(1)), harvest_row(xem(1))})) << name;
        EXPECT_EQ(moves.mosaics, rows) << name;
    }
}

TEST(NemMovements, LeviesGoFromTheSenderToAThird) {
    using Type = nem::Levy::Type;
    struct Case {
        const char* name;
        nem::Levy levy;
        std::uint64_t quantity;
        std::optional<std::uint64_t> due;  // in XEM, else in the other mosaic
        bool in_xem;
    };
    const Case cases[] = {
        {"absolute", {Type::Absolute, address(9), kXemId, atoms(77)}, 500, 77, true},
        {"percentile", {Type::Percentile, address(9), kXemId, atoms(250)}, 999, 24, true},
        {"rounded down to none", {Type::Percentile, address(9), kXemId, atoms(1)}, 9'999, {}, true},
        {"none", {Type::Absolute, address(9), kXemId, {}}, 500, {}, true},
        {"in another mosaic", {Type::Absolute, address(9), kOther, atoms(3)}, 500, 3, false},
        {"the product wraps as Java's does",
         {Type::Percentile, address(9), kXemId, atoms(1ULL << 62U)},
         6,
         {},
         true}};
    for (const auto& [name, levy, quantity, due, in_xem] : cases) {
        const nem::Transfer body = transfer(2, xem(1), {{kToken, atoms(quantity)}});
        if (std::string_view{name}.starts_with("the product")) {
            // 6 * 2^62 leaves 2^63, which is negative in Java.
            EXPECT_EQ(error_of(with_mosaics(levy), {transaction(1, body)}).problem,
                      ChainProblem::Overflow);
            continue;
        }
        const auto moves = moves_of(with_mosaics(levy), {transaction(1, body)});
        std::vector<Movement> rows{row(1, 2, {}, xem(1)), harvest_row(xem(1))};
        std::vector<MosaicMovement> mosaics{mosaic_row(1, 2, kToken, quantity)};
        if (due && in_xem) {
            rows.insert(rows.begin() + 1, row(1, 9, atoms(*due), xem(1), MovementKind::Levy));
            rows.front().fee = {};  // the fee comes after all that the transaction sends
        }
        if (due && !in_xem) { mosaics.push_back(mosaic_row(1, 9, kOther, *due)); }
        EXPECT_EQ(moves.xem, rows) << name;
        EXPECT_EQ(moves.mosaics, mosaics) << name;
    }
}

TEST(NemMovements, RentalAndCreationFeesGoToTheSinks) {
    const auto rental = moves_of(Register{nem::kMainnet}, {transaction(1, provision("alice"))});
    EXPECT_EQ(rental.xem, (std::vector{Movement{address(1), rental_sink(nem::kMainnet), xem(100),
                                                xem(1), MovementKind::Rental, 0},
                                       harvest_row(xem(1))}));
    const auto made = moves_of(Register{nem::kMainnet},
                               {transaction(1, creation(definition(1, kToken, {2, 50})))});
    EXPECT_EQ(made.xem, (std::vector{Movement{address(1), creation_sink(nem::kMainnet), xem(10),
                                              xem(1), MovementKind::MosaicCreation, 0},
                                     harvest_row(xem(1))}));
    EXPECT_EQ(
        made.mosaics,
        (std::vector{MosaicMovement{std::nullopt, address(1), kToken, atoms(5'000), 0, false}}));
}

TEST(NemMovements, TheRestPaysItsFeeAlone) {
    using Supply = nem::MosaicSupplyChange;
    const nem::ImportanceTransfer link{nem::ImportanceTransfer::Mode::Activate, key(3)};
    for (const nem::Body& body : {nem::Body{link}, nem::Body{modification({2, 3}, {}, 1)},
                                  nem::Body{Supply{kToken, Supply::Type::Create, 4}}}) {
        EXPECT_EQ(moves_of(with_mosaics(), {transaction(1, body)}).xem,
                  (std::vector{fee_row(1, xem(1)), harvest_row(xem(1))}));
    }
    EXPECT_EQ(moves_of(with_mosaics(), {transaction(1, link, {})}).xem, std::vector<Movement>{});
    EXPECT_EQ(
        moves_of(with_mosaics(), {transaction(1, Supply{kToken, Supply::Type::Delete, 4})}).mosaics,
        (std::vector{MosaicMovement{address(1), std::nullopt, kToken, atoms(4), 0, false}}));
}

TEST(NemMovements, TheMultisigAccountPaysForAll) {
    nem::Multisig multisig = wrap(5, transfer(2, xem(40)), {}, xem(2));
    for (std::uint8_t cosigner = 11; cosigner < 15; ++cosigner) {
        multisig.cosignatures.push_back(cosignature(cosigner, multisig, xem(cosigner)));
    }
    const auto rows = moves_of(Register{nem::kMainnet}, {transaction(10, multisig, xem(3))}).xem;
    ASSERT_EQ(rows.size(), 7U);
    std::vector<std::pair<nem::Address, money::Amount>> by_address;
    for (std::uint8_t cosigner = 11; cosigner < 15; ++cosigner) {
        by_address.emplace_back(address(cosigner), xem(cosigner));
    }
    std::ranges::sort(by_address);
    for (std::size_t i = 0; i < by_address.size(); ++i) {
        EXPECT_EQ(rows[i], fee_row(5, by_address[i].second)) << i;
    }
    EXPECT_EQ(rows[4], row(5, 2, xem(40), xem(2)));
    EXPECT_EQ(rows[5], fee_row(5, xem(3)));
    EXPECT_EQ(rows[6], harvest_row(xem(11 + 12 + 13 + 14 + 2 + 3)));
}

TEST(NemMovements, AnActiveRemoteHarvestsForItsOwner) {
    Register known{nem::kMainnet};
    const auto link = [](nem::ImportanceTransfer::Mode mode) {
        return transaction(1, nem::ImportanceTransfer{mode, key(3)}, {});
    };
    const auto earner = [&](std::uint64_t height) {
        const auto rows =
            good(known.apply(block({height}, {transaction(4, transfer(2, xem(1)))}, 3))).xem;
        return rows.empty() ? std::nullopt : rows.back().to;
    };
    const std::uint64_t linked = kHeight.value;
    good(known.apply(block({linked}, {link(nem::ImportanceTransfer::Mode::Activate)})));
    for (std::uint64_t height = linked + 1; height <= linked + 400; ++height) {
        EXPECT_EQ(earner(height), address(height < linked + 360 ? 3 : 1)) << height - linked;
    }
    const std::uint64_t unlinked = linked + 401;
    good(known.apply(block({unlinked}, {link(nem::ImportanceTransfer::Mode::Deactivate)})));
    for (std::uint64_t height = unlinked + 1; height <= unlinked + 400; ++height) {
        EXPECT_EQ(earner(height), address(height < unlinked + 360 ? 1 : 3)) << height - unlinked;
    }
}

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

TEST(NemMovements, KindsHaveNames) {
    EXPECT_EQ(to_string(MovementKind::Transfer), "transfer");
    EXPECT_EQ(to_string(MovementKind::Levy), "levy");
    EXPECT_EQ(to_string(MovementKind::Rental), "rental");
    EXPECT_EQ(to_string(MovementKind::MosaicCreation), "mosaic-creation");
    EXPECT_EQ(to_string(MovementKind::Fee), "fee");
    EXPECT_EQ(to_string(MovementKind::Harvest), "harvest");
}

}  // namespace

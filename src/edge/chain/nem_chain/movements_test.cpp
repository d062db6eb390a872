#include <algorithm>

#include "movements_testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

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

TEST(NemMovements, KindsHaveNames) {
    EXPECT_EQ(to_string(MovementKind::Transfer), "transfer");
    EXPECT_EQ(to_string(MovementKind::Levy), "levy");
    EXPECT_EQ(to_string(MovementKind::Rental), "rental");
    EXPECT_EQ(to_string(MovementKind::MosaicCreation), "mosaic-creation");
    EXPECT_EQ(to_string(MovementKind::Fee), "fee");
    EXPECT_EQ(to_string(MovementKind::Harvest), "harvest");
}

}  // namespace

#include <cmath>

#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

MosaicFacts one_mosaic(std::uint8_t divisibility, std::uint64_t supply) {
    return [=](const nem::MosaicId&) { return MosaicSize{divisibility, supply}; };
}
money::Amount fee_of(const nem::Body& body, const MosaicFacts& facts = one_mosaic(0, 1)) {
    return good(minimum_fee(nem::Transaction{header(1), body}, facts));
}
const nem::MosaicId kId{"alice", "token"};

TEST(NemFees, OfTransfersByAmount) {
    struct Case {
        std::uint64_t micro_xem, fee;
    };
    const Case cases[] = {{0, 50'000},
                          {9'999'999'999, 50'000},
                          {19'999'999'999, 50'000},
                          {20'000'000'000, 100'000},
                          {45'000'000'000, 200'000},
                          {249'999'000'000, 1'200'000},
                          {250'000'000'000, 1'250'000},
                          {8'999'999'999'000'000, 1'250'000}};
    for (const auto& [amount, fee] : cases) {
        EXPECT_EQ(fee_of(transfer(2, atoms(amount))), atoms(fee)) << amount;
        EXPECT_EQ(fee_of(transfer(2, atoms(amount), {})), atoms(fee)) << amount;
    }
}

TEST(NemFees, OfMessagesByLength) {
    struct Case {
        std::size_t bytes;
        std::uint64_t fee;
    };
    const Case cases[] = {
        {0, 50'000}, {1, 100'000}, {31, 100'000}, {32, 150'000}, {1'024, 1'700'000}};
    for (const auto& [bytes, fee] : cases) {
        nem::Transfer body = transfer(2, {});
        body.message = message(bytes);
        EXPECT_EQ(fee_of(body), atoms(fee)) << bytes;
    }
}

TEST(NemFees, OfMosaicsByTheirShareOfTheSupply) {
    struct Case {
        const char* name;
        std::uint8_t divisibility;
        std::uint64_t supply, quantity, amount, fee;
    };
    const Case cases[] = {
        {"small supply, whatever is sent", 0, 10'000, 10'000, kXem, 50'000},
        {"one of 9 million", 0, 9'000'000, 1, kXem, 50'000},
        {"one of 10,001", 0, 10'001, 1, kXem, 150'000},
        {"all of a million", 0, 1'000'000, 1'000'000, kXem, 350'000},
        {"all of 9 million at three places", 3, 9'000'000, 9'000'000'000, kXem, 700'000},
        {"twice a half of a million", 0, 1'000'000, 500'000, 2 * kXem, 350'000},
        {"no supply", 3, 0, 1, kXem, 50'000},
        {"more than exists", 0, 1'000'000, ~0ULL >> 1U, ~0ULL >> 1U, 350'000}};
    for (const auto& [name, divisibility, supply, quantity, amount, fee] : cases) {
        EXPECT_EQ(fee_of(transfer(2, atoms(amount), {{kId, atoms(quantity)}}),
                         one_mosaic(divisibility, supply)),
                  atoms(fee))
            << name;
    }
}

TEST(NemFees, XemAsAMosaicCostsWhatXemCosts) {
    const nem::MosaicId xem_as_mosaic{"nem", "xem"};
    const MosaicFacts nobody_asks = [](const nem::MosaicId&) -> std::optional<MosaicSize> {
        ADD_FAILURE() << "nem:xem is known";
        return std::nullopt;
    };
    for (const std::uint64_t whole : {0U, 1U, 45'000U, 249'999U, 250'000U}) {
        EXPECT_EQ(fee_of(transfer(2, xem(1), {{xem_as_mosaic, xem(whole)}}), nobody_asks),
                  fee_of(transfer(2, xem(whole))))
            << whole;
    }
}

TEST(NemFees, OfEverythingElse) {
    const nem::MosaicSupplyChange change{kId, nem::MosaicSupplyChange::Type::Create, 1};
    const nem::ImportanceTransfer link{nem::ImportanceTransfer::Mode::Activate, key(3)};
    EXPECT_EQ(fee_of(change), atoms(150'000));
    EXPECT_EQ(fee_of(link), atoms(150'000));
    EXPECT_EQ(fee_of(provision("a")), atoms(150'000));
    EXPECT_EQ(fee_of(creation(definition(1, kId))), atoms(150'000));
    EXPECT_EQ(fee_of(modification({2, 3, 4}, {}, 2)), atoms(500'000));
    EXPECT_EQ(fee_of(wrap(2, transfer(3, xem(1'000'000)))), atoms(150'000));
    EXPECT_EQ(fee_of(signature_for(wrap(2, transfer(3, {})))), kCosignatureFeeMin);
    const nem::InnerTransaction inner{header(1), modification({2}, {}, 1)};
    EXPECT_EQ(good(minimum_fee(inner, one_mosaic(0, 1))), atoms(500'000));
}

TEST(NemFees, AnUnknownMosaicHasNone) {
    const MosaicFacts none = [](const nem::MosaicId&) { return std::optional<MosaicSize>{}; };
    const nem::Transaction sent{header(1), transfer(2, xem(1), {{kId, atoms(1)}})};
    const auto fee = minimum_fee(sent, none);
    ASSERT_FALSE(fee.has_value());
    EXPECT_EQ(fee.error(), (ChainError{ChainProblem::UnknownMosaic, 0, kId}));
}

/// What Java computes: `(long)(0.8 * Math.log(9_000_000_000_000_000L / quantity))`.
std::uint64_t adjustment_in_doubles(std::uint64_t quantity) {
    const std::uint64_t whole = 9'000'000'000'000'000 / quantity;
    return static_cast<std::uint64_t>(0.8 * std::log(static_cast<double>(whole)));
}
/// The one in integers, seen from outside: what a quarter of the supply costs less than XEM would.
std::uint64_t adjustment_seen(std::uint64_t quantity) {
    const auto fee = fee_of(transfer(2, xem(1), {{kId, atoms(quantity)}}), one_mosaic(0, quantity));
    return 25 - fee.atoms() / 50'000;
}

TEST(NemFees, TheLogarithmInIntegersIsJavas) {
    std::uint64_t tried = 0;
    const auto agree = [&](std::uint64_t quantity) {
        if (quantity <= 10'000 || quantity > 9'000'000'000'000'000) { return; }
        const auto java = adjustment_in_doubles(quantity);
        if (java > 24) { return; }  // the fee is one unit then, whatever it is
        EXPECT_EQ(adjustment_seen(quantity), java) << quantity;
        ++tried;
    };
    // Around every place where it changes, and all over the range.
    for (int step = 1; step <= 29; ++step) {
        const auto at = static_cast<std::uint64_t>(9e15 / std::exp(1.25 * step));
        for (std::uint64_t near = at < 50 ? 0 : at - 50; near < at + 50; ++near) { agree(near); }
    }
    for (std::uint64_t quantity = 10'001; quantity < 9'000'000'000'000'000;
         quantity += quantity / 97) {
        agree(quantity);
    }
    EXPECT_GT(tried, 4'000U);
}

TEST(NemFees, SinksOfAllNetworks) {
    const auto text = [](const nem::Address& address) { return std::string{address.text()}; };
    EXPECT_EQ(text(rental_sink(nem::kMainnet)), "NAMESPACEWH4MKFMBCVFERDPOOP4FK7MTBXDPZZA");
    EXPECT_EQ(text(rental_sink(nem::kTestnet)), "TAMESPACEWH4MKFMBCVFERDPOOP4FK7MTDJEYP35");
    EXPECT_EQ(text(rental_sink(nem::kMijin)), "MAMESPACEWH4MKFMBCVFERDPOOP4FK7MTCZTG5E7");
    EXPECT_EQ(text(creation_sink(nem::kMainnet)), "NBMOSAICOD4F54EE5CDMR23CCBGOAM2XSIUX6TRS");
    EXPECT_EQ(text(creation_sink(nem::kTestnet)), "TBMOSAICOD4F54EE5CDMR23CCBGOAM2XSJBR5OLC");
    EXPECT_EQ(text(creation_sink(nem::kMijin)), "MBMOSAICOD4F54EE5CDMR23CCBGOAM2XSKYHTOJD");
}

}  // namespace

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <money/money.hpp>

namespace {

using money::Amount;
using money::DecimalError;
using money::MoneyError;
using money::Price;

constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
constexpr money::Total kTotalMax = std::numeric_limits<money::Total>::max();
constexpr auto atoms = Amount::from_atoms;

TEST(Money, AddsExactlyOrRefuses) {
    EXPECT_TRUE(money::add(atoms(0), atoms(0)) == atoms(0));
    EXPECT_TRUE(money::add(atoms(kMax - 1), atoms(1)) == atoms(kMax));
    EXPECT_TRUE(money::add(atoms(kMax), atoms(1)) == std::unexpected(MoneyError::Overflow));
}

TEST(Money, SubtractsExactlyOrRefuses) {
    EXPECT_TRUE(money::subtract(atoms(kMax), atoms(kMax)) == atoms(0));
    EXPECT_TRUE(money::subtract(atoms(5), atoms(2)) == atoms(3));
    EXPECT_TRUE(money::subtract(atoms(2), atoms(3)) == std::unexpected(MoneyError::Negative));
}

TEST(Money, SharesRoundDownAndFitWhateverTheSizes) {
    static_assert(money::share_floor(10, 1, 3) == 3);
    EXPECT_EQ(money::share_floor(kMax, kMax, kMax), kMax);
    EXPECT_EQ(money::share_floor(kMax, kMax - 1, kMax), kMax - 1);
    EXPECT_EQ(money::share_floor(kMax, 0, kMax), 0U);
    EXPECT_TRUE(
        rc::check("one machine division gives what 128 bits give", [](std::uint64_t amount) {
            const auto whole = *rc::gen::inRange<std::uint64_t>(1, kMax);
            const auto part = *rc::gen::inRange<std::uint64_t>(0, whole);
            RC_ASSERT(money::share_floor(amount, part, whole) == base::Wide{amount} * part / whole);
        }));
}

TEST(Decimal, ReadsWholeUnitsAsAtoms) {
    struct Case {
        std::string_view text;
        int divisibility;
        std::expected<Amount, DecimalError> amount;
    };
    const auto no = [](DecimalError error) { return std::unexpected(error); };
    const Case cases[] = {
        {"0", 6, atoms(0)},
        {"526300010", 6, atoms(526'300'010'000'000)},
        {"100000000.5", 6, atoms(100'000'000'500'000)},
        {"0.05", 6, atoms(50'000)},
        {"0.000001", 6, atoms(1)},
        {"1.000000", 6, atoms(1'000'000)},
        {"007", 0, atoms(7)},
        {"000000000000000000000000000000000000000001", 0, atoms(1)},
        {"18446744073709551615", 0, atoms(kMax)},
        {"18446744073709.551615", 6, atoms(kMax)},
        {"18.446744073709551615", 18, atoms(kMax)},
        {"", 6, no(DecimalError::Empty)},
        {".", 6, no(DecimalError::NotANumber)},
        {"5.", 6, no(DecimalError::NotANumber)},
        {".5", 6, no(DecimalError::NotANumber)},
        {"1.2.3", 6, no(DecimalError::NotANumber)},
        {"+1", 6, no(DecimalError::NotANumber)},
        {"1e6", 6, no(DecimalError::NotANumber)},
        {"1E6", 6, no(DecimalError::NotANumber)},
        {"1,000", 6, no(DecimalError::NotANumber)},
        {" 1", 6, no(DecimalError::NotANumber)},
        {"1 ", 6, no(DecimalError::NotANumber)},
        {"0x10", 6, no(DecimalError::NotANumber)},
        {"１", 6, no(DecimalError::NotANumber)},
        {"nan", 6, no(DecimalError::NotANumber)},
        {"-", 6, no(DecimalError::NotANumber)},
        {"--1", 6, no(DecimalError::NotANumber)},
        {"-1e6", 6, no(DecimalError::NotANumber)},
        {"-1", 6, no(DecimalError::Negative)},
        {"-0", 6, no(DecimalError::Negative)},
        {"-0.05", 6, no(DecimalError::Negative)},
        {"0.0000001", 6, no(DecimalError::TooManyPlaces)},
        {"1.0000000", 6, no(DecimalError::TooManyPlaces)},
        {"1.0", 0, no(DecimalError::TooManyPlaces)},
        {"18446744073709551616", 0, no(DecimalError::TooLarge)},
        {"18446744073709.551616", 6, no(DecimalError::TooLarge)},
        {"18446744073710", 6, no(DecimalError::TooLarge)},
        {"19", 18, no(DecimalError::TooLarge)},
        {"99999999999999999999999999999999999999999", 0, no(DecimalError::TooLarge)},
    };
    for (const auto& [text, divisibility, amount] : cases) {
        EXPECT_TRUE(money::parse_decimal(text, divisibility) == amount)
            << '"' << text << "\" at " << divisibility;
    }
}

TEST(Decimal, AtomsAreWholeNumbers) {
    EXPECT_TRUE(money::parse_atoms("18446744073709551615") == atoms(kMax));
    EXPECT_TRUE(money::parse_atoms("") == std::unexpected(DecimalError::Empty));
    EXPECT_TRUE(money::parse_atoms("1.0") == std::unexpected(DecimalError::NotANumber));
    EXPECT_TRUE(money::parse_atoms("-1") == std::unexpected(DecimalError::Negative));
    EXPECT_TRUE(money::parse_atoms("18446744073709551616") ==
                std::unexpected(DecimalError::TooLarge));
}

TEST(Decimal, PrintsForMachinesAndForPeople) {
    struct Case {
        money::Total atoms;
        int divisibility;
        std::string_view decimal, grouped;
    };
    const Case cases[] = {
        {0, 6, "0", "0.000000"},
        {0, 0, "0", "0"},
        {50'000, 6, "0.05", "0.050000"},
        {526'300'010'000'000, 6, "526300010", "526,300,010.000000"},
        {999, 0, "999", "999"},
        {1'000, 0, "1000", "1,000"},
        {123'456, 0, "123456", "123,456"},
        {1'234'567, 3, "1234.567", "1,234.567"},
        {1, 18, "0.000000000000000001", "0.000000000000000001"},
        {kTotalMax, 0, "340282366920938463463374607431768211455",
         "340,282,366,920,938,463,463,374,607,431,768,211,455"},
        {kTotalMax, 18, "340282366920938463463.374607431768211455",
         "340,282,366,920,938,463,463.374607431768211455"},
    };
    for (const auto& [amount, divisibility, decimal, grouped] : cases) {
        EXPECT_EQ(money::to_decimal(amount, divisibility), decimal);
        EXPECT_EQ(money::to_grouped(amount, divisibility), grouped);
    }
    EXPECT_EQ(money::to_atoms_text(kTotalMax), "340282366920938463463374607431768211455");
}

TEST(Decimal, WhatIsPrintedReadsBack) {
    EXPECT_TRUE(rc::check("both forms give the atoms again", [](std::uint64_t amount) {
        const int divisibility = *rc::gen::inRange(0, money::kDivisibilityMax + 1);
        const auto decimal = money::to_decimal(amount, divisibility);
        RC_ASSERT((money::parse_decimal(decimal, divisibility) == atoms(amount)));
        auto grouped = money::to_grouped(amount, divisibility);
        std::erase(grouped, ',');
        RC_ASSERT((money::parse_decimal(grouped, divisibility) == atoms(amount)));
        RC_ASSERT((money::parse_atoms(money::to_atoms_text(amount)) == atoms(amount)));
    }));
}

TEST(Decimal, AnAssetHasZeroToEighteenPlaces) {
    EXPECT_DEATH(std::ignore = money::parse_decimal("1", 19), "0 to 18 decimal places");
    EXPECT_DEATH(std::ignore = money::to_decimal(1, -1), "0 to 18 decimal places");
}

TEST(Price, KeepsThePlacesItWasStatedWith) {
    EXPECT_TRUE(money::parse_price("88.549") == (Price{88'549, 3}));
    EXPECT_TRUE(money::parse_price("110") == (Price{110, 0}));
    EXPECT_TRUE(money::parse_price("0.50") == (Price{50, 2}));
    EXPECT_TRUE(money::parse_price("") == std::unexpected(DecimalError::Empty));
    EXPECT_TRUE(money::parse_price("88,5") == std::unexpected(DecimalError::NotANumber));
    EXPECT_TRUE(money::parse_price("-1.5") == std::unexpected(DecimalError::Negative));
    EXPECT_TRUE(money::parse_price("0.0000000000000000001") ==
                std::unexpected(DecimalError::TooManyPlaces));
    EXPECT_TRUE(money::parse_price("18446744073709551616") ==
                std::unexpected(DecimalError::TooLarge));
}

TEST(Price, ValuesRoundDownToWholeUnits) {
    EXPECT_EQ(money::value_floor(526'300'010'000'000, 6, {88'549, 3}), 46'603'339'585U);
    EXPECT_EQ(money::value_floor(0, 6, {88'549, 3}), 0U);
    EXPECT_EQ(money::value_floor(11'293, 6, {88'549, 3}), 0U);  // 0.99998...
    EXPECT_EQ(money::value_floor(11'294, 6, {88'549, 3}), 1U);  // 1.00007...
    EXPECT_EQ(money::value_floor(7, 0, {3, 0}), 21U);
    // The product has 192 bits.
    EXPECT_EQ(money::to_atoms_text(money::value_floor(kTotalMax, 18, {kMax, 18})),
              "6277101735386680763495");
}

TEST(Price, ValuesBeyondTheTypeStopAtItsGreatest) {
    EXPECT_TRUE(money::value_floor(kTotalMax, 0, {1, 0}) == kTotalMax);
    EXPECT_TRUE(money::value_floor(kTotalMax, 0, {2, 0}) == kTotalMax);
    EXPECT_TRUE(money::value_floor(kTotalMax / 3 + 1, 0, {3, 0}) == kTotalMax);
}

TEST(Price, ValuesAreExactWhereThePlainProductFits) {
    EXPECT_TRUE(
        rc::check("value_floor is floor(atoms * price / 10^(d + p))", [](std::uint64_t amount) {
            const int divisibility = *rc::gen::inRange(0, 19);
            const Price price{*rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange(0, 19)};
            base::Wide divisor = 1;
            for (int i = 0; i < divisibility + price.places; ++i) { divisor *= 10; }
            RC_ASSERT(money::value_floor(amount, divisibility, price) ==
                      base::Wide{amount} * price.value / divisor);
        }));
}

}  // namespace

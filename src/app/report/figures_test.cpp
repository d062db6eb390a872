#include "figures.hpp"

#include <gtest/gtest.h>

namespace report {
namespace {

using base::Language;

TEST(Figures, LeaveOutNeedlessZeros) {
    EXPECT_EQ(trimmed(526'300'010'000'000U, 6), "526,300,010");
    EXPECT_EQ(trimmed(11'950'000U, 6), "11.95");
    EXPECT_EQ(trimmed(0, 6), "0");
    EXPECT_EQ(trimmed(1'000, 0), "1,000");
}

TEST(Figures, KeepAllPlacesInColumns) {
    EXPECT_EQ(aligned(11'950'000U, 6).html(),
              "<span class=\"figure\">11<span class=\"places\">.950000</span></span>");
    EXPECT_EQ(aligned(7, 0).html(), "<span class=\"figure\">7</span>");
}

TEST(Figures, SayHowLargeInTheReadersUnits) {
    struct Case {
        std::uint64_t units;
        const char* en;
        const char* ja;
    };
    const Case cases[] = {{0, "", ""},
                          {9'999, "", ""},
                          {60'000, "", "6万"},
                          {999'999, "1 million", "100万"},
                          {1'000'000, "1 million", "100万"},
                          {526'300'010, "526.3 million", "5億2,630万"},
                          {999'960'000, "1 billion", "9億9,996万"},
                          {999'999'999, "1 billion", "10億"},
                          {46'603'339'585, "46.6 billion", "466億"},
                          {57'999'840'002, "58 billion", "580億"},
                          {1'234'500'000'000, "1.2 trillion", "1兆2,345億"}};
    for (const auto& [units, en, ja] : cases) {
        EXPECT_EQ(rough(units, Language::En), en) << units;
        EXPECT_EQ(rough(units, Language::Ja), ja) << units;
    }
}

TEST(Figures, GroupOnlyPlainNumbersOfDocuments) {
    EXPECT_EQ(grouped_if_number("46000000000"), "46,000,000,000");
    EXPECT_EQ(grouped_if_number("46603339585.490"), "46,603,339,585.490");
    for (const char* const as_is :
         {"", "2018", "88.549 JPY", "≈ 260,000", "12345.", "fn12345", "."}) {
        EXPECT_EQ(grouped_if_number(as_is), as_is);
    }
}

}  // namespace
}  // namespace report

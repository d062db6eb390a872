#include <gtest/gtest.h>

#include <base/base.hpp>

namespace {

TEST(Invariant, StopsTheProcessAndSaysWhatBroke) {
    base::invariant(true, "holds");
    EXPECT_DEATH(base::invariant(false, "books close"), "invariant broken: books close");
}

TEST(Phrase, SaysTheSameInBothLanguages) {
    const auto phrase = base::phrase("{} of {}", "{1} のうち {0}", 2, "three");
    EXPECT_EQ(base::pick(phrase, base::Language::En), "2 of three");
    EXPECT_EQ(base::pick(phrase, base::Language::Ja), "three のうち 2");
}

TEST(Hex, WritesLowerCaseAndReadsBoth) {
    const std::vector<std::uint8_t> bytes{0x00, 0x7f, 0xAB, 0xff};
    EXPECT_EQ(base::to_hex(bytes), "007fabff");
    EXPECT_EQ(base::parse_hex("007fabff"), bytes);
    EXPECT_EQ(base::parse_hex("007FABFF"), bytes);
    EXPECT_EQ(base::parse_hex(""), std::vector<std::uint8_t>{});
}

TEST(Hex, RefusesWhatIsNotHex) {
    for (const std::string_view text : {"0", "0g", "g0", "0x00", " 00", "00\n", "é"}) {
        EXPECT_FALSE(base::parse_hex(text)) << text;
    }
}

TEST(Hex, EveryByteComesBack) {
    std::vector<std::uint8_t> bytes(256);
    for (std::size_t i = 0; i < bytes.size(); ++i) { bytes[i] = static_cast<std::uint8_t>(i); }
    EXPECT_EQ(base::parse_hex(base::to_hex(bytes)), bytes);
}

}  // namespace

#include <gtest/gtest.h>

#include <base/base.hpp>
#include <random>

namespace {

using namespace std::string_view_literals;

TEST(Utf8, FindsTheFirstByteThatIsNotUtf8) {
    struct Case {
        const char* name;
        std::string_view text;
        std::optional<std::size_t> invalid;
    };
    const Case cases[] = {
        {"empty", "", std::nullopt},
        {"ASCII, a word and a rest", "0123456789ab", std::nullopt},
        {"NUL is a character", "\0"sv, std::nullopt},
        {"Japanese", "流出した仮想通貨 XEM", std::nullopt},
        {"two, three, four bytes", "é€𝄞", std::nullopt},
        {"least of each length", "\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80", std::nullopt},
        {"greatest", "\xf4\x8f\xbf\xbf", std::nullopt},
        {"past the greatest", "a\xf4\x90\x80\x80", 1},
        {"a lead that never is", "ab\xf5\x80\x80\x80", 2},
        {"overlong slash", "\xc0\xaf", 0},
        {"overlong in three", "\xe0\x9f\xbf", 0},
        {"overlong in four", "\xf0\x8f\xbf\xbf", 0},
        {"a surrogate", "01234567\xed\xa0\x80", 8},
        {"just below the surrogates", "\xed\x9f\xbf", std::nullopt},
        {"a continuation alone", "0123456789\x80", 10},
        {"cut off", "xyz\xe6\xb5", 3},
        {"Shift_JIS", "\x97\xac\x8fo", 0},
    };
    for (const auto& [name, text, invalid] : cases) {
        EXPECT_EQ(base::find_invalid_utf8(text), invalid) << name;
        EXPECT_EQ(base::is_utf8(text), !invalid) << name;
    }
}

TEST(Visible, ShowsWhatATerminalWouldObeyOrHide) {
    struct Case {
        std::string_view text, shown;
    };
    const Case cases[] = {
        {"plain, 流出", "plain, 流出"},
        {"\x1b[31mred", "\\u{001B}[31mred"},
        {"a\nb\tc\r", "a\\u{000A}b\\u{0009}c\\u{000D}"},
        {"\0"sv, "\\u{0000}"},
        {"\x7f", "\\u{007F}"},
        {"\xc2\x9b", "\\u{009B}"},
        {"abc\u202Egpj.exe", "abc\\u{202E}gpj.exe"},
        {"\u2066x\u2069\u200F\u061C", "\\u{2066}x\\u{2069}\\u{200F}\\u{061C}"},
        {"zero\u200Bwidth\uFEFF", "zero\\u{200B}width\\u{FEFF}"},
        {"line\u2028separator", "line\\u{2028}separator"},
        {"\U000E0041", "\\u{E0041}"},
        {"\xff\xe6\xb5", "\\x{FF}\\x{E6}\\x{B5}"},
    };
    for (const auto& [text, shown] : cases) { EXPECT_EQ(base::visible(text), shown); }
}

TEST(Visible, CutsLongTextBetweenCharacters) {
    EXPECT_EQ(base::visible("abcdef", 6), "abcdef");
    EXPECT_EQ(base::visible("abcdefg", 6), "abcdef…");
    EXPECT_EQ(base::visible("流出流出", 7), "流出…");
    EXPECT_EQ(base::visible("\x1b\x1b", 15), "\\u{001B}…");
    EXPECT_EQ(base::visible("x", 0), "…");
    EXPECT_EQ(base::visible(std::string(10'000, 'x')), std::string(256, 'x') + "…");
}

TEST(Visible, WhateverComesInIsTextForOneLine) {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        std::mt19937_64 random{seed};
        std::string text(random() % 60, '\0');
        for (char& letter : text) { letter = static_cast<char>(random() % 256); }
        const std::string shown = base::visible(text, 40);
        EXPECT_TRUE(base::is_utf8(shown)) << "seed " << seed;
        EXPECT_LE(shown.size(), 40 + "…"sv.size()) << "seed " << seed;
        EXPECT_EQ(base::visible(shown), shown) << "seed " << seed;
    }
}

}  // namespace

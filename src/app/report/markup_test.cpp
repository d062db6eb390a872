#include "markup.hpp"

#include <gtest/gtest.h>

#include <random>

namespace report {
namespace {

TEST(Markup, EscapesWhatWouldEndATextOrAnAttribute) {
    EXPECT_EQ(text("<a href='x' title=\"y\">&amp;</a>").html(),
              "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
    EXPECT_EQ(number(-12).html(), "-12");
    EXPECT_EQ((Markup{"<p>"} << text("<") << "</p>").html(), "<p>&lt;</p>");
}

TEST(Markup, SpellsOutWhatNobodySees) {
    EXPECT_EQ(outside("a\u202eb\u200bc").html(), "a\\u{202E}b\\u{200B}c");
    EXPECT_EQ(isolated("<\x01>").html(), "<bdi>&lt;\\u{0001}&gt;</bdi>");
    EXPECT_EQ(outside("\xff").html(), "\\x{FF}");
}

TEST(Markup, CutsLongNamesFromOutside) {
    const std::string shown = outside(std::string(10'000, 'x')).html();
    EXPECT_LT(shown.size(), 300U);
    EXPECT_TRUE(shown.ends_with("…"));
}

TEST(Markup, MakesAParagraphOfEachLine) {
    EXPECT_EQ(paragraphs("one\n\ntwo").html(), "<p><bdi>one</bdi></p>\n<p><bdi>two</bdi></p>\n");
    EXPECT_TRUE(paragraphs("").empty());
}

TEST(Markup, ShortensByWhatTheEyeMeasures) {
    struct Case {
        const char* text;
        std::size_t columns;
        const char* shown;
    };
    const Case cases[] = {{"short", 5, "short"},
                          {"longer", 5, "long…"},
                          {"転送先8", 7, "転送先8"},
                          {"転送先のアカウント", 7, "転送先…"},
                          {"転送先のアカウント", 8, "転送先…"},
                          {"NC4C6P…77OG", 11, "NC4C6P…77OG"},
                          {"x", 0, "…"}};
    for (const auto& [given, columns, shown] : cases) {
        EXPECT_EQ(shortened(given, columns), shown) << given;
    }
}

TEST(Markup, NeverLetsALabelOpenATag) {
    constexpr std::string_view kSigns = "<>&\"'=/ \xe2\x80\xae\xffscript";
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        std::mt19937_64 random{seed};
        std::string label;
        for (int i = 0; i < 40; ++i) { label += kSigns[random() % kSigns.size()]; }
        const std::string shown = outside(label).html();
        EXPECT_EQ(shown.find_first_of("<>\"'"), std::string::npos) << "seed " << seed;
        EXPECT_TRUE(base::is_utf8(shown)) << "seed " << seed;
    }
}

}  // namespace
}  // namespace report

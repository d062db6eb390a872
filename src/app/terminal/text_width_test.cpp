#include "text_width.hpp"

#include <gtest/gtest.h>

#include "grid.hpp"
#include "progress.hpp"

namespace app {
namespace {

TEST(TextWidth, CountsColumnsNotBytes) {
    EXPECT_EQ(columns_of("abc"), 3U);
    EXPECT_EQ(columns_of("流出額"), 6U);
    EXPECT_EQ(columns_of("e\u0301"), 1U);   // a combining accent
    EXPECT_EQ(columns_of("ハ\u309A"), 2U);  // a combining half-voiced mark
    EXPECT_EQ(columns_of("\xff\xfe"), 2U);  // broken bytes count one each
    EXPECT_EQ(columns_of("\xe3\x81"), 2U);
    EXPECT_EQ(columns_of(""), 0U);
}

TEST(TextWidth, PadsWideTextToTheSameColumn) {
    EXPECT_EQ(columns_of(pad_right("汚染", 10)), 10U);
    EXPECT_EQ(pad_left("汚染", 6), "  汚染");
    EXPECT_EQ(pad_right("too long", 3), "too long");
}

TEST(TextWidth, ShortensWithoutCuttingACharacter) {
    EXPECT_EQ(shorten_end("abcdef", 4), "abc…");
    EXPECT_EQ(shorten_end("転送先の口座", 6), "転送…");
    EXPECT_EQ(shorten_middle("NC4C6PSUW5CLTDT5SXAGJDQJ", 9), "NC4C…JDQJ");
    EXPECT_EQ(columns_of(shorten_middle("NC4C6PSUW5CLTDT5SXAGJDQJ", 9)), 9U);
    EXPECT_EQ(shorten_middle("short", 9), "short");
}

TEST(TextWidth, WrapsAtSpacesAndBetweenWideCharacters) {
    EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
    for (const auto& line :
         wrap("流出した資産を運んだ送金には、他の資産が混ざっていません。", 20)) {
        EXPECT_LE(columns_of(line), 22U);
        EXPECT_FALSE(line.starts_with("、"));
        EXPECT_FALSE(line.starts_with("。"));
    }
    EXPECT_EQ(wrap("", 10), std::vector<std::string>{""});
    EXPECT_EQ(wrap("unbreakable", 4), std::vector<std::string>{"unbreakable"});
}

TEST(Grid, AlignsColumnsWithWideCharacters) {
    Grid grid{{{"名称"}, {"額", Grid::Align::Right}}};
    grid.add({{"口座"}, {"1"}});
    grid.add({{"abc"}, {"1,000"}});
    EXPECT_EQ(grid.to_text({}), "名称     額\n口座      1\nabc   1,000\n");
}

TEST(Grid, ShortensTheColumnThatMayShrinkOnANarrowTerminal) {
    Grid grid{{{"account", Grid::Align::Left, Grid::Shrink::Middle}, {"x", Grid::Align::Right}}};
    grid.add({{"NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG"}, {"123"}});
    const auto text = grid.to_text({.columns = 30, .colour = false});
    EXPECT_NE(text.find("…"), std::string::npos);
    EXPECT_NE(text.find("123"), std::string::npos);
    EXPECT_EQ(columns_of(text.substr(text.find('\n') + 1)) - 1, 30U);
}

TEST(Grid, ColoursOnlyWhereThereIsColour) {
    Grid grid{{{"a"}}};
    grid.add({{"b", Tone::Bad}});
    EXPECT_EQ(grid.to_text({}).find('\x1b'), std::string::npos);
    EXPECT_NE(grid.to_text({.columns = 80, .colour = true}).find('\x1b'), std::string::npos);
}

TEST(ProgressBar, ShowsAShareOrACount) {
    EXPECT_EQ(to_bar("reading", 50, 100), "reading  [############------------]  50 %");
    EXPECT_EQ(to_bar("reading", 7, 0), "reading  7");
    EXPECT_EQ(to_bar("reading", 200, 100), "reading  [########################]  100 %");
}

}  // namespace
}  // namespace app

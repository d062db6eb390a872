#include "arguments.hpp"

#include <gtest/gtest.h>

namespace app {
namespace {

using Words = std::vector<std::string>;

TEST(Arguments, SortsOperandsAndOptionsWhateverTheirOrder) {
    const Words words{"trace", "--policy", "fifo", "case.yaml", "--json", "--out=x.json"};
    const auto sorted = parse_arguments(words);
    ASSERT_TRUE(sorted);
    EXPECT_EQ(sorted->command->name, "trace");
    EXPECT_EQ(sorted->operands, Words{"case.yaml"});
    EXPECT_EQ(sorted->find("policy"), "fifo");
    EXPECT_EQ(sorted->find("out"), "x.json");
    EXPECT_TRUE(sorted->has("json"));
    EXPECT_FALSE(sorted->has("until"));
}

TEST(Arguments, TakesAFileThatIsNamedLikeACommand) {
    const Words words{"verify", "report"};
    const auto sorted = parse_arguments(words);
    ASSERT_TRUE(sorted);
    EXPECT_EQ(sorted->operands, Words{"report"});
}

TEST(Arguments, KnowsACommandOfTwoWords) {
    const Words words{"--lang", "ja", "case", "new", "folder"};
    const auto sorted = parse_arguments(words);
    ASSERT_TRUE(sorted);
    EXPECT_EQ(sorted->command->name, "case new");
    EXPECT_EQ(sorted->operands, Words{"folder"});
    EXPECT_EQ(sorted->find("lang"), "ja");
}

TEST(Arguments, AsksForHelpInEveryWayPeopleTry) {
    for (const Words& words : {Words{"--help"}, Words{"-h"}, Words{"help"}, Words{"help", "trace"},
                               Words{"trace", "--help"}, Words{"verify", "-h"},
                               Words{"case", "--help"}, Words{"help", "case"}}) {
        const auto sorted = parse_arguments(words);
        ASSERT_TRUE(sorted) << words.back();
        EXPECT_TRUE(sorted->wants_help) << words.back();
    }
}

TEST(Arguments, RefusesWhatItDoesNotKnowAndSaysWhatItExpected) {
    struct Case {
        Words words;
        const char* said;
    };
    const Case cases[] = {
        {{"trac"}, "did you mean trace?"},
        {{"case"}, "did you mean case new?"},
        {{"zzz"}, "expected one of: trace"},
        {{"trace", "x", "--polcy", "fifo"}, "did you mean --policy?"},
        {{"trace", "x", "-q"}, "unknown option -q"},
        {{"trace", "x", "--policy"}, "--policy POLICY"},
        {{"trace", "x", "--until", "1", "--until", "2"}, "2 times"},
        {{"trace", "x", "y"}, "at most 1"},
        {{"verify"}, "RESULT.json is missing"},
        {{"diff", "a.json"}, "is missing"},
        {{"--lang"}, "en|ja"},
        {{"--lang", "fr", "trace"}, "expected en or ja"},
        {{"trace", "x", "--lang", "fr"}, "expected en or ja"},
        {{"--policy", "fifo"}, "expected a command first"},
    };
    for (const auto& [words, said] : cases) {
        const auto sorted = parse_arguments(words);
        ASSERT_FALSE(sorted) << said;
        EXPECT_EQ(sorted.error().blame, base::Blame::Usage) << said;
        EXPECT_NE(sorted.error().text.en.find(said), std::string::npos) << sorted.error().text.en;
        EXPECT_FALSE(sorted.error().text.ja.empty());
    }
}

TEST(Arguments, SurvivesHostileWords) {
    for (const Words& words :
         {Words{"trace", "\x1b[2J"}, Words{""}, Words{"trace", ""}, Words{"trace", "--"},
          Words{"trace", "--", "--policy"}, Words{"trace", "---"}, Words{"trace", "-"},
          Words{"trace", "--=x"}, Words{"\x1b]0;x"}, Words{"trace", "--json=maybe"}}) {
        const auto sorted = parse_arguments(words);
        if (!sorted) { EXPECT_EQ(sorted.error().text.en.find('\x1b'), std::string::npos); }
    }
}

}  // namespace
}  // namespace app

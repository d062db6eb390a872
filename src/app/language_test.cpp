#include "language.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <vector>

namespace app {
namespace {

class LanguageOfEnvironment : public testing::Test {
protected:
    // NOLINTBEGIN(concurrency-mt-unsafe): one thread
    void SetUp() override {
        for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) { unsetenv(name); }
    }
    void TearDown() override { SetUp(); }
    static void set(const char* name, const char* value) { setenv(name, value, 1); }
    // NOLINTEND(concurrency-mt-unsafe)
};

TEST_F(LanguageOfEnvironment, IsEnglishWhenNothingIsSet) {
    EXPECT_EQ(language_of_environment(), base::Language::En);
}

TEST_F(LanguageOfEnvironment, IsJapaneseForAnyJapaneseLocale) {
    set("LANG", "ja_JP.UTF-8");
    EXPECT_EQ(language_of_environment(), base::Language::Ja);
}

TEST_F(LanguageOfEnvironment, IsDecidedByTheFirstVariableThatIsSet) {
    set("LANG", "ja_JP.UTF-8");
    set("LC_ALL", "C");
    EXPECT_EQ(language_of_environment(), base::Language::En);
    set("LC_ALL", "");
    set("LC_MESSAGES", "ja");
    set("LANG", "en_US.UTF-8");
    EXPECT_EQ(language_of_environment(), base::Language::Ja);
}

TEST_F(LanguageOfEnvironment, GivesWayToTheCommandLine) {
    set("LANG", "en_US.UTF-8");
    const std::vector<std::string> apart{"trace", "x", "--lang", "ja"};
    const std::vector<std::string> joined{"--lang=ja", "trac"};
    const std::vector<std::string> wrong{"trace", "--lang", "fr"};
    EXPECT_EQ(find_language(apart), base::Language::Ja);
    EXPECT_EQ(find_language(joined), base::Language::Ja);
    EXPECT_EQ(find_language(wrong), base::Language::En);
}

}  // namespace
}  // namespace app

#include <gtest/gtest.h>

#include <algorithm>

#include "program.hpp"

namespace cli {
namespace {

using Words = std::vector<std::string>;

TEST(CommandLine, SaysItsVersion) {
    const auto said = run({"--version"});
    EXPECT_EQ(said.code, 0);
    EXPECT_TRUE(said.out.starts_with("dyepack "));
    EXPECT_TRUE(said.err.empty());
}

TEST(CommandLine, HelpTeachesWithExamplesAndExitCodes) {
    for (const Words& words :
         {Words{"--help"}, Words{"help", "trace"}, Words{"verify", "--help"}}) {
        const auto said = run(words);
        EXPECT_EQ(said.code, 0);
        EXPECT_NE(said.out.find("Examples"), std::string::npos);
        EXPECT_NE(said.out.find("Exit codes"), std::string::npos);
    }
}

TEST(CommandLine, SpeaksJapaneseWhenTheLocaleOrTheOptionSaysSo) {
    EXPECT_NE(run({"--help"}, {.language = "ja_JP.UTF-8"}).out.find("終了コード"),
              std::string::npos);
    EXPECT_NE(run({"--help", "--lang", "ja"}).out.find("終了コード"), std::string::npos);
    const auto english = run({"trac", "--lang", "en"}, {.language = "ja_JP.UTF-8"});
    EXPECT_NE(english.err.find("did you mean trace?"), std::string::npos);
    const auto japanese = run({"trac"}, {.language = "ja_JP.UTF-8"});
    EXPECT_NE(japanese.err.find("不明なコマンド"), std::string::npos);
}

TEST(CommandLine, MisuseIsExitCodeTwoWithOneLineOnStandardError) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const Words misuses[] = {
        {},
        {"trac"},
        {"trace"},
        {"trace", "--foo"},
        {"trace", "x.yaml", "--policy"},
        {"trace", "x.yaml", "--policy", "best"},
        {"trace", "x.yaml", "--format", "pdf"},
        {"trace", "x.yaml", "--json", "--format", "csv"},
        {"trace", "x.yaml", "--format", "nem2018"},
        {"trace", "--ledger", ledger, "--theft", "a"},
        {"trace", "--ledger", ledger, "--divisibility", "0"},
        {"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--until",
         "2018-01-26T00:00Z"},
        {"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--policy", "all",
         "--format", "gexf"},
        {"explain", "--ledger", ledger, "--divisibility", "0", "--theft", "a"},
        {"explain", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--account", "R",
         "--paths", "0"},
        {"import", ledger},
        {"verify"},
        {"diff", "a.json"},
    };
    for (const auto& words : misuses) {
        const auto said = run(words);
        const auto shown = testing::PrintToString(words);
        EXPECT_EQ(said.code, 2) << shown << said.err;
        EXPECT_TRUE(said.out.empty()) << shown;
        EXPECT_TRUE(said.err.starts_with("dyepack: ")) << shown << said.err;
        EXPECT_EQ(std::ranges::count(said.err, '\n'), 1) << shown << said.err;
    }
}

TEST(CommandLine, WritesTerminalCodesNowhere) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const auto said = run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a"});
    EXPECT_EQ(said.code, 0);
    EXPECT_EQ(said.out.find('\x1b'), std::string::npos);
    EXPECT_TRUE(said.err.empty()) << said.err;
}

}  // namespace
}  // namespace cli

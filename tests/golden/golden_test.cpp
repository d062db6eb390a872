// The Coincheck case by every policy in every format. UPDATE_GOLDEN=1 rewrites the recorded
// outputs; the change is then read as a diff.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "program.hpp"

namespace {

namespace fs = std::filesystem;

const fs::path kSource{DYEPACK_SOURCE_DIR};
const fs::path kExpected = kSource / "tests/golden/coincheck-2018/expected";
const std::string kCase = "cases/coincheck-2018/case.yaml";

void expect_recorded(const std::string& name, const std::string& text) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        fs::create_directories(kExpected);
        std::ofstream{kExpected / name, std::ios::binary} << text;
    }
    EXPECT_TRUE(fs::exists(kExpected / name)) << name;
    EXPECT_EQ(cli::read(kExpected / name), text) << name;
}

/// The program runs in the project's folder, so that paths in results are the same everywhere.
std::string say(const std::vector<std::string>& words) {
    const auto said = cli::run(words, {.folder = kSource});
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_TRUE(said.err.empty()) << said.err;
    return said.out;
}

class CoincheckGolden : public testing::TestWithParam<const char*> {};

TEST_P(CoincheckGolden, EveryFormatIsAsRecorded) {
    const std::string policy = GetParam();
    for (const std::string format : {"json", "csv", "graphml", "gexf"}) {
        expect_recorded(policy + "." + format,
                        say({"trace", kCase, "--policy", policy, "--format", format}));
    }
    for (const std::string language : {"en", "ja"}) {
        expect_recorded(policy + "." + language + ".txt",
                        say({"trace", kCase, "--policy", policy, "--lang", language}));
    }
    const cli::Folder folder;
    say({"trace", kCase, "--policy", policy, "--format", "nem2018", "--out", folder.path()});
    for (const std::string file : {"transactions.csv", "accounts.csv"}) {
        expect_recorded(policy + ".nem2018." + file, cli::read(folder.path() / file));
    }
}
INSTANTIATE_TEST_SUITE_P(Policies, CoincheckGolden,
                         testing::Values("poison", "haircut", "fifo", "lifo", "tiho"),
                         [](const auto& each) { return std::string{each.param}; });

TEST(CoincheckGolden, AllPoliciesSideBySideAreAsRecorded) {
    expect_recorded("all.json", say({"trace", kCase, "--policy", "all", "--json"}));
    expect_recorded("all.csv", say({"trace", kCase, "--policy", "all", "--format", "csv"}));
    for (const std::string language : {"en", "ja"}) {
        expect_recorded("all." + language + ".txt",
                        say({"trace", kCase, "--policy", "all", "--lang", language}));
    }
}

TEST(CoincheckGolden, AnExplanationIsAsRecorded) {
    const std::string account = "NCTWFIOOVITRZYSYIGQ3PEI3IMVB25KMED53EWFQ";
    const std::vector<std::string> words{"explain", kCase, "--account", account, "--policy", "all"};
    auto json = words;
    json.emplace_back("--json");
    expect_recorded("explanation.json", say(json));
    for (const std::string language : {"en", "ja"}) {
        auto table = words;
        table.insert(table.end(), {"--lang", language});
        expect_recorded("explanation." + language + ".txt", say(table));
    }
}

}  // namespace

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace cli {
namespace {

using Json = nlohmann::json;

TEST(Import, MakesALedgerThatTracesTheSame) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const auto imported =
        run({"import", ledger, "--into", folder.at("in"), "--divisibility", "0", "--json"});
    ASSERT_EQ(imported.code, 0) << imported.err;
    EXPECT_EQ(Json::parse(imported.out)["rows"], 5);
    const auto direct = run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a",
                             "--policy", "all", "--format", "csv"});
    const auto through = run({"trace", "--ledger", folder.at("in"), "--theft", "a", "--policy",
                              "all", "--format", "csv"});
    EXPECT_EQ(through.code, 0) << through.err;
    EXPECT_EQ(through.out, direct.out);
}

TEST(Import, TellsWhatItDid) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const auto imported = run({"import", ledger, "--into", folder.at("in"), "--divisibility", "0"});
    EXPECT_EQ(imported.code, 0) << imported.err;
    EXPECT_NE(imported.out.find("5 rows"), std::string::npos) << imported.out;
}

TEST(Import, NeverOverwritesAFolder) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    std::ignore = folder.write("in/mine.txt", "mine");
    EXPECT_NE(run({"import", ledger, "--into", folder.at("in"), "--divisibility", "0"}).code, 0);
    EXPECT_EQ(folder.files(), (std::vector<std::string>{"in/mine.txt", "x.csv"}));
}

}  // namespace
}  // namespace cli

// What `dyepack replay` refuses before it serves anything. What it serves: tests/night,
// tests/sending.
#include <gtest/gtest.h>

#include "program.hpp"

namespace cli {
namespace {

constexpr const char* kCase = DYEPACK_SOURCE_DIR "/cases/coincheck-2018/case.yaml";

/// Whatever comes to listening must not serve: port 1 is nobody's to take, and no address at all is
/// the documentation's network.
std::vector<std::string> nowhere(std::vector<std::string> words) {
    words.insert(words.end(), {"--listen", "192.0.2.1:1"});
    return words;
}

TEST(Replay, WordsThatMakeNoSenseAreTheCallersFault) {
    const Folder folder;
    const auto ledger = folder.write("ledger.csv", kSmallLedger);
    const std::string wrong = "NA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRITRLARPX";  // its checksum
    const std::string other = "TA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRIQZTAH6C";  // the test network's
    const std::string good = "NA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRITRLARPW";
    std::string many;
    for (int i = 0; i <= 100; ++i) { many += (i == 0 ? "" : ",") + good; }
    struct Case {
        std::vector<std::string> words;
        const char* said;
    };
    const std::vector<Case> cases{
        {{"replay"}, "name one thing to replay"},
        {nowhere({"replay", kCase, "--ledger", ledger}), "name one thing to replay"},
        {nowhere({"replay", kCase, "--fund", wrong}), "no NEM address of this network"},
        {nowhere({"replay", kCase, "--fund", other}), "no NEM address of this network"},
        {nowhere({"replay", kCase, "--fund", many}), "at most 100 are funded"},
        {nowhere({"replay", "--ledger", ledger, "--case-out", folder.at("new")}),
         "--case-out needs a case"},
        {nowhere({"replay", kCase, "--case-out", folder.path()}), "already and not empty"},
        {nowhere({"replay", kCase, "--speed", "0"}), "expected 1 to 100000 or max"},
        {nowhere({"replay", kCase, "--speed", "fast"}), "expected 1 to 100000 or max"},
        {{"replay", kCase, "--listen", "nowhere:70000"}, "no place to listen on"},
        {{"replay", kCase, "--listen", ""}, "expected 1 to 8 places"},
    };
    for (const auto& [words, said] : cases) {
        const auto outcome = run(words);
        EXPECT_EQ(outcome.code, 2) << said << "\n" << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << outcome.err;
        EXPECT_TRUE(outcome.out.empty()) << outcome.out;
    }
}

TEST(Replay, AddressesOfTheFundedAreOfTheNetworkThatIsNamed) {
    const auto outcome = run(nowhere({"replay", kCase, "--network", "test", "--fund",
                                      "TA3QGO-PBAZDH-2FZHIW-MRC6YA-RFCQQU-KRIQZT-AH6C"}));
    EXPECT_EQ(outcome.code, 4) << "all is well but the place to listen on: " << outcome.err;
    EXPECT_TRUE(outcome.err.contains("192.0.2.1")) << outcome.err;
}

TEST(Replay, ALedgerThatCannotBeReplayedIsBadInput) {
    const Folder folder;
    struct Case {
        const char* name;
        const char* ledger;
        std::vector<std::string> more;
        const char* said;
    };
    const std::vector<Case> cases{
        {"empty",
         "tx,time,from,to,amount,fee\n",
         {"--divisibility", "6"},
         "has a header but no rows"},
        {"before NEM",
         "tx,time,from,to,amount,fee\na,2014-01-26T00:00Z,X,Y,5,0\n",
         {"--divisibility", "6"},
         "outside NEM's"},
        {"no number",
         "tx,time,from,to,amount,fee\na,2018-01-26T00:00Z,X,Y,five,0\n",
         {"--divisibility", "6"},
         "ledger.csv:2"},
        {"more than NEM counts",
         "tx,time,from,to,amount,fee\na,2018-01-26T00:00Z,X,Y,18446744073709551615,0\n",
         {"--divisibility", "0"},
         "more XEM than there is, 8,999,999,999"},
        {"of outputs",
         "txid,height,inputs,outputs\nA,1,X:0:1,0:1:a\n",
         {"--input-format", "utxo-csv"},
         "UTXO ledger cannot be replayed"},
    };
    for (const auto& [name, ledger, more, said] : cases) {
        auto words = nowhere({"replay", "--ledger", folder.write("ledger.csv", ledger)});
        words.insert(words.end(), more.begin(), more.end());
        const auto outcome = run(words);
        EXPECT_EQ(outcome.code, 3) << name << "\n" << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << name << "\n" << outcome.err;
    }
    EXPECT_EQ(run(nowhere({"replay", "--ledger", folder.at("none.csv")})).code, 3);
}

TEST(Replay, AScriptIsCheckedWholeBeforeAnythingIsServed) {
    const Folder folder;
    struct Case {
        const char* name;
        const char* script;
        const char* said;
    };
    const std::vector<Case> cases{
        {"no version", "scenes: []\n", "dyepack_replay"},
        {"another version", "dyepack_replay: 2\nscenes: []\n", "script.yaml:1"},
        {"a deed that is none", "dyepack_replay: 1\nscenes:\n  - {at: 3, do: explode}\n",
         "script.yaml:3"},
        {"a key that is none", "dyepack_replay: 1\nscenes:\n  - {at: 3, do: lag, colour: red}\n",
         "colour"},
        {"too deep", "dyepack_replay: 1\nscenes:\n  - {at: 3, do: fork, depth: 401}\n",
         "script.yaml:3"},
        {"no moment", "dyepack_replay: 1\nscenes:\n  - {at: soon, do: lag}\n", "script.yaml:3"},
    };
    for (const auto& [name, script, said] : cases) {
        const auto outcome =
            run(nowhere({"replay", kCase, "--script", folder.write("script.yaml", script)}));
        EXPECT_EQ(outcome.code, 3) << name << "\n" << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << name << "\n" << outcome.err;
    }
    EXPECT_EQ(run(nowhere({"replay", kCase, "--script", folder.at("none.yaml")})).code, 3);
}

TEST(Replay, TheCaseWithItsStandInsIsOneThatTraceReads) {
    const Folder folder;
    const auto written = folder.at("case");
    const auto outcome = run(nowhere({"replay", kCase, "--case-out", written}));
    EXPECT_EQ(outcome.code, 4) << outcome.err;  // written before the place to listen on is tried
    const auto traced = run({"trace", written + "/case.yaml", "--json"});
    EXPECT_EQ(traced.code, 0) << traced.err;
    EXPECT_TRUE(traced.out.contains("526300010000000")) << "what was stolen is what was stolen";
    EXPECT_EQ(run(nowhere({"replay", kCase, "--case-out", written})).code, 2) << "is there now";
}

}  // namespace
}  // namespace cli

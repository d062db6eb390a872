// What the commands say about a ledger small enough to follow by hand.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "program.hpp"

namespace cli {
namespace {

using Json = nlohmann::json;

class SmallLedger : public testing::Test {
protected:
    std::vector<std::string> words(const std::string& command,
                                   const std::vector<std::string>& more) const {
        std::vector<std::string> all{command, "--ledger", ledger_, "--divisibility",
                                     "0",     "--theft",  "a"};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    Json trace(const std::vector<std::string>& more) const {
        auto all = words("trace", more);
        all.emplace_back("--json");
        const auto said = run(all);
        EXPECT_EQ(said.code, 0) << said.err;
        return Json::parse(said.out);
    }
    static std::string holdings(const Json& trace) {
        std::string text;
        for (const auto& holder : trace["holders"]) {
            text += holder["account"].get<std::string>() + holder["taint"].get<std::string>() + " ";
        }
        return text;
    }
    Folder folder_;
    std::string ledger_{folder_.write("x.csv", kSmallLedger)};
};

TEST_F(SmallLedger, DividesByEachPolicyAsTheRulesSay) {
    // S holds 10 tainted atoms, receives 10 clean ones and sends 15 on.
    EXPECT_EQ(holdings(trace({"--policy", "fifo"})), "X50 R39 Y10 ");
    EXPECT_EQ(holdings(trace({"--policy", "lifo"})), "X50 R39 S5 Y5 ");
    EXPECT_EQ(holdings(trace({"--policy", "tiho"})), "X50 R39 Y10 ");
    EXPECT_EQ(holdings(trace({"--policy", "haircut"})), "X50 R39 Y7 S3 ");
    EXPECT_EQ(holdings(trace({"--policy", "poison"})), "X50 R39 Y15 S5 ");
}

TEST_F(SmallLedger, WritesTheContractsFields) {
    const auto result = trace({});
    EXPECT_EQ(result["format"], "dyepack.trace/1");
    EXPECT_EQ(result["case"], nullptr);
    EXPECT_EQ(result["asset"], nullptr);
    EXPECT_EQ(result["divisibility"], 0);
    EXPECT_EQ(result["policy"], "fifo");
    EXPECT_EQ(result["stolen"], "100");
    EXPECT_EQ(result["fees"], "1");
    EXPECT_EQ(result["transfers_read"], 5);
    EXPECT_EQ(result["partial"], false);
    EXPECT_EQ(result["books"], (Json{{"closed", true}, {"difference", "0"}}));
    EXPECT_EQ(result["until"], (Json{{"height", 5}, {"time", nullptr}}));
    EXPECT_EQ(result["ledger"]["sha256"].get<std::string>().size(), 64U);
    const auto& holder = result["holders"][2];
    EXPECT_EQ(holder["hops"], 3);
    EXPECT_EQ(holder["balance"], "15");
    EXPECT_EQ(holder["label"], nullptr);
    EXPECT_EQ(holder["first"], (Json{{"height", 5}, {"time", nullptr}, {"tx", "e"}}));
    EXPECT_EQ(trace({"--policy", "poison"})["books"],
              (Json{{"closed", nullptr}, {"difference", nullptr}}));
}

TEST_F(SmallLedger, StopsAfterThePositionThatUntilNames) {
    EXPECT_EQ(holdings(trace({"--until", "2"})), "S60 R39 ");
    const auto before = trace({"--until", "0"});
    EXPECT_EQ(before["transfers_read"], 0);
    EXPECT_EQ(before["stolen"], "0");
    EXPECT_EQ(before["until"], (Json{{"height", nullptr}, {"time", nullptr}}));
}

TEST_F(SmallLedger, TakesEveryTransferOutOfAnAccountAsTheft) {
    const auto said = run({"trace", "--ledger", ledger_, "--divisibility", "0", "--from-account",
                           "S", "--since", "4", "--theft-until", "5", "--json"});
    ASSERT_EQ(said.code, 0) << said.err;
    const auto result = Json::parse(said.out);
    EXPECT_EQ(result["stolen"], "15");
    EXPECT_EQ(result["input"]["from_account"], "S");
    EXPECT_EQ(result["input"]["since"], "4");
}

TEST_F(SmallLedger, HandsOffAtABoundary) {
    const auto list = folder_.write("b.csv", "account,label,kind\nX,Big,exchange\n");
    const auto result = trace({"--boundary", list});
    EXPECT_EQ(result["boundaries"],
              Json::parse(R"([{"account":"X","label":"Big","kind":"exchange","taint":"50",
                               "since":{"height":3,"time":null,"tx":"c"}}])"));
    EXPECT_EQ(result["holders"][0]["account"], "R");
}

TEST_F(SmallLedger, GivesEqualBytesTwice) {
    for (const auto* const format : {"table", "json", "csv", "graphml", "gexf"}) {
        const auto all = words("trace", {"--format", format});
        EXPECT_EQ(run(all).out, run(all).out) << format;
    }
    const auto japanese = words("trace", {"--json"});
    EXPECT_EQ(run(japanese).out, run(japanese, {.language = "ja_JP.UTF-8"}).out)
        << "JSON knows no language";
}

TEST_F(SmallLedger, WritesToAFileWhatItWouldSay) {
    for (const auto* const format : {"table", "json", "csv", "graphml", "gexf"}) {
        const auto said = run(words("trace", {"--format", format}));
        const auto written = run(words("trace", {"--format", format, "--out", folder_.at("out")}));
        EXPECT_EQ(written.code, 0);
        EXPECT_TRUE(written.out.empty());
        EXPECT_EQ(read(folder_.at("out")), said.out);
    }
}

TEST_F(SmallLedger, WritesTheTwoFilesOf2018) {
    const auto said = run(words("trace", {"--format", "nem2018", "--out", folder_.at("nem")}));
    ASSERT_EQ(said.code, 0) << said.err;
    EXPECT_EQ(read(folder_.at("nem/accounts.csv")),
              "address,balance,vestedBalance,dyepack:mark\nR,39,,1\nS,5,,1\nX,50,,1\nY,15,,1\n");
    EXPECT_EQ(read(folder_.at("nem/transactions.csv")),
              "datetime,amount,from_address,to_address,fee,message,is_sender_marked,"
              "is_recipient_marked\n,100,V,R,0,,false,true\n,60,R,S,1,,true,true\n"
              ",50,S,X,0,,true,true\n,10,Z,S,0,,false,true\n,15,S,Y,0,,true,true\n");
}

TEST_F(SmallLedger, ExplainsByWhichPathsTaintCame) {
    const auto said =
        run(words("explain", {"--account", "Y", "--policy", "lifo,haircut", "--json"}));
    ASSERT_EQ(said.code, 0) << said.err;
    const auto document = Json::parse(said.out);
    EXPECT_EQ(document["account"], "Y");
    const auto& lifo = document["policies"][0];
    EXPECT_EQ(lifo["taint"], "5");
    EXPECT_EQ(lifo["exact"], true);
    EXPECT_EQ(lifo["rest"], "0");
    ASSERT_EQ(lifo["paths"].size(), 1U);
    EXPECT_EQ(lifo["paths"][0]["atoms"], "5");
    std::string way = "V";
    for (const auto& step : lifo["paths"][0]["steps"]) { way += step["to"].get<std::string>(); }
    EXPECT_EQ(way, "VRSY");
    EXPECT_EQ(document["policies"][1]["exact"], false);
    const auto table = run(words("explain", {"--account", "Y"}));
    EXPECT_NE(table.out.find("-> e"), std::string::npos) << table.out;
}

TEST(UtxoLedger, NamesOutputsAndTakesOneAsTheTheft) {
    const Folder folder;
    const auto ledger = folder.write("u.csv",
                                     "txid,height,inputs,outputs\n"
                                     "aa,1,,0:50:A|1:20:B\n"
                                     "bb,2,aa:0:50|aa:1:20,0:60:C|1:9:\n");
    const auto said = run({"trace", "--ledger", ledger, "--input-format", "utxo-csv", "--theft",
                           "aa:1", "--json", "--policy", "fifo"});
    ASSERT_EQ(said.code, 0) << said.err;
    const auto result = Json::parse(said.out);
    EXPECT_EQ(result["stolen"], "20");
    EXPECT_EQ(result["fees"], "1");
    EXPECT_EQ(result["holders"][0]["output"], "bb:0");
    EXPECT_EQ(result["holders"][0]["taint"], "10");
    EXPECT_EQ(result["holders"][1]["output"], "bb:1");
    EXPECT_EQ(result["holders"][1]["account"], nullptr);
    EXPECT_EQ(run({"trace", "--ledger", ledger, "--theft", "aa:7"}).code, 3);
    EXPECT_EQ(run({"trace", "--ledger", ledger, "--theft", "aa", "--format", "nem2018", "--out",
                   folder.at("nem")})
                  .code,
              2);
}

TEST(UtxoLedger, NamesAddressesBesideOutputsWhereSeveralPoliciesStand) {
    const Folder folder;
    const auto ledger = folder.write("u.csv",
                                     "txid,height,inputs,outputs\n"
                                     "aa,1,,0:50:Alice|1:20:Bob\n"
                                     "bb,2,aa:0:50|aa:1:20,0:60:Carol|1:9:\n");
    const auto said = run({"trace", "--ledger", ledger, "--theft", "aa:1", "--policy", "all"});
    ASSERT_EQ(said.code, 0) << said.err;
    EXPECT_NE(said.out.find("bb:0"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("\n  Carol\n"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("\n  (no address)\n"), std::string::npos) << said.out;
}

TEST(UtxoLedger, RefusesATheftOfNothing) {
    const Folder folder;
    const auto ledger = folder.write("u.csv",
                                     "txid,height,inputs,outputs\n"
                                     "aa,1,,0:50:A\n"
                                     "bb,2,aa:0:50,0:0:B|1:50:C\n");
    const auto said = run({"trace", "--ledger", ledger, "--theft", "bb:0"});
    EXPECT_EQ(said.code, 3);
    EXPECT_NE(said.err.find("u.csv:3:1: the theft bb:0 moves 0 coins"), std::string::npos)
        << said.err;
    EXPECT_EQ(run({"trace", "--ledger", ledger, "--theft", "bb"}).code, 0);
}

TEST_F(SmallLedger, GivesHopsToHoldersOnly) {
    const auto graphml = run(words("trace", {"--format", "graphml", "--policy", "fifo"}));
    // V was robbed and S passed all on: of five nodes three hold.
    std::size_t found = 0;
    for (auto at = graphml.out.find("<data key=\"n_hops\">"); at != std::string::npos;
         at = graphml.out.find("<data key=\"n_hops\">", at + 1)) {
        ++found;
    }
    EXPECT_EQ(found, 3U) << graphml.out;
    EXPECT_EQ(graphml.out.find("<data key=\"n_hops\">0<"), std::string::npos);
}

TEST(FractionsOfASecond, AreDroppedAndTheFilesOrderHolds) {
    const Folder folder;
    const auto ledger = folder.write("x.csv",
                                     "tx,time,from,to,amount\n"
                                     "a,2018-01-26T00:02:13.900Z,V,R,5\n"
                                     "b,2018-01-26T00:02:13.100Z,R,S,2\n"
                                     "c,2018-01-26T00:02:14Z,S,X,2\n");
    const std::vector<std::string> trace{"trace",   "--ledger", ledger,   "--divisibility", "0",
                                         "--theft", "a",        "--json", "--until"};
    const auto read_until = [&](const std::string& position) {
        auto words = trace;
        words.push_back(position);
        const auto said = run(words);
        EXPECT_EQ(said.code, 0) << said.err;
        return Json::parse(said.out)["transfers_read"].get<int>();
    };
    EXPECT_EQ(read_until("2018-01-26T00:02:13.500Z"), 2);
    EXPECT_EQ(read_until("2018-01-26T00:02:14.001Z"), 3);
}

}  // namespace
}  // namespace cli

#include "result_document.hpp"

#include <gtest/gtest.h>

#include "output/result_diff.hpp"

namespace app {
namespace {

const std::string kTrace = R"({"format":"dyepack.trace/1","program":"dyepack 0.1.0","case":null,
"ledger":{"sha256":"00","file":"x.csv","input_format":"account-csv"},
"input":{"chain":"nem","asset":null,"theft":["a"],"from_account":null,"since":null,
"theft_until":null,"until":"5","boundary":null,"openings":null,"accounts":null},
"asset":"XEM","divisibility":6,"policy":"fifo","until":{"height":5,"time":null},
"stolen":"100","fees":"1","holders":[{"account":"R","label":null,"taint":"99"}],
"boundaries":[],"books":{"closed":true,"difference":"0"}})";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return text.replace(place, from.size(), to);
}

TEST(ResultDocument, RemembersTheRequestThatMadeIt) {
    const auto document = parse_result(kTrace, "r.json");
    ASSERT_TRUE(document);
    const auto request = recorded_request(*document);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->ledger_file, "x.csv");
    EXPECT_EQ(request->chain, address::Chain::Nem);
    EXPECT_EQ(request->divisibility, 6);
    EXPECT_EQ(request->until->text, "5");
    EXPECT_EQ(request->thefts.front().text, "a");
    EXPECT_EQ(request->policies, std::vector{taint::Policy::Fifo});
}

TEST(ResultDocument, HoldsOneTraceAPolicy) {
    const auto lifo = with(kTrace, "fifo", "lifo");
    const auto both = parse_result(
        R"({"format":"dyepack.traces/1","traces":[)" + kTrace + "," + lifo + "]}", "r");
    ASSERT_TRUE(both);
    EXPECT_EQ(both->traces.size(), 2U);
    EXPECT_FALSE(parse_result(
        R"({"format":"dyepack.traces/1","traces":[)" + kTrace + "," + kTrace + "]}", "r"));
    EXPECT_FALSE(parse_result(R"({"format":"dyepack.traces/1","traces":[]})", "r"));
}

TEST(ResultDocument, RefusesWhatIsNoResult) {
    const std::string broken[] = {"",
                                  "null",
                                  "[]",
                                  "{",
                                  "{}",
                                  kTrace + "x",
                                  with(kTrace, "dyepack.trace/1", "dyepack.trace/2"),
                                  with(kTrace, "\"100\"", "100"),
                                  with(kTrace, "\"100\"", "\"-1\""),
                                  with(kTrace, "\"99\"", "\"99999999999999999999999\""),
                                  with(kTrace, "\"fifo\"", "\"best\""),
                                  with(kTrace, "\"boundaries\":[]", "\"boundaries\":7"),
                                  with(kTrace, "\"divisibility\":6", "\"divisibility\":-6"),
                                  with(kTrace, "\"sha256\":\"00\"", "\"sha256\":null")};
    for (const auto& text : broken) {
        const auto document = parse_result(text, "r.json");
        ASSERT_FALSE(document) << text;
        EXPECT_EQ(document.error().blame, base::Blame::Input);
        EXPECT_EQ(document.error().place.file, "r.json");
    }
}

TEST(ResultDocument, RefusesBottomlessNesting) {
    for (const std::size_t depth : {std::size_t{65}, std::size_t{10'000'000}}) {
        EXPECT_FALSE(parse_result(std::string(depth, '['), "r"));
    }
    EXPECT_FALSE(parse_result("{\"a\":\"[[[[\\\"[[", "r"));
}

TEST(ResultDocument, RefusesARequestThatCannotBeRepeated) {
    for (const auto& text : {with(kTrace, "\"divisibility\":6", "\"divisibility\":600"),
                             with(kTrace, "\"chain\":\"nem\"", "\"chain\":\"dog\""),
                             with(kTrace, "\"theft\":[\"a\"]", "\"theft\":null"),
                             with(kTrace, "\"file\":\"x.csv\"", "\"file\":null")}) {
        const auto document = parse_result(text, "r.json");
        ASSERT_TRUE(document);
        EXPECT_FALSE(recorded_request(*document));
    }
}

TEST(ResultDocument, FindsEveryDifferenceWithItsPointer) {
    const Json left = Json::parse(R"({"program":"1","a":{"b/c":[1,2,3]},"gone":1,"same":null})");
    const Json right = Json::parse(R"({"program":"2","a":{"b/c":[1,9]},"same":null,"new":"x"})");
    const std::vector<Difference> expected{
        {"/a/b~1c/1", "2", "9"}, {"/a/b~1c/2", "3", ""}, {"/gone", "1", ""}, {"/new", "", "\"x\""}};
    EXPECT_EQ(find_differences(left, right), expected);
    EXPECT_TRUE(find_differences(left, left).empty());
}

TEST(ResultDiff, TellsWhatMoved) {
    const auto before = parse_result(kTrace, "a.json");
    const auto after =
        parse_result(with(with(kTrace, "{\"account\":\"R\",\"label\":null,\"taint\":\"99\"}",
                               "{\"account\":\"R\",\"label\":\"L\",\"taint\":\"40\"},"
                               "{\"account\":\"S\",\"label\":null,\"taint\":\"58\"}"),
                          "\"fees\":\"1\"", "\"fees\":\"2\""),
                     "b.json");
    ASSERT_TRUE(before && after);
    const auto diff = compare_results(*before, *after);
    ASSERT_TRUE(diff);
    ASSERT_EQ(diff->policies.size(), 1U);
    const auto document = diff_document(*diff);
    EXPECT_EQ(document["same"], false);
    const auto& policy = document["policies"][0];
    EXPECT_EQ(policy["holders"][0]["holder"], "R");
    EXPECT_EQ(policy["holders"][0]["change"], "less");
    EXPECT_EQ(policy["holders"][0]["difference"], "-59");
    EXPECT_EQ(policy["holders"][1]["change"], "appeared");
    EXPECT_EQ(policy["fees"]["difference"], "1");
    const auto text = diff_table(*diff, base::Language::Ja, {});
    EXPECT_NE(text.find("出現"), std::string::npos);
    EXPECT_NE(text.find("-0.000059"), std::string::npos);
}

TEST(ResultDiff, IsEmptyForTheSameResult) {
    const auto document = parse_result(kTrace, "a.json");
    const auto diff = compare_results(*document, *document);
    ASSERT_TRUE(diff);
    EXPECT_TRUE(diff->policies.front().same());
    EXPECT_NE(diff_table(*diff, base::Language::En, {}).find("nothing moved"), std::string::npos);
}

TEST(ResultDiff, RefusesAnotherAsset) {
    const auto xem = parse_result(kTrace, "a.json");
    const auto btc = parse_result(with(kTrace, "XEM", "BTC"), "b.json");
    EXPECT_FALSE(compare_results(*xem, *btc));
}

}  // namespace
}  // namespace app

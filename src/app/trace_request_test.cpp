#include "trace_request.hpp"

#include <gtest/gtest.h>

#include "position.hpp"

namespace app {
namespace {

using Words = std::vector<std::string>;

Expected<TraceRequest> request_of(Words words) {
    words.insert(words.begin(), "trace");
    const auto arguments = parse_arguments(words);
    if (!arguments) { return std::unexpected(arguments.error()); }
    return to_trace_request(*arguments);
}

TEST(TraceRequest, ReadsALedgerWithItsTheft) {
    const auto request =
        request_of({"--ledger", "x.csv", "--theft", "a, b:1,c", "--divisibility", "6", "--chain",
                    "nem", "--input-format", "account-csv", "--policy", "lifo,fifo,lifo"});
    ASSERT_TRUE(request);
    ASSERT_EQ(request->thefts.size(), 3U);
    EXPECT_EQ(request->thefts[1].text, "b:1");
    EXPECT_EQ(request->divisibility, 6);
    EXPECT_EQ(request->chain, address::Chain::Nem);
    EXPECT_EQ(request->policies, (std::vector{taint::Policy::Lifo, taint::Policy::Fifo}));
}

TEST(TraceRequest, AllMeansEveryPolicy) {
    const auto policies = parse_policies("all");
    ASSERT_TRUE(policies);
    EXPECT_EQ(policies->size(), taint::kPolicies.size());
}

TEST(TraceRequest, RefusesWhatCannotBeMeant) {
    struct Case {
        Words words;
        const char* said;
    };
    const Case cases[] = {
        {{}, "expected a case file"},
        {{"--ledger", "x"}, "either --theft"},
        {{"--ledger", "x", "--theft", "a", "--from-account", "b"}, "either --theft"},
        {{"--ledger", "x", "--theft", "a", "--since", "1"}, "go with --from-account"},
        {{"case.yaml", "--theft", "a"}, "exclude each other"},
        {{"case.yaml", "--ledger", "a"}, "exclude each other"},
        {{"case.yaml", "--until", "yesterday"}, "not a position"},
        {{"case.yaml", "--until", "2018-01-26"}, "not a position"},
        {{"case.yaml", "--until", "99999999999999999999"}, "not a position"},
        {{"case.yaml", "--until", "010"}, "not a position"},
        {{"--ledger", "x", "--theft", "a,,b"}, "before, between or after a comma"},
        {{"--ledger", "x", "--theft", "a,"}, "before, between or after a comma"},
        {{"--ledger", "x", "--from-account", "a", "--since", "3", "--theft-until", "2"},
         "--since 3 is after --theft-until 2"},
        {{"case.yaml", "--policy", "best"}, "policy best is not known"},
        {{"case.yaml", "--policy", ","}, "no policy is named"},
        {{"--ledger", "x", "--theft", "a", "--divisibility", "19"}, "expected 0 to 18"},
        {{"--ledger", "x", "--theft", "a", "--divisibility", "6x"}, "expected 0 to 18"},
        {{"--ledger", "x", "--theft", "a", "--input-format", "pdf"}, "expected account-csv"},
        {{"--ledger", "x", "--theft", "a", "--chain", "dog"}, "expected nem"},
    };
    for (const auto& [words, said] : cases) {
        const auto request = request_of(words);
        ASSERT_FALSE(request) << said;
        EXPECT_EQ(request.error().blame, base::Blame::Usage) << said;
        EXPECT_NE(request.error().text.en.find(said), std::string::npos) << request.error().text.en;
    }
}

TEST(Position, IsAHeightOrATimeWithZone) {
    const auto height = parse_position({"1234", {}}, "--until");
    ASSERT_TRUE(height);
    EXPECT_EQ(std::get<ledger::Height>(*height).value, 1234U);
    const auto time = parse_position({"2018-01-26T00:02+09:00", {}}, "--until");
    ASSERT_TRUE(time);
    EXPECT_EQ(base::to_rfc3339(std::get<base::Instant>(*time)), "2018-01-25T15:02:00Z");
}

TEST(Position, OfACaseFileIsComplainedOfAtItsPlace) {
    const casebook::Stated stated{"soon", {"case.yaml", 7, 3}};
    const auto position = parse_position(stated, "since");
    ASSERT_FALSE(position);
    EXPECT_EQ(position.error().blame, base::Blame::Input);
    EXPECT_EQ(position.error().place.line, 7U);
}

}  // namespace
}  // namespace app

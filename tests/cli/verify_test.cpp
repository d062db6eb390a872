#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The shipped case in a folder that a test may spoil.
class Verification : public testing::Test {
protected:
    void SetUp() override {
        fs::copy(fs::path{DYEPACK_SOURCE_DIR} / "cases/coincheck-2018", folder_.path() / "case",
                 fs::copy_options::recursive);
        const auto traced =
            run({"trace", "case/case.yaml", "--policy", "all", "--json", "--out", "result.json"},
                here());
        ASSERT_EQ(traced.code, 0) << traced.err;
    }
    Setting here() const { return {.folder = folder_.path()}; }
    Outcome verify(const std::vector<std::string>& more = {}) const {
        std::vector<std::string> words{"verify", "result.json"};
        words.insert(words.end(), more.begin(), more.end());
        return run(words, here());
    }
    void change(const std::string& file, const std::string& from, const std::string& to) const {
        auto text = read(folder_.at(file));
        const auto place = text.find(from);
        ASSERT_NE(place, std::string::npos) << from;
        std::ignore = folder_.write(file, text.replace(place, from.size(), to));
    }
    Folder folder_;
};

TEST_F(Verification, RecomputesAResult) {
    const auto said = verify();
    EXPECT_EQ(said.code, 0) << said.err;
    const auto json = verify({"--json"});
    EXPECT_EQ(Json::parse(json.out)["equal"], true);
}

TEST_F(Verification, FindsTheCaseFromTheResultsOwnFolder) {
    const auto said = run({"verify", folder_.at("result.json")}, {.folder = "/"});
    EXPECT_EQ(said.code, 0) << said.err;
}

TEST_F(Verification, TakesACaseThatHasMoved) {
    fs::rename(folder_.path() / "case", folder_.path() / "moved");
    EXPECT_EQ(verify().code, 3);
    EXPECT_EQ(verify({"--case", "moved/case.yaml"}).code, 0);
}

TEST_F(Verification, NamesWhatWasTamperedWith) {
    change("result.json", "\"taint\": \"100000000000000\"", "\"taint\": \"100000000000001\"");
    const auto said = verify();
    EXPECT_EQ(said.code, 1);
    EXPECT_NE(said.out.find("/traces/0/holders/0/taint"), std::string::npos) << said.out;
    EXPECT_NE(said.out.find("100000000000001"), std::string::npos);
    const auto json = Json::parse(verify({"--json"}).out);
    EXPECT_EQ(json["equal"], false);
    EXPECT_EQ(json["differences"][0]["recorded"], "100000000000001");
    EXPECT_EQ(json["differences"][0]["recomputed"], "100000000000000");
}

TEST_F(Verification, NoticesAnotherLedgerOrCase) {
    change("case/transfers.csv", "300000,1.25", "300000,1.250");  // the same figures
    const auto ledger = verify({"--json"});
    EXPECT_EQ(ledger.code, 1);
    EXPECT_EQ(Json::parse(ledger.out)["same_ledger"], false);
    EXPECT_EQ(Json::parse(ledger.out)["same_case"], true);
    change("case/case.yaml", "dyepack_case: 1", "dyepack_case: 1 # changed");
    EXPECT_EQ(Json::parse(verify({"--json"}).out)["same_case"], false);
}

TEST_F(Verification, RefusesAMemberThatStandsTwice) {
    change("result.json", "\"stolen\":", "\"stolen\": \"1\", \"stolen\":");
    const auto said = verify();
    EXPECT_EQ(said.code, 3);
    EXPECT_NE(said.err.find("stolen"), std::string::npos) << said.err;
}

TEST_F(Verification, IsPossibleBecauseNoResultOverwritesItsInput) {
    const auto ledger = read(folder_.at("case/transfers.csv"));
    const std::vector<std::vector<std::string>> attempts{
        {"trace", "--ledger", "case/transfers.csv", "--divisibility", "6", "--theft", "T01",
         "--out", "case/../case/transfers.csv"},
        {"trace", "case/case.yaml", "--json", "--out", "case/case.yaml"},
        {"report", "case/case.yaml", "--out", "case/case.yaml"}};
    for (const auto& words : attempts) {
        const auto said = run(words, here());
        EXPECT_EQ(said.code, 2) << said.err;
        EXPECT_NE(said.err.find("overwrite"), std::string::npos) << said.err;
    }
    EXPECT_EQ(read(folder_.at("case/transfers.csv")), ledger);
    EXPECT_EQ(verify().code, 0);
}

TEST_F(Verification, ReadsNoFileOfAnotherBecauseAResultNamesIt) {
    const auto secret = folder_.write("secret.txt", "hunter2: the password of the victim\n");
    const auto original = read(folder_.at("result.json"));
    for (const std::string named : {"case/case.yaml", "case/transfers.csv", "case/accounts.csv"}) {
        auto text = original;
        for (auto at = text.find('"' + named + '"'); at != std::string::npos;
             at = text.find('"' + named + '"')) {
            text.replace(at + 1, named.size(), secret);
        }
        std::ignore = folder_.write("result.json", text);
        for (const auto& said : {verify(), verify({"--json"})}) {
            EXPECT_EQ((said.out + said.err).find("hunter2"), std::string::npos)
                << said.out << said.err;
        }
    }
    auto text = original;
    text.replace(text.find("case/case.yaml"), 14, secret);
    std::ignore = folder_.write("result.json", text);
    const auto said = verify({"--json"});
    EXPECT_EQ(said.code, 1) << said.err;
    const auto found = Json::parse(said.out);
    EXPECT_EQ(found["same_case"], false);
    EXPECT_EQ(found["same_ledger"], true);
    EXPECT_EQ(found["recomputed"], false);
    EXPECT_EQ(found["differences"][0]["pointer"], "/traces/0/case/sha256");
}

TEST_F(Verification, OpensNoPipeAndNoDeviceThatAResultNames) {
    const auto original = read(folder_.at("result.json"));
    const auto pipe = folder_.at("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    for (const std::string& named : {pipe, std::string{"/dev/zero"}}) {
        auto text = original;
        text.replace(text.find("case/case.yaml"), 14, named);
        std::ignore = folder_.write("result.json", text);
        const auto said = verify();
        EXPECT_EQ(said.code, 3);
        EXPECT_NE(said.err.find("not a regular file"), std::string::npos) << said.err;
    }
    // It says that it is empty, and is not: the checksum of nothing must not open it.
    auto text = original;
    text.replace(text.find("case/case.yaml"), 14, "/proc/self/environ");
    const auto recorded = text.find("\"sha256\": \"") + 11;
    text.replace(recorded, 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    std::ignore = folder_.write("result.json", text);
    const auto said = verify();
    EXPECT_EQ(said.code, 3);
    EXPECT_NE(said.err.find("is empty"), std::string::npos) << said.err;
}

TEST_F(Verification, RecomputesFromACaseThatThePersonNames) {
    change("case/case.yaml", "dyepack_case: 1", "dyepack_case: 1 # changed");
    const auto found = Json::parse(verify({"--json", "--case", "case"}).out);
    EXPECT_EQ(found["recomputed"], true);
    EXPECT_EQ(found["same_case"], false);
    EXPECT_EQ(found["same_ledger"], true);
}

TEST_F(Verification, TheReportTellsNoPathOfThisMachine) {
    const auto said = run({"report", folder_.at("case/case.yaml"), "--out", "page.html"}, here());
    ASSERT_EQ(said.code, 0) << said.err;
    const auto page = read(folder_.at("page.html"));
    EXPECT_EQ(page.find(folder_.path().string()), std::string::npos);
    EXPECT_NE(page.find("dyepack trace case/case.yaml"), std::string::npos);
}

TEST_F(Verification, RefusesAMalformedDocument) {
    for (const std::string text : {"", "{}", "[[[[", "{\"format\":\"dyepack.trace/1\"}"}) {
        std::ignore = folder_.write("result.json", text);
        const auto said = verify();
        EXPECT_EQ(said.code, 3) << text;
        EXPECT_TRUE(said.err.starts_with("dyepack: result.json: ")) << said.err;
    }
    std::ignore = folder_.write("result.json", std::string(5'000'000, '['));
    EXPECT_EQ(verify().code, 3);
}

TEST_F(Verification, WorksForABareLedgerToo) {
    std::ignore = folder_.write("x.csv", kSmallLedger);
    const auto traced =
        run({"trace", "--ledger", "x.csv", "--divisibility", "0", "--from-account", "V", "--until",
             "4", "--policy", "lifo,haircut", "--json", "--out", "result.json"},
            here());
    ASSERT_EQ(traced.code, 0) << traced.err;
    EXPECT_EQ(verify().code, 0);
    fs::rename(folder_.path() / "x.csv", folder_.path() / "y.csv");
    EXPECT_EQ(verify().code, 3);
    EXPECT_EQ(verify({"--ledger", "y.csv"}).code, 0);
}

TEST_F(Verification, DiffTellsWhatMovedBetweenTwoResults) {
    const auto earlier = run({"trace", "case/case.yaml", "--until", "2018-01-26T02:57+09:00",
                              "--json", "--out", "earlier.json"},
                             here());
    ASSERT_EQ(earlier.code, 0) << earlier.err;
    const auto said = run({"diff", "earlier.json", "result.json", "--json"}, here());
    EXPECT_EQ(said.code, 0) << said.err;
    const auto diff = Json::parse(said.out);
    EXPECT_EQ(diff["same"], false);
    EXPECT_EQ(diff["policies"].size(), 1U);
    EXPECT_EQ(diff["only_after"].size(), 4U);
    EXPECT_EQ(diff["policies"][0]["stolen"]["before"], "523000010000000");
    const auto table = run({"diff", "earlier.json", "result.json"}, here());
    EXPECT_NE(table.out.find("appeared"), std::string::npos);
    EXPECT_EQ(run({"diff", "result.json", "result.json"}, here()).code, 0);
    EXPECT_EQ(run({"diff", "result.json", "case/case.yaml"}, here()).code, 3);
}

}  // namespace
}  // namespace cli

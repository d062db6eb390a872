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

/// Raw records, by number of account: 1 gives to 2, 2 to 3, and so on, all at heights of their own.
std::string raw_records() {
    std::string bytes;
    for (char row = 0; row < 9; ++row) {
        std::string record(20, '\0');
        record[0] = static_cast<char>(row + 1);
        record[4] = static_cast<char>(row + 2);
        record[8] = static_cast<char>(90 - row);
        record[16] = row;
        bytes += record;
    }
    return bytes;
}

/// A folder with raw records and with what was imported from them.
class RawImport : public ::testing::Test {
protected:
    void SetUp() override {
        const auto imported = run({"import", raw_, "--input-format", "raw20", "--into", into_});
        ASSERT_EQ(imported.code, 0) << imported.err;
    }
    [[nodiscard]] Outcome trace(const std::string& ledger, const std::string& format) const {
        return run({"trace", "--ledger", ledger, "--input-format", "raw20", "--theft", "#2",
                    "--policy", "all", "--format", format});
    }
    void spoil(const std::string& name, std::size_t at) const {
        std::string bytes = read(folder_.at("in/" + name));
        ASSERT_LT(at, bytes.size());
        bytes[at] = bytes[at] == '\x01' ? '\x02' : '\x01';
        std::ignore = folder_.write("in/" + name, bytes);
    }

    Folder folder_;
    std::string raw_{folder_.write("x.raw20", raw_records())};
    std::string into_{folder_.at("in")};
};

TEST_F(RawImport, TracesAndVerifiesTheSame) {
    const auto direct = trace(raw_, "csv");
    const auto through = trace(into_, "csv");
    EXPECT_EQ(through.code, 0) << through.err;
    EXPECT_EQ(through.out, direct.out);
    const auto of_file = Json::parse(trace(raw_, "json").out);
    const auto result = trace(into_, "json");
    EXPECT_EQ(Json::parse(result.out)["traces"][0]["ledger"]["sha256"],
              of_file["traces"][0]["ledger"]["sha256"]);
    const auto verified = run({"verify", folder_.write("result.json", result.out)});
    EXPECT_EQ(verified.code, 0) << verified.out << verified.err;
}

TEST_F(RawImport, NeverTracesWhatADiskHasChanged) {
    const auto result = folder_.write("result.json", trace(into_, "json").out);
    spoil("rows.seg", 66);
    const auto said = trace(into_, "csv");
    EXPECT_EQ(said.code, 3);
    EXPECT_EQ(said.out, "");
    EXPECT_NE(said.err.find("rows.seg: is damaged: bytes 64 to "), std::string::npos) << said.err;
    const auto japanese =
        run({"trace", "--ledger", into_, "--theft", "#2", "--policy", "fifo", "--lang", "ja"});
    EXPECT_EQ(japanese.code, 3);
    EXPECT_NE(japanese.err.find("壊れています"), std::string::npos) << japanese.err;
    EXPECT_EQ(run({"verify", result}).code, 3);
}

TEST_F(RawImport, IsVerifiedByItsRowsAndNotByWhatItsManifestClaims) {
    const auto result = folder_.write("result.json", trace(into_, "json").out);
    auto other = raw_records();
    other[8] = 'x';
    const auto imported = run({"import", folder_.write("y.raw20", other), "--input-format", "raw20",
                               "--into", folder_.at("other")});
    ASSERT_EQ(imported.code, 0) << imported.err;
    std::filesystem::remove_all(into_);
    std::filesystem::rename(folder_.at("other"), into_);
    const auto verified = run({"verify", result, "--json"});
    EXPECT_EQ(verified.code, 1) << verified.err;
    EXPECT_EQ(Json::parse(verified.out)["same_ledger"], false);
}

}  // namespace
}  // namespace cli

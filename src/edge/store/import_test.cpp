#include <gmock/gmock.h>

#include <functional>

#include "manifest.hpp"
#include "testing.hpp"

namespace store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kLedger =
    "time,tx,from,to,amount,fee,note\r\n"
    "2018-01-26T00:02+09:00,T1,entity:wallet,NC4C6P-SUW5CL-TDT5SX-AGJDQJ-GZNESK-FK5MCN-77OG,10.0,,"
    "x\r\n"
    "2018-01-26T00:04+09:00,,NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG,"
    "NC3BI3DNMR2PGEOOMP2NKXQGSAKMS7GYRKVA5CSZ,10,0.05,x\r\n";

/// A folder with an imported ledger in `into`.
class Imported : public ::testing::Test {
protected:
    void SetUp() override {
        auto options = testing::places(6, address::Chain::Nem);
        options.asset = "XEM";
        const auto summary = import_ledger({folder_.put("in.csv", kLedger)}, into_, options);
        ASSERT_TRUE(summary) << summary.error().text.en;
        summary_ = *summary;
    }
    /// What opening the folder complains of.
    [[nodiscard]] std::string complaint(const OpenOptions& options = {},
                                        base::Blame blame = base::Blame::Input) const {
        const auto opened = open_ledger(into_, options);
        if (opened) { return "no complaint"; }
        EXPECT_EQ(opened.error().blame, blame);
        return fmt::format("{}: {}",
                           std::filesystem::path{opened.error().place.file}.filename().string(),
                           opened.error().text.en);
    }
    void change(const char* name, std::string_view from, std::string_view to) const {
        std::string text = testing::content_of(into_ / name);
        const std::size_t at = text.find(from);
        ASSERT_NE(at, std::string::npos);
        folder_.put(std::string{"into/"} + name, text.replace(at, from.size(), to));
    }

    /// Changes what the manifest says, with a checksum that fits.
    void restate(const std::function<void(Manifest&)>& change) const {
        auto manifest = parse_manifest(testing::content_of(into_ / "manifest.json"), "manifest");
        ASSERT_TRUE(manifest) << manifest.error().text.en;
        change(*manifest);
        folder_.put("into/manifest.json", to_json(*manifest));
    }

    testing::TestFolder folder_;
    std::filesystem::path into_{folder_.path() / "into"};
    ImportSummary summary_;
};

TEST_F(Imported, HoldsTheCanonicalLedgerItsOpeningsAndAManifest) {
    EXPECT_THAT(folder_.names(), ElementsAre("in.csv", "into"));
    const std::string canonical =
        "time,tx,from,to,amount,fee\n"
        "2018-01-25T15:02Z,T1,entity:wallet,NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG,10,\n"
        "2018-01-25T15:04Z,,NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG,"
        "NC3BI3DNMR2PGEOOMP2NKXQGSAKMS7GYRKVA5CSZ,10,0.05\n";
    EXPECT_EQ(testing::content_of(into_ / "ledger.csv"), canonical);
    const std::string openings =
        "account,atoms\nentity:wallet,10000000\nNC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG,50000\n";
    EXPECT_EQ(testing::content_of(into_ / "openings.csv"), openings);
    EXPECT_THAT(
        testing::content_of(into_ / "manifest.json"),
        StartsWith("{\n  \"format\": \"dyepack.ledger/2\",\n  \"input_format\": \"account-csv\",\n"
                   "  \"asset\": \"XEM\",\n  \"divisibility\": 6,\n  \"chain\": \"nem\",\n"
                   "  \"rows\": 2,\n  \"accounts\": 3,\n  \"sha256\": \"" +
                   sha256_of_bytes(canonical) + "\",\n  \"openings_sha256\": \"" +
                   sha256_of_bytes(openings) + "\",\n  \"segments\": {\n    \"touches.seg\": \""));
    EXPECT_THAT(folder_.names("into"),
                ElementsAre("ledger.csv", "manifest.json", "openings.csv", "touches.seg"));
    EXPECT_EQ(summary_.rows, 2U);
    EXPECT_EQ(summary_.accounts, 3U);
    EXPECT_EQ(summary_.sha256, sha256_of_bytes(canonical));
    ASSERT_EQ(summary_.warnings.size(), 1U);
    EXPECT_THAT(summary_.warnings[0].en, HasSubstr("not used: note"));
}

TEST_F(Imported, OpensWithoutBeingToldAnything) {
    const auto opened = open_ledger(into_, {});
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_EQ(opened->asset, "XEM");
    EXPECT_EQ(opened->divisibility, 6);
    EXPECT_EQ(opened->format, InputFormat::AccountCsv);
    EXPECT_EQ(opened->sha256, summary_.sha256);
    EXPECT_EQ(opened->accounts->openings().of({1}).atoms(), 50'000U);
    EXPECT_EQ(opened->accounts->openings().of({2}).atoms(), 0U);
    EXPECT_EQ(opened->accounts->facts(ledger::Row{1}).tx, "#2");
}

TEST_F(Imported, ImportsAgainToTheSameBytes) {
    const auto again = import_ledger({into_ / "ledger.csv"}, folder_.path() / "again",
                                     testing::places(6, address::Chain::Nem));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->sha256, summary_.sha256);
    EXPECT_EQ(testing::content_of(folder_.path() / "again" / "openings.csv"),
              testing::content_of(into_ / "openings.csv"));
}

TEST_F(Imported, NoticesThatAFileWasChanged) {
    change("ledger.csv", ",10,0.05", ",11,0.05");
    EXPECT_EQ(complaint(),
              "ledger.csv: is not the file that was imported: its SHA-256 is not the "
              "one in manifest.json");
}

TEST_F(Imported, NoticesThatAFileWasCut) {
    change("ledger.csv", "0.05\n", "");
    EXPECT_THAT(complaint(), HasSubstr("ledger.csv: is not the file that was imported"));
}

TEST_F(Imported, NoticesThatTheOpeningsWereChanged) {
    change("openings.csv", "10000000", "20000000");
    EXPECT_THAT(complaint(), HasSubstr("openings.csv: is not the file that was imported"));
}

TEST_F(Imported, ChecksWhatTheManifestCounts) {
    restate([](Manifest& manifest) { manifest.rows = 3; });
    EXPECT_THAT(complaint(), HasSubstr("ledger.csv: has 2 rows; the manifest says 3"));
    restate([](Manifest& manifest) {
        manifest.rows = 2;
        manifest.accounts = 4;
    });
    EXPECT_THAT(complaint(), HasSubstr("ledger.csv: has 3 accounts; the manifest says 4"));
}

TEST_F(Imported, NoticesThatTheManifestWasChanged) {
    change("manifest.json", "\"asset\": \"XEM\"", "\"asset\": \"XEN\"");
    EXPECT_THAT(complaint(), HasSubstr("manifest.json: is damaged or was changed"));
}

TEST_F(Imported, SaysThatAnotherVersionMadeIt) {
    change("manifest.json", "dyepack.ledger/2", "dyepack.ledger/3");
    EXPECT_THAT(complaint(), HasSubstr("manifest.json: was made by another version of the program; "
                                       "this one reads dyepack.ledger/2"));
    change("manifest.json", "dyepack.ledger/3", "dyepack.ledger/1");
    EXPECT_THAT(complaint(), HasSubstr("Import the ledger again"));
}

TEST_F(Imported, NoticesOpeningsThatDoNotCoverTheLedgerThoughTheirChecksumFits) {
    const std::string openings = "account,atoms\nentity:wallet,10000000\n";
    restate([&](Manifest& manifest) { manifest.openings_sha256 = sha256_of_bytes(openings); });
    folder_.put("into/openings.csv", openings);
    EXPECT_THAT(complaint(),
                HasSubstr("row 2: the account NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG "
                          "sends more"));
}

TEST_F(Imported, ComplainsOfFilesThatLack) {
    std::filesystem::remove(into_ / "openings.csv");
    EXPECT_THAT(complaint(), HasSubstr("openings.csv: cannot be read"));
    std::filesystem::remove(into_ / "manifest.json");
    EXPECT_THAT(complaint(), HasSubstr("is a folder without manifest.json"));
}

TEST_F(Imported, IsNotReadAsSomethingElse) {
    const auto said = [&](auto set) {
        OpenOptions options;
        set(options);
        return complaint(options, base::Blame::Usage);
    };
    EXPECT_THAT(said([](auto& o) { o.format = InputFormat::Raw20; }), HasSubstr("input_format"));
    EXPECT_THAT(said([](auto& o) { o.divisibility = 8; }),
                HasSubstr("divisibility is `6`, not `8`"));
    EXPECT_THAT(said([](auto& o) { o.asset = "BTC"; }), HasSubstr("asset is `XEM`, not `BTC`"));
    EXPECT_THAT(said([](auto& o) { o.chain = address::Chain::Bitcoin; }), HasSubstr("chain"));
    EXPECT_THAT(said([](auto& o) { o.openings = "x.csv"; }), HasSubstr("has its opening balances"));
    OpenOptions same = testing::places(6, address::Chain::Nem);
    same.asset = "XEM";
    EXPECT_EQ(complaint(same), "no complaint");
}

TEST(Import, ReadsAFolderThatWasImportedWithoutItsChain) {
    const testing::TestFolder folder;
    const auto into = folder.path() / "into";
    ASSERT_TRUE(import_ledger({folder.put("in.csv", kLedger)}, into, testing::places(6)));
    // One account is spelled in two ways there: with the chain known they would fall together.
    const auto opened = open_ledger(into, testing::places(6, address::Chain::Nem));
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().text.ja, HasSubstr("別のチェーン"));
    const auto plain = folder.path() / "plain";
    const auto nem = testing::places(6, address::Chain::Nem);
    ASSERT_TRUE(import_ledger({folder.path() / "in.csv"}, folder.path() / "nem", nem));
    ASSERT_TRUE(import_ledger({folder.path() / "nem" / "ledger.csv"}, plain, testing::places(6)));
    EXPECT_TRUE(open_ledger(plain, nem));
}

TEST(Import, ContinuesFromFileToFile) {
    const testing::TestFolder folder;
    const auto one = folder.put("1.csv", "height,from,to,amount\n1,a,b,1\n2,b,c,1\n");
    const auto two =
        folder.put("2.csv.gz", testing::gzipped("amount,to,from,height,tx\n1,d,c,2,\n"));
    const auto summary = import_ledger({one, two}, folder.path() / "into", testing::places(0));
    ASSERT_TRUE(summary);
    EXPECT_EQ(testing::content_of(folder.path() / "into" / "ledger.csv"),
              "height,from,to,amount\n1,a,b,1\n2,b,c,1\n2,c,d,1\n");
    const auto back = import_ledger({two, one}, folder.path() / "back", testing::places(0));
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().place, (base::Place{one.string(), 2, 1}));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "back"));
    const auto timed = folder.put("3.csv", "time,from,to,amount\n2020-01-01T00:00Z,a,b,1\n");
    const auto mixed = import_ledger({one, timed}, folder.path() / "mixed", testing::places(0));
    ASSERT_FALSE(mixed);
    EXPECT_THAT(mixed.error().text.en, HasSubstr("must all have the column height"));
    EXPECT_THAT(folder.names(), ElementsAre("1.csv", "2.csv.gz", "3.csv", "into"));
}

std::string raw_record(char from, char to, char atoms, char height) {
    std::string bytes(20, '\0');
    bytes[0] = from;
    bytes[4] = to;
    bytes[8] = atoms;
    bytes[16] = height;
    return bytes;
}

TEST(Import, JoinsRawRecords) {
    const testing::TestFolder folder;
    OpenOptions options;
    options.format = InputFormat::Raw20;
    const auto one = folder.put("1.bin", raw_record(1, 2, 5, 7));
    const auto two = folder.put("2.bin", raw_record(2, 9, 5, 8));
    const auto into = folder.path() / "into";
    const auto summary = import_ledger({one, two}, into, options);
    ASSERT_TRUE(summary) << summary.error().text.en;
    EXPECT_EQ(summary->accounts, 3U);
    const std::string joined = raw_record(1, 2, 5, 7) + raw_record(2, 9, 5, 8);
    EXPECT_EQ(summary->sha256, sha256_of_bytes(joined));
    EXPECT_EQ(sha256_of_ledger(into), sha256_of_bytes(joined));
    EXPECT_THAT(folder.names("into"),
                ElementsAre("blocks.seg", "large.seg", "manifest.json", "numbers.seg",
                            "openings.csv", "rows.seg", "touches.seg"));
    const auto opened = open_ledger(into, {});
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_EQ(opened->format, InputFormat::Raw20);
    EXPECT_EQ(opened->accounts->openings().of({0}).atoms(), 5U);
    EXPECT_EQ(opened->accounts->account_text({2}), "9");
    const auto back = import_ledger({two, one}, folder.path() / "back", options);
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().place.file, one.string());
    EXPECT_THAT(back.error().text.en, HasSubstr("record 1: height 7 comes after height 8"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "back"));
}

TEST(Import, KeepsUtxoLedgers) {
    const testing::TestFolder folder;
    const auto file =
        folder.put("in.csv", "txid,height,inputs,outputs\nA,1,,0:5:a\nB,2,A:0:5,0:4:b\n");
    const auto into = folder.path() / "into";
    ASSERT_TRUE(import_ledger({file}, into, {}));
    EXPECT_FALSE(std::filesystem::exists(into / "openings.csv"));
    const auto opened = open_ledger(into, {});
    ASSERT_TRUE(opened) << opened.error().text.en;
    EXPECT_EQ(opened->utxo->outputs(), 2U);
}

TEST(Import, WantsANewOrEmptyFolderAndAtLeastOneFile) {
    const testing::TestFolder folder;
    const auto file = folder.put("in.csv", "height,from,to,amount\n1,a,b,1\n");
    std::filesystem::create_directory(folder.path() / "empty");
    EXPECT_TRUE(import_ledger({file}, folder.path() / "empty" / "", testing::places(0)));
    for (const auto& taken : {folder.path() / "empty", file}) {
        const auto imported = import_ledger({file}, taken, testing::places(0));
        ASSERT_FALSE(imported);
        EXPECT_EQ(imported.error().blame, base::Blame::Usage);
    }
    EXPECT_FALSE(import_ledger({}, folder.path() / "new", testing::places(0)));
    const auto nowhere = import_ledger({file}, folder.path() / "a" / "b", testing::places(0));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().blame, base::Blame::World);
    EXPECT_THAT(folder.names(), ElementsAre("empty", "in.csv"));
}

TEST(Import, LeavesNothingBehindOnBadInput) {
    const testing::TestFolder folder;
    const auto file = folder.put("in.csv", "height,from,to,amount\n1,a,b,x\n");
    EXPECT_FALSE(import_ledger({file}, folder.path() / "into", testing::places(0)));
    EXPECT_FALSE(
        import_ledger({folder.path() / "none"}, folder.path() / "into", testing::places(0)));
    EXPECT_THAT(folder.names(), ElementsAre("in.csv"));
}

TEST(Manifest, IsReadStrictly) {
    Manifest manifest;
    manifest.input_format = InputFormat::AccountCsv;
    manifest.sha256 = std::string(64, 'a');
    manifest.openings_sha256 = std::string(64, 'b');
    manifest.segments = {{SegmentKind::Touches, 0x0123'4567'89ab'cdef}};
    const std::string good = to_json(manifest);
    EXPECT_EQ(parse_manifest(good, "manifest.json"), manifest);
    const auto with = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    const std::string bad[] = {
        "",
        "[]",
        "{",
        "null",
        with("dyepack.ledger/2", "dyepack.ledger/1"),
        with("dyepack.ledger/2", "dyepack.ledger/3"),
        with("dyepack.ledger/2", "dyepack"),
        with("account-csv", "detect"),
        with("account-csv", "utxo-csv"),
        with("account-csv", "x"),
        with("\"divisibility\": 0", "\"divisibility\": 19"),
        with("\"divisibility\": 0", "\"divisibility\": -1"),
        with("\"divisibility\": 0", "\"divisibility\": 0.0"),
        with("\"other\"", "\"moon\""),
        with("\"rows\": 0", "\"rows\": \"0\""),
        with("\"rows\"", "\"lines\""),
        with("aaaa", "aaa"),
        with("aaaa", "AAAA"),
        with("\"asset\": \"\"", "\"asset\": null"),
        with("\"asset\"", "\"more\": 1, \"asset\""),
        with("touches.seg", "rows.seg"),
        with("0123456789abcdef", "0123456789ABCDEF"),
        with("0123456789abcdef", "123456789abcdef"),
        with("0123456789abcdef", "0123456789abcdee"),
        with("\"segments\": {", "\"segments\": {\"more\": \"\","),
        with("\"checksum\"", "\"checksums\""),
    };
    for (const std::string& text : bad) {
        const auto parsed = parse_manifest(text, "manifest.json");
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().blame, base::Blame::Input);
        EXPECT_EQ(parsed.error().place.file, "manifest.json");
    }
}

TEST(InputFormat, HasANameEach) {
    for (const auto format : {InputFormat::Detect, InputFormat::AccountCsv, InputFormat::UtxoCsv,
                              InputFormat::Raw20, InputFormat::NemBlocks}) {
        EXPECT_EQ(parse_input_format(to_string(format)), format);
    }
    EXPECT_FALSE(parse_input_format("csv"));
}

}  // namespace
}  // namespace store

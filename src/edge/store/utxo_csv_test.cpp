#include <gmock/gmock.h>

#include <cstdlib>

#include "testing.hpp"

namespace store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

const std::string kHead = "txid,height,inputs,outputs\n";

TEST(UtxoCsv, ResolvesSpendsToOutputs) {
    const auto opened = testing::open_good(
        "outputs,txid,height,inputs,time_unix,coinbase\n"
        "0:50:alice,A,1,,1231006505,yes\n"
        "0:30:bob|1:19:alice,B,2,A:0:50,,no\n"
        "0:7:|1:40:carol,C,2,B:1:19|X:3:28,,no\n",
        {});
    EXPECT_EQ(opened.format, InputFormat::UtxoCsv);
    const ledger::UtxoLedger& ledger = *opened.utxo;
    EXPECT_EQ(ledger.rows(), 3U);
    EXPECT_EQ(ledger.outputs(), 5U);
    const ledger::Transaction first = ledger.transaction(ledger::Row{0});
    EXPECT_TRUE(first.coinbase);
    EXPECT_THAT(first.inputs, IsEmpty());
    const ledger::Transaction last = ledger.transaction(ledger::Row{2});
    EXPECT_FALSE(last.coinbase);
    ASSERT_EQ(last.inputs.size(), 2U);
    EXPECT_EQ(last.inputs[0].output, ledger::OutputId{2});
    EXPECT_EQ(last.inputs[1].output, ledger::kOutside);
    EXPECT_EQ(last.inputs[1].value.atoms(), 28U);
    EXPECT_EQ(last.first_output, ledger::OutputId{3});
    EXPECT_EQ(last.outputs[0].owner, ledger::kNobody);
    EXPECT_EQ(last.outputs[1].owner, ledger.find_account("carol"));
    EXPECT_EQ(ledger.output_text(ledger::OutputId{2}), "B:1");
    EXPECT_EQ(ledger.output_row(ledger::OutputId{2}), ledger::Row{1});
    EXPECT_EQ(ledger.output_index(ledger::OutputId{4}), 1U);
    EXPECT_THAT(ledger.find_tx("B"), ElementsAre(ledger::Row{1}));
    EXPECT_THAT(ledger.find_tx("X"), IsEmpty());
    EXPECT_EQ(ledger.facts(ledger::Row{0}).time->at.seconds, 1231006505);
    EXPECT_FALSE(ledger.has_times());
    EXPECT_EQ(ledger.end_of(ledger::Height{1}), 1U);
    EXPECT_EQ(ledger.begin_of(ledger::Height{2}), 1U);
    EXPECT_EQ(ledger.block_end(ledger::Row{1}), 3U);
}

TEST(UtxoCsv, KeepsOutputNumbersThatAreNotConsecutive) {
    const auto opened = testing::open_good(
        kHead +
            "A,1,,0:5:a|1:5:b\nB,1,,0:5:a|4:6:b|9:7:c\nC,2,B:4:6,2:6:a\nD,2,C:2:6|A:1:5,0:1:a\n",
        {});
    const ledger::UtxoLedger& ledger = *opened.utxo;
    EXPECT_EQ(ledger.transaction(ledger::Row{2}).inputs[0].output, ledger::OutputId{3});
    EXPECT_EQ(ledger.transaction(ledger::Row{3}).inputs[0].output, ledger::OutputId{5});
    EXPECT_EQ(ledger.transaction(ledger::Row{3}).inputs[1].output, ledger::OutputId{1});
    EXPECT_EQ(ledger.output_text(ledger::OutputId{4}), "B:9");
    EXPECT_EQ(ledger.output_text(ledger::OutputId{5}), "C:2");
    EXPECT_EQ(ledger.output_row(ledger::OutputId{6}), ledger::Row{3});
}

TEST(UtxoCsv, LetsACoinbaseMadeTwiceReplaceTheFirst) {
    const auto opened = testing::open_good(kHead + "A,1,,0:5:a\nA,2,,0:5:a\nB,3,A:0:5,0:5:b\n", {});
    EXPECT_EQ(opened.utxo->transaction(ledger::Row{2}).inputs[0].output, ledger::OutputId{1});
    EXPECT_THAT(opened.utxo->find_tx("A"), ElementsAre(ledger::Row{0}, ledger::Row{1}));
}

TEST(UtxoCsv, ReadsAnOutputThatIsListedTwiceOnceAndSaysSo) {
    const auto opened =
        testing::open_good(kHead + "A,1,,0:5:a|0:5:a|2:1:b|2:1:b\nB,2,A:2:1,0:1:c\n", {});
    EXPECT_EQ(opened.utxo->outputs(), 3U);
    EXPECT_EQ(opened.utxo->output_text(ledger::OutputId{1}), "A:2");
    ASSERT_EQ(opened.warnings.size(), 1U);
    EXPECT_THAT(opened.warnings[0].en, HasSubstr("2 of them, the first in row 1 (ledger:2)"));
}

TEST(UtxoCsv, SaysWhereAndWhatIsWrong) {
    struct Case {
        const char* name;
        std::string text;
        const char* complaint;
    };
    const Case cases[] = {
        {"unknown layout", "txid,inputs,outputs\n", "ledger:1:1: unknown column layout"},
        {"empty", "", "ledger:1:1: is empty"},
        {"no rows", kHead, "ledger:2:1: has a header but no rows"},
        {"heights go back", kHead + "A,2,,0:1:a\nB,1,,0:1:a\n",
         "ledger:3:3: height 1 comes after height 2"},
        {"no height", kHead + "A,,,0:1:a\n", "ledger:2:3: `` is not a height"},
        {"no txid", kHead + ",1,,0:1:a\n", "ledger:2:1: `` is not a transaction's name"},
        {"half an input", kHead + "A,1,X:0,0:1:a\n",
         "ledger:2:5: `X:0` is not of the form txid:vout:atoms"},
        {"an input's vout", kHead + "A,1,X:x:1,0:1:a\n", "ledger:2:5: `x` is not an output's"},
        {"an input's value", kHead + "A,1,X:0:1.5,0:1:a\n", "ledger:2:5: `1.5` is not an amount"},
        {"a bar too many", kHead + "A,1,X:0:1|,0:1:a\n", "ledger:2:5: `` is not of the form"},
        {"half an output", kHead + "A,1,,0:1\n",
         "ledger:2:6: `0:1` is not of the form vout:atoms:address"},
        {"a vout too large", kHead + "A,1,,4294967296:1:a\n",
         "ledger:2:6: `4294967296` is not an output's number"},
        {"a negative value", kHead + "A,1,,0:-1:a\n", "ledger:2:6: `-1` is negative"},
        {"a value too large", kHead + "A,1,,0:18446744073709551616:a\n",
         "ledger:2:6: `18446744073709551616` is too large"},
        {"a total too large", kHead + "A,1,,0:18446744073709551615:a|1:1:a\n",
         "ledger:2:6: the total 18446744073709551616 is too large"},
        {"an output twice", kHead + "A,1,,0:1:a|0:1:b\n",
         "ledger:2:6: output 0 comes after output 0"},
        {"outputs out of order", kHead + "A,1,,1:1:a|0:1:b\n",
         "ledger:2:6: output 0 comes after output 1"},
        {"another value", kHead + "A,1,,0:5:a\nB,2,A:0:4,0:4:b\n",
         "ledger:3:5: spends A:0 as 4 atoms, but that output holds 5"},
        {"spent twice", kHead + "A,1,,0:5:a\nB,2,A:0:5,0:5:b\nC,3,A:0:5,0:5:c\n",
         "ledger:4:5: row 3 (ledger:4) spends A:0, which row 2 (ledger:3) has spent already"},
        {"spent twice in a row", kHead + "A,1,,0:5:a\nB,2,A:0:5|A:0:5,0:5:b\n",
         "ledger:3:5: row 2 (ledger:3) spends A:0, which row 2 (ledger:3) has spent already"},
        {"no such output", kHead + "A,1,,0:5:a\nB,2,A:1:5,0:5:b\n",
         "ledger:3:5: spends A:1, but row 1 (ledger:2) makes no such output"},
        {"more out than in", kHead + "A,1,,0:5:a\nB,2,A:0:5,0:6:b\n",
         "ledger:3:11: the outputs' sum 6 is more than the inputs' sum 5"},
        {"spent before it is made", kHead + "B,1,A:0:5,0:5:b\nA,2,,0:5:a\n",
         "ledger:3:1: rows are out of order: an earlier row spends an output of A"},
        {"a transaction twice", kHead + "B,1,A:0:5,0:5:b\nB,2,A:0:5,0:5:b\n",
         "ledger:3:1: row 1 (ledger:2) is the transaction B already"},
        {"a coinbase with inputs", "txid,height,inputs,outputs,coinbase\nA,1,X:0:1,0:1:a,yes\n",
         "ledger:2:5: a coinbase spends nothing"},
        {"no coinbase, no inputs", "txid,height,inputs,outputs,coinbase\nA,1,,0:1:a,no\n",
         "ledger:2:6: the outputs' sum 1 is more than the inputs' sum 0"},
        {"coinbase perhaps", "txid,height,inputs,outputs,coinbase\nA,1,,0:1:a,perhaps\n",
         "ledger:2:12: `perhaps` is neither yes nor no"},
        {"a bad time", "txid,height,inputs,outputs,time_unix\nA,1,,0:1:a,noon\n",
         "ledger:2:12: `noon` is not a time"},
        {"no height", "txid,inputs,outputs\n",
         "ledger:1:1: unknown column layout: found the columns txid, inputs, outputs; missing: "
         "height; "},
        {"too few fields", kHead + "A,1,\n", "ledger:2:5: the row has 3 fields; the header has 4"},
        {"a NUL byte", kHead + std::string("A\0,1,,0:1:a\n", 12), "ledger:2:2: "},
    };
    OpenOptions options;
    options.format = InputFormat::UtxoCsv;
    for (const auto& [name, text, complaint] : cases) {
        EXPECT_THAT(testing::complaint_of(text, options), StartsWith(complaint)) << name;
    }
}

TEST(UtxoCsv, VerifiesAddressesAndHashesWhereTheChainIsKnown) {
    const OpenOptions bitcoin = [] {
        OpenOptions options;
        options.chain = address::Chain::Bitcoin;
        return options;
    }();
    const std::string hash(64, 'A');
    const auto row = [&](const std::string& txid, const std::string& owner) {
        return kHead + txid + ",0,,0:50:" + owner + "\n";
    };
    const std::string genesis = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
    const auto opened = testing::open_good(row(hash, genesis), bitcoin);
    EXPECT_EQ(opened.divisibility, 8);
    EXPECT_THAT(opened.utxo->find_tx(std::string(64, 'a')), ElementsAre(ledger::Row{0}));
    EXPECT_THAT(testing::complaint_of(row(hash, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb"), bitcoin),
                StartsWith("ledger:2:69: `1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb`: "));
    EXPECT_THAT(testing::complaint_of(row("A", genesis), bitcoin),
                StartsWith("ledger:2:1: `A` is not a transaction's hash"));
}

TEST(UtxoCsv, HasNoOpeningBalances) {
    const testing::TestFolder folder;
    OpenOptions options;
    options.openings = folder.put("openings.csv", "account,amount\na,1\n");
    EXPECT_THAT(testing::complaint_of(kHead + "A,1,,0:5:a\n", options, base::Blame::Usage),
                HasSubstr("has no opening balances"));
}

TEST(UtxoCsv, HasOneCanonicalForm) {
    const auto opened = testing::open_good(
        "coinbase,outputs,height,txid,inputs\n1,0:5:a|3:6:,1,A,\n"
        ",\"0:4:\"\"|1:0:\",2,B,A:0:5|X:7:1\n",
        {});
    const std::string canonical = testing::canonical_of(opened);
    EXPECT_EQ(canonical,
              "txid,height,inputs,outputs,coinbase\nA,1,,0:5:a|3:6:,yes\n"
              "B,2,A:0:5|X:7:1,\"0:4:\"\"|1:0:\",no\n");
    EXPECT_EQ(testing::canonical_of(testing::open_good(canonical, {})), canonical);
}

std::filesystem::path shared_folder() {
    const char* named = std::getenv("DYEPACK_SHARED");  // NOLINT(concurrency-mt-unsafe): no threads
    if (named != nullptr) { return named; }
    return std::filesystem::path{DYEPACK_SOURCE_DIR} / ".." / "shared";
}

TEST(UtxoCsv, ReadsTheBitcoinTransactionsOf2009) {
    const auto file = shared_folder() / "data" / "taintedtx-2009" / "txs-2009.csv.gz";
    if (!std::filesystem::exists(file)) { GTEST_SKIP() << file << " is not there"; }
    OpenOptions options;
    options.chain = address::Chain::Bitcoin;
    const auto opened = open_ledger(file, options);
    ASSERT_TRUE(opened) << opened.error().place.line << ": " << opened.error().text.en;
    EXPECT_EQ(opened->utxo->rows(), 32'709U);
    // 32,783 in the file, of which two coinbases list theirs twice.
    EXPECT_EQ(opened->utxo->outputs(), 32'781U);
    EXPECT_EQ(opened->warnings.size(), 3U);
    std::size_t spends = 0;
    for (std::uint32_t row = 0; row < opened->utxo->rows(); ++row) {
        for (const auto& spend : opened->utxo->transaction(ledger::Row{row}).inputs) {
            ++spends;
            EXPECT_NE(spend.output, ledger::kOutside) << row;
        }
    }
    EXPECT_EQ(spends, 2'887U);
    const std::string canonical = testing::canonical_of(*opened);
    EXPECT_EQ(testing::canonical_of(testing::open_good(canonical, options)), canonical);
}

}  // namespace
}  // namespace store

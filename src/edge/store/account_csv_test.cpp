#include <gmock/gmock.h>

#include <random>

#include "testing.hpp"

namespace store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

constexpr auto atoms = money::Amount::from_atoms;

TEST(AccountCsv, ReadsColumnsInAnyOrder) {
    const auto opened = testing::open_good(
        "amount,kind,to,from,time,fee,tx,message,height\n"
        "1.5,theft,bob,alice,2018-01-26T00:02+09:00,0.05,T1,\"a, \"\"b\"\"\",7\n"
        "0.000001,,carol,bob,2018-01-26T00:02:30+09:00,,,,9\n",
        testing::places(6));
    EXPECT_EQ(opened.format, InputFormat::AccountCsv);
    EXPECT_EQ(opened.divisibility, 6);
    EXPECT_THAT(opened.warnings, IsEmpty());
    const ledger::AccountLedger& ledger = *opened.accounts;
    EXPECT_THAT(testing::transfers_of(opened),
                ElementsAre(ledger::Transfer{{0}, {1}, atoms(1'500'000), atoms(50'000)},
                            ledger::Transfer{{1}, {2}, atoms(1), {}}));
    EXPECT_EQ(ledger.account_text(ledger::AccountId{2}), "carol");
    EXPECT_EQ(ledger.find_account("carol"), ledger::AccountId{2});
    EXPECT_FALSE(ledger.find_account("dave"));
    const ledger::RowFacts facts = ledger.facts(ledger::Row{0});
    EXPECT_EQ(facts.height, ledger::Height{7});
    EXPECT_EQ(base::to_rfc3339(facts.time->at), "2018-01-25T15:02:00Z");
    EXPECT_EQ(facts.time->precision, base::Precision::Minute);
    EXPECT_EQ(facts.tx, "T1");
    EXPECT_EQ(facts.message, "a, \"b\"");
    EXPECT_EQ(facts.kind, "theft");
    EXPECT_EQ(ledger.facts(ledger::Row{1}).tx, "#2");
    EXPECT_EQ(ledger.facts(ledger::Row{1}).time->precision, base::Precision::Second);
    EXPECT_EQ(ledger.openings().of({0}), atoms(1'550'000));
    EXPECT_TRUE(ledger.has_heights() && ledger.has_times());
}

TEST(AccountCsv, ReadsWhatEditorsWrite) {
    const std::string plain = "height,from,to,amount\n1,a,b,1\n2,b,c,1\n";
    const auto expected = testing::transfers_of(testing::open_good(plain, testing::places(0)));
    for (const std::string& text :
         {"\xEF\xBB\xBF" + plain, std::string{"height,from,to,amount\r\n1,a,b,1\r\n2,b,c,1\r\n"},
          std::string{"height,from,to,amount\n1,a,b,1\n2,b,c,1"}, testing::gzipped(plain),
          testing::zstandard(plain),
          testing::gzipped(plain.substr(0, 9)) + testing::gzipped(plain.substr(9))}) {
        const auto opened = testing::open_good(text, testing::places(0));
        EXPECT_EQ(testing::transfers_of(opened), expected);
        EXPECT_EQ(opened.sha256, sha256_of_bytes(text));
    }
}

TEST(AccountCsv, WarnsOnceOfColumnsItDoesNotUse) {
    const auto opened =
        testing::open_good("height,mood,from,to,amount,colour\n1,x,a,b,1,y\n", testing::places(0));
    ASSERT_EQ(opened.warnings.size(), 1U);
    EXPECT_EQ(opened.warnings[0].en, "ledger: columns that are not used: mood, colour");
    EXPECT_THAT(opened.warnings[0].ja, HasSubstr("使用しない列：mood, colour"));
}

TEST(AccountCsv, MintsFromNobodyAndBurnsToNobody) {
    const auto opened =
        testing::open_good("height,from,to,amount,fee\n1,,a,5,\n2,a,,3,1\n", testing::places(0));
    EXPECT_THAT(testing::transfers_of(opened),
                ElementsAre(ledger::Transfer{ledger::kNobody, {0}, atoms(5), {}},
                            ledger::Transfer{{0}, ledger::kNobody, atoms(3), atoms(1)}));
    EXPECT_EQ(opened.accounts->openings().of({0}), atoms(0));
}

TEST(AccountCsv, FindsEveryRowOfATransaction) {
    const auto opened =
        testing::open_good("height,tx,from,to,amount\n1,T,a,b,1\n1,,a,b,2\n2,T,a,b,3\n2,#9,a,b,1\n",
                           testing::places(0));
    const ledger::AccountLedger& ledger = *opened.accounts;
    EXPECT_THAT(ledger.find_tx("T"), ElementsAre(ledger::Row{0}, ledger::Row{2}));
    EXPECT_THAT(ledger.find_tx("#2"), ElementsAre(ledger::Row{1}));
    EXPECT_THAT(ledger.find_tx("#9"), ElementsAre(ledger::Row{3}));
    for (const char* tx : {"#1", "#3", "#4", "#5", "", "t"}) {
        EXPECT_THAT(ledger.find_tx(tx), IsEmpty()) << tx;
    }
}

TEST(AccountCsv, ReadsOneAssetOfSeveral) {
    const std::string text =
        "height,asset,from,to,amount\n1,XEM,a,b,1\n1,DIM,a,b,1.5\n2,XEM,b,c,1\n";
    EXPECT_THAT(
        testing::complaint_of(text, testing::places(0), base::Blame::Usage),
        "ledger:3:3: the ledger has several assets (`XEM`, `DIM`); choose one with --asset");
    OpenOptions options = testing::places(0);
    options.asset = "XEM";
    const auto opened = testing::open_good(text, options);
    EXPECT_EQ(opened.asset, "XEM");
    EXPECT_EQ(opened.accounts->rows(), 2U);
    // Rows keep the number they have in the file.
    EXPECT_EQ(opened.accounts->facts(ledger::Row{1}).tx, "#3");
    EXPECT_THAT(opened.accounts->find_tx("#3"), ElementsAre(ledger::Row{1}));
    EXPECT_THAT(opened.accounts->find_tx("#2"), IsEmpty());
    options.asset = "BTC";
    EXPECT_THAT(testing::complaint_of(text, options), HasSubstr("no row has the asset `BTC`"));
    EXPECT_EQ(
        testing::open_good("height,asset,from,to,amount\n1,XEM,a,b,1\n", testing::places(0)).asset,
        "XEM");
}

TEST(AccountCsv, NamesAnAccountOnceHoweverItIsSpelled) {
    const auto opened = testing::open_good(
        "height,from,to,amount\n"
        "1,NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG,NC3BI3-DNMR2P-GEOOMP-2NKXQG-SAKMS7-GYRKVA-5CSZ,"
        "1\n"
        "2,nc4c6psuw5cltdt5sxagjdqjgzneskfk5mcn77og,NC3BI3DNMR2PGEOOMP2NKXQGSAKMS7GYRKVA5CSZ,1\n",
        testing::places(6, address::Chain::Nem));
    EXPECT_EQ(opened.accounts->accounts(), 2U);
    EXPECT_EQ(opened.accounts->account_text(ledger::AccountId{1}),
              "NC3BI3DNMR2PGEOOMP2NKXQGSAKMS7GYRKVA5CSZ");
}

TEST(AccountCsv, OrdersByTimeWhereThereAreNoHeights) {
    const auto opened = testing::open_good(
        "time,from,to,amount\n2018-01-26T00:02+09:00,a,b,1\n2018-01-25T15:02:00Z,a,b,1\n"
        "2018-01-25T15:04:00Z,a,b,1\n",
        testing::places(0));
    const ledger::AccountLedger& ledger = *opened.accounts;
    EXPECT_FALSE(ledger.has_heights());
    const auto at = [](std::string_view text) { return base::parse_moment(text)->at; };
    EXPECT_EQ(ledger.end_of(at("2018-01-25T15:01:59Z")), 0U);
    EXPECT_EQ(ledger.end_of(at("2018-01-25T15:02:00Z")), 2U);
    EXPECT_EQ(ledger.begin_of(at("2018-01-25T15:02:01Z")), 2U);
    EXPECT_EQ(ledger.begin_of(at("2018-01-25T15:04:01Z")), 3U);
    EXPECT_EQ(ledger.block_end(ledger::Row{0}), 2U);
    EXPECT_EQ(ledger.block_end(ledger::Row{2}), 3U);
}

TEST(AccountCsv, FindsTheFirstRowPastAMomentThoughBlockTimesGoBack) {
    const auto opened = testing::open_good(
        "height,time,from,to,amount\n1,2020-01-01T00:00:10Z,a,b,1\n2,2020-01-01T00:00:30Z,a,b,1\n"
        "3,2020-01-01T00:00:20Z,a,b,1\n4,2020-01-01T00:00:40Z,a,b,1\n",
        testing::places(0));
    const ledger::AccountLedger& ledger = *opened.accounts;
    const auto at = [](std::string_view text) { return base::parse_moment(text)->at; };
    EXPECT_EQ(ledger.end_of(at("2020-01-01T00:00:20Z")), 1U);
    EXPECT_EQ(ledger.end_of(at("2020-01-01T00:00:30Z")), 3U);
    EXPECT_EQ(ledger.begin_of(at("2020-01-01T00:00:20Z")), 1U);
    EXPECT_EQ(ledger.block_end(ledger::Row{1}), 2U);
}

TEST(AccountCsv, CannotBeAskedForMomentsWhereTimesLack) {
    const auto opened = testing::open_good(
        "height,time,from,to,amount\n1,2020-01-01T00:00:10Z,a,b,1\n2,,a,b,1\n", testing::places(0));
    EXPECT_FALSE(opened.accounts->has_times());
    ASSERT_EQ(opened.warnings.size(), 1U);
    EXPECT_THAT(opened.warnings[0].en, HasSubstr("1 rows have no time"));
    EXPECT_TRUE(opened.accounts->facts(ledger::Row{0}).time);
    EXPECT_FALSE(opened.accounts->facts(ledger::Row{1}).time);
}

TEST(AccountCsv, SaysWhereAndWhatIsWrong) {
    struct Case {
        const char* name;
        std::string text;
        const char* complaint;
    };
    const std::string head = "height,from,to,amount,fee\n";
    const Case cases[] = {
        {"unknown layout", "date,payer,payee,sum\n",
         "ledger:1:1: unknown column layout: found the columns date, payer, payee, sum; missing: "
         "from, "
         "to, amount, height / time; expected "
         "from, to, amount and height or time"},
        {"no position", "from,to,amount\na,b,1\n",
         "ledger:1:1: unknown column layout: found the columns from, to, amount; missing: height / "
         "time; "},
        {"no amount", "height,from,to,sum\n",
         "ledger:1:1: unknown column layout: found the columns height, from, to, sum; missing: "
         "amount; "},
        {"no receiver", "height,from,amount\n",
         "ledger:1:1: unknown column layout: found the columns height, from, amount; missing: "
         "to; "},
        {"a column twice", "height,from,to,amount,from\n",
         "ledger:1:23: the column `from` comes twice"},
        {"empty file", "", "ledger:1:1: is empty"},
        {"header only", head, "ledger:2:1: has a header but no rows"},
        {"heights go back", head + "5,a,b,1,\n4,a,b,1,\n",
         "ledger:3:1: height 4 comes after height 5; heights must not decrease"},
        {"no height", head + ",a,b,1,\n", "ledger:2:1: `` is not a height"},
        {"a height with a sign", head + "-1,a,b,1,\n", "ledger:2:1: `-1` is not a height"},
        {"an octal-looking height", head + "010,a,b,1,\n", "ledger:2:1: `010` is not a height"},
        {"times go back", "time,from,to,amount\n2018-01-26T00:02Z,a,b,1\n2018-01-26T00:01Z,a,b,1\n",
         "ledger:3:1: 2018-01-26T00:01Z comes after 2018-01-26T00:02Z; times must not decrease"},
        {"no time", "time,from,to,amount\n,a,b,1\n", "ledger:2:1: `` is not a time"},
        {"a time without zone", "time,from,to,amount\n2018-01-26T00:02,a,b,1\n",
         "ledger:2:1: `2018-01-26T00:02` is not a time; RFC 3339 with date and zone was expected"},
        {"too many places", head + "1,a,b,1.0000001,\n",
         "ledger:2:7: `1.0000001` has too many decimal places; at most 6 were expected"},
        {"negative", head + "1,a,b,-1,\n", "ledger:2:7: `-1` is negative"},
        {"exponent", head + "1,a,b,1e6,\n", "ledger:2:7: `1e6` is not an amount"},
        {"no amount", head + "1,a,b,,\n", "ledger:2:7: the amount is empty"},
        {"too large", head + "1,a,b,18446744073709.551616,\n",
         "ledger:2:7: `18446744073709.551616` is too large; at most 18446744073709.551615"},
        {"a bad fee", head + "1,a,b,1,x\n", "ledger:2:9: `x` is not an amount"},
        {"total too large", head + "1,a,b,18446744073709.551615,\n2,c,b,0.000001,\n",
         "ledger:3:1: row 2: the total that exists here"},
        {"from nobody to nobody", head + "1,,,1,\n", "ledger:2:3: from and to are both empty"},
        {"a mint with a fee", head + "1,,a,1,1\n", "ledger:2:8: a mint has nobody who pays a fee"},
        {"an account of spaces", head + "1,\"  \",a,1,\n", "ledger:2:3: `  `: "},
        {"too few fields", head + "1,a,b,1\n",
         "ledger:2:7: the row has 4 fields; the header has 5"},
        {"a NUL byte", head + std::string("1,a\0,b,1,\n", 10), "ledger:2:4: "},
        {"invalid UTF-8", head + "1,a\xFF,b,1,\n", "ledger:2:4: "},
        {"a quote not closed", head + "1,\"a,b,1,\n", "ledger:2:3: "},
        {"10 MB in a field", head + "1," + std::string(10'000'000, 'a') + ",b,1,\n",
         "ledger:2:3: "},
        {"truncated gzip", testing::gzipped(head + "1,a,b,1,\n").substr(0, 30),
         "ledger:0:0: ends in the middle of its compressed data"},
    };
    for (const auto& [name, text, complaint] : cases) {
        OpenOptions options = testing::places(6);
        options.format = InputFormat::AccountCsv;
        EXPECT_THAT(testing::complaint_of(text, options), StartsWith(complaint)) << name;
    }
}

TEST(AccountCsv, VerifiesAddressesWhereTheChainIsKnown) {
    const std::string text =
        "height,from,to,amount\n1,NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG,"
        "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OH,1\n";
    EXPECT_TRUE(open_bytes(text, "ledger", testing::places(6)));
    EXPECT_THAT(testing::complaint_of(text, testing::places(6, address::Chain::Nem)),
                StartsWith("ledger:2:44: `NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OH`: "));
}

TEST(AccountCsv, ShowsHostileTextOnlyMadeVisible) {
    const std::string text =
        "height,from,to,amount\n1,a,b,\x1b[31m\xe2\x80\xae"
        "5\n";
    const std::string complaint = testing::complaint_of(text, testing::places(0));
    EXPECT_EQ(complaint.find('\x1b'), std::string::npos);
    EXPECT_EQ(complaint.find("\xe2\x80\xae"), std::string::npos);
}

TEST(AccountCsv, NeedsToKnowTheDecimalPlaces) {
    const std::string text = "height,from,to,amount\n1,a,b,1\n";
    EXPECT_THAT(testing::complaint_of(text, {}, base::Blame::Usage), HasSubstr("--divisibility"));
    EXPECT_THAT(testing::complaint_of(text, testing::places(19), base::Blame::Usage),
                HasSubstr("19 decimal places are not possible"));
    EXPECT_THAT(testing::complaint_of(text, testing::places(-1), base::Blame::Usage),
                HasSubstr("-1 decimal places"));
}

TEST(Detect, NamesBothLayoutsWhereItKnowsNeither) {
    const std::string complaint = testing::complaint_of("a,b\n1,2\n", testing::places(0));
    EXPECT_THAT(complaint, HasSubstr("found the columns a, b; expected from, to, amount"));
    EXPECT_THAT(complaint, HasSubstr("or txid, height, inputs and outputs"));
}

TEST(DeclaredOpenings, StandBeforeComputedOnes) {
    const testing::TestFolder folder;
    const std::string ledger = "height,from,to,amount\n1,a,b,1\n1,c,b,2\n";
    OpenOptions options = testing::places(1);
    options.openings = folder.put("openings.csv", "account,amount\na,5.5\nz,1\n");
    const auto opened = testing::open_good(ledger, options);
    EXPECT_EQ(opened.accounts->openings().of({0}), atoms(55));  // a, declared
    EXPECT_EQ(opened.accounts->openings().of({2}), atoms(20));  // c, computed
    ASSERT_EQ(opened.warnings.size(), 1U);
    EXPECT_THAT(opened.warnings[0].en, HasSubstr("openings.csv:3: the ledger has no account z"));

    options.openings = folder.put("small.csv", "account,amount\na,0.9\n");
    EXPECT_THAT(testing::complaint_of(ledger, options),
                HasSubstr("ledger:2:1: row 1: the account a sends more than its declared"));
    options.openings = folder.put("twice.csv", "account,amount\na,1\na,2\n");
    EXPECT_THAT(testing::complaint_of(ledger, options), HasSubstr("twice.csv:3:1: "));
    options.openings = folder.put("bad.csv", "account,amount\na,1e3\n");
    EXPECT_THAT(testing::complaint_of(ledger, options), HasSubstr("bad.csv:2:3: "));
    options.openings = folder.path() / "none.csv";
    EXPECT_THAT(testing::complaint_of(ledger, options), HasSubstr("cannot be read"));
}

TEST(Canonical, SaysTheSameInOneForm) {
    const auto opened = testing::open_good(
        "to,from,amount,message,time,tx,fee,x\r\n"
        "b,a,01.500,,2018-01-26T00:02+09:00,#1,0.0,x\r\n"
        "\"c,d\",b,1,\"=two\nlines\",2018-01-26T00:02:05+09:00,T,0.5,x\r\n",
        testing::places(3));
    const std::string canonical = testing::canonical_of(opened);
    EXPECT_EQ(canonical,
              "time,tx,from,to,amount,fee,message\n"
              "2018-01-25T15:02Z,,a,b,1.5,,\n"
              "2018-01-25T15:02:05Z,T,b,\"c,d\",1,0.5,\"=two\nlines\"\n");
    EXPECT_EQ(testing::canonical_of(testing::open_good(canonical, testing::places(3))), canonical);
}

TEST(Canonical, LosesNothingOfAnyLedger) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        std::mt19937_64 random{seed};
        const auto pick = [&](std::initializer_list<const char*> texts) {
            return std::string{std::data(texts)[random() % texts.size()]};
        };
        std::string text = "height,time,tx,from,to,amount,fee,message,kind\n";
        std::uint64_t height = 0;
        for (std::uint64_t row = 1 + random() % 30; row > 0; --row) {
            height += random() % 3;
            const std::string from = pick({"a", "b", "\"c \"\"q\"\"\"", "d", ""});
            text += fmt::format("{},{},{},{},{},{},{},{},{}\n", height,
                                pick({"", "2020-01-01T00:00Z", "2020-01-01T01:00:07+09:00"}),
                                pick({"", "t", "#9000", "\"x,y\""}), from, pick({"a", "b", "e"}),
                                pick({"0", "1", "00.5", "12.345678", "3.10"}),
                                from.empty() ? "" : pick({"", "0", "0.05"}),
                                pick({"", "=1+1", "\"two\nlines\"", "日本語"}),
                                pick({"", "theft", "onward"}));
        }
        const auto opened = testing::open_good(text, testing::places(6));
        const std::string canonical = testing::canonical_of(opened);
        const auto again = testing::open_good(canonical, testing::places(6));
        ASSERT_EQ(testing::canonical_of(again), canonical) << "seed " << seed;
        ASSERT_EQ(testing::transfers_of(again), testing::transfers_of(opened)) << "seed " << seed;
        for (std::uint32_t row = 0; row < opened.accounts->rows(); ++row) {
            const auto left = opened.accounts->facts(ledger::Row{row});
            const auto right = again.accounts->facts(ledger::Row{row});
            ASSERT_EQ(left.height, right.height);
            ASSERT_EQ(left.time, right.time);
            ASSERT_EQ(left.tx, right.tx);
            ASSERT_EQ(left.message, right.message);
            ASSERT_EQ(left.kind, right.kind);
        }
    }
}

}  // namespace
}  // namespace store

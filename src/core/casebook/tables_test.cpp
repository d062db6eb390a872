#include <gtest/gtest.h>

#include <casebook/casebook.hpp>
#include <functional>
#include <string>
#include <vector>

namespace {

using Read = std::function<std::string(std::string_view)>;

/// Any of the parsers, asked for its complaint only: `FILE:LINE:COLUMN: what is wrong`.
template <class Parse>
Read complaints_of(Parse parse) {
    return [parse](std::string_view csv) -> std::string {
        const auto parsed = parse(csv);
        if (parsed) { return "no complaint"; }
        const base::Complaint& found = parsed.error();
        EXPECT_EQ(found.blame, base::Blame::Input);
        EXPECT_FALSE(found.text.ja.empty());
        return fmt::format("{}:{}:{}: {}", found.place.file, found.place.line, found.place.column,
                           found.text.en);
    };
}

const Read kAccounts = complaints_of(
    [](std::string_view csv) { return casebook::parse_accounts(csv, "t", address::Chain::Nem); });
const Read kBoundaries = complaints_of(
    [](std::string_view csv) { return casebook::parse_boundaries(csv, "t", address::Chain::Nem); });
const Read kOpenings = complaints_of([](std::string_view csv) {
    return casebook::parse_openings(csv, "t", address::Chain::Nem, 6);
});
const Read kTimeline =
    complaints_of([](std::string_view csv) { return casebook::parse_timeline(csv, "t"); });
const Read kSources =
    complaints_of([](std::string_view csv) { return casebook::parse_sources(csv, "t"); });
const Read kContradictions =
    complaints_of([](std::string_view csv) { return casebook::parse_contradictions(csv, "t"); });
const Read kOfframps =
    complaints_of([](std::string_view csv) { return casebook::parse_offramps(csv, "t"); });
const Read kOrders =
    complaints_of([](std::string_view csv) { return casebook::parse_orders(csv, "t"); });
const Read kCompensation =
    complaints_of([](std::string_view csv) { return casebook::parse_compensation(csv, "t"); });
const Read kUnmeasured = complaints_of(
    [](std::string_view csv) { return casebook::parse_unmeasured(csv, "t", address::Chain::Nem); });

const std::string kReceiver = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG";
const std::string kBounce = "NCF6IA5ZNKIUXE3COV7WK23EIOBEPDV5DJFZQTTH";
const std::string kAccountsHead = "account,chain,label_en,label_ja,role,note_en,note_ja,source\n";
const std::string kEventsHead =
    "number,date_jst,date_to_jst,time_jst,precision,category,important,actor_en,actor_ja,text_en,"
    "text_ja,sources\n";

std::string event(std::string_view dates) {
    return kEventsHead + "1," + std::string{dates} + ",theft,yes,Who,誰,What,何,fn1;fn2?\n";
}

TEST(CaseTables, ReadsKnownAccountsInTheirChainsOwnForm) {
    const auto parsed = casebook::parse_accounts(
        kAccountsHead + "nc4c6p-suw5cl-tdt5sx-agjdqj-gznesk-fk5mcn-77og,,First,最初,receiver,,,\n" +
            "Xr6maJSptxgD6NRBRqnv4YwsqoJvhLc7iB,dash,Test,,test,a note,,fn1;section:dash\n" +
            "entity:shop,,,店,service,,,\n",
        "t", address::Chain::Nem);
    ASSERT_TRUE(parsed) << parsed.error().text.en;
    EXPECT_EQ(parsed->at(0).account, kReceiver);
    EXPECT_EQ(parsed->at(0).chain, address::Chain::Nem);
    EXPECT_EQ(parsed->at(1).chain, address::Chain::Dash);
    EXPECT_EQ(parsed->at(1).note, (base::Phrase{"a note", "a note"}));
    EXPECT_EQ(parsed->at(2).label, (base::Phrase{"店", "店"}));
}

TEST(CaseTables, ReadsBoundariesAndOpenings) {
    const auto boundaries = casebook::parse_boundaries("label,account\nA shop," + kBounce + "\n",
                                                       "t", address::Chain::Nem);
    ASSERT_TRUE(boundaries) << boundaries.error().text.en;
    EXPECT_EQ(boundaries->at(0).label, "A shop");
    EXPECT_EQ(boundaries->at(0).kind, "");
    EXPECT_EQ(boundaries->at(0).place, (base::Place{"t", 2, 8}));
    const auto openings = casebook::parse_openings("account,amount\n" + kBounce + ",0.5\n", "t",
                                                   address::Chain::Nem, 6);
    ASSERT_TRUE(openings) << openings.error().text.en;
    EXPECT_EQ(openings->at(0).amount, money::Amount::from_atoms(500'000));
}

TEST(CaseTables, AcceptsEveryPrecisionWithTheDatesThatGoWithIt) {
    for (const std::string_view dates :
         {"2018-01-26,,11:25,minute", "2018-01-26,,11:25,about", "2018-01-26,,17:00,hour",
          "2018-01-26,,,morning", "2018-01-26,,,afternoon", "2018-01-26,,,evening",
          "2018-01-26,,,date", "2018-01-23,2018-01-24,,date-range",
          "2018-01-23,2018-01-24,,same-period", "2017-12,,,month",
          "2018-01-01,2018-01-10,,early-month", "2018-02-09,,,by-date",
          "2018-01-26,,03:29,not-before", "2018-01-26,,,not-before"}) {
        const auto parsed = casebook::parse_timeline(event(dates), "t");
        ASSERT_TRUE(parsed) << dates << ": " << parsed.error().text.en;
        EXPECT_TRUE(parsed->at(0).important);
        EXPECT_EQ(parsed->at(0).sources, (std::vector<std::string>{"fn1", "fn2?"}));
        EXPECT_TRUE(casebook::find_precision(parsed->at(0).precision));
    }
}

TEST(CaseTables, SaysWhatIsWrongAndWhatWasExpected) {
    struct Wrong {
        const char* name;
        const Read* read;
        std::string csv;
        const char* complaint;
    };
    const std::string events_words = kEventsHead + "1,2018-01-26,,,date,";
    const std::string contradictions =
        "number,subject_en,subject_ja,statement_en,statement_ja,"
        "events\n";
    const std::string openings = "account,amount\n" + kBounce + ",";
    const Wrong wrongs[] = {
        {"unknown column", &kBoundaries, "account,label,knd\n",
         "t:1:0: unknown column `knd`; expected one of: account, label, kind (did you mean "
         "`kind`?)"},
        {"repeated account", &kBoundaries,
         "account,label\n" + kBounce + ",a\nncf6ia5znkiuxe3cov7wk23eiobepdv5djfzqtth,b\n",
         "t:3:1: `NCF6IA5ZNKIUXE3COV7WK23EIOBEPDV5DJFZQTTH` stands here a second time; each may "
         "stand once"},
        {"unknown role", &kAccounts, kAccountsHead + kBounce + ",,a,a,bouncer,,,\n",
         "t:2:47: `bouncer` is no role; expected one of: victim, receiver, onward, bounce, dusted, "
         "message, test, candidate, service (did you mean `bounce`?)"},
        {"no label", &kAccounts, kAccountsHead + kBounce + ",,,,bounce,,,\n",
         "t:2:43: `label_en` and `label_ja` are both empty; expected a text in at least one "
         "language"},
        {"unknown chain", &kAccounts, kAccountsHead + kBounce + ",nxt,a,a,bounce,,,\n",
         "t:2:42: unknown chain `nxt`; leave it empty for the case's own"},
        {"bad source key", &kAccounts, kAccountsHead + kBounce + ",,a,a,bounce,,,fn1;;fn2\n",
         "t:2:56: `` is not a source's key; expected keys like `fn12`, with `;` between them"},
        {"amount", &kOpenings, openings + "\n",
         "t:2:42: the amount is empty; expected a decimal number such as 1.5"},
        {"places", &kOpenings, openings + "0.0000001\n",
         "t:2:42: `0.0000001` has more decimal places than the asset, which has 6"},
        {"event number", &kTimeline, kEventsHead + "01,2018-01-26,,,date,theft,yes,a,a,b,b,\n",
         "t:2:1: `01` is not a whole number below 4294967296, written in digits without leading "
         "zeros"},
        {"event twice", &kTimeline,
         event("2018-01-26,,,date") + "1,2018-01-26,,,date,theft,yes,a,a,b,b,\n",
         "t:3:1: `1` stands here a second time; each may stand once"},
        {"precision", &kTimeline, event("2018-01-26,,,dat"),
         "t:2:16: `dat` is no precision; expected one of: minute, about, hour, morning, afternoon, "
         "evening, date, date-range, same-period, month, early-month, by-date, not-before (did you "
         "mean `date`?)"},
        {"no date", &kTimeline, event(",,,date"), "t:2:3: `date_jst` is empty; expected a text"},
        {"no such day", &kTimeline, event("2018-02-29,,,date"),
         "t:2:3: `2018-02-29` does not go with the precision `date`; expected 2018-01-26"},
        {"a day for a month", &kTimeline, event("2017-12-01,,,month"),
         "t:2:3: `2017-12-01` does not go with the precision `month`; expected 2017-12"},
        {"range without end", &kTimeline, event("2018-01-23,,,date-range"),
         "t:2:14: the precision `date-range` needs the last day of the range here, not before the "
         "first"},
        {"range backwards", &kTimeline, event("2018-01-23,2018-01-22,,date-range"),
         "t:2:14: the precision `date-range` needs the last day of the range here, not before the "
         "first"},
        {"end without range", &kTimeline, event("2018-01-23,2018-01-24,,date"),
         "t:2:14: the precision `date` has no range; leave this empty"},
        {"no time", &kTimeline, event("2018-01-23,,,about"),
         "t:2:15: `` does not go with the precision `about`; expected a time like 11:25"},
        {"no such time", &kTimeline, event("2018-01-23,,24:00,about"),
         "t:2:15: `24:00` does not go with the precision `about`; expected a time like 11:25"},
        {"time of a day", &kTimeline, event("2018-01-23,,11:25,date"),
         "t:2:15: `11:25` does not go with the precision `date`; expected nothing"},
        {"category", &kTimeline, events_words + "thef,yes,a,a,b,b,\n",
         "t:2:21: `thef` is no category; expected one of: theft, chain, halt, company, authority, "
         "police, compensation, suit, press, fraud (did you mean `theft`?)"},
        {"important", &kTimeline, events_words + "theft,true,a,a,b,b,\n",
         "t:2:27: `true` is neither `yes` nor `no`"},
        {"no text", &kTimeline, events_words + "theft,yes,a,a,,,\n",
         "t:2:35: `text_en` and `text_ja` are both empty; expected a text in at least one "
         "language"},
        {"source without key", &kSources, "key,title,publisher,accessed,url\n,a,,,\n",
         "t:2:1: `key` is empty; expected a text"},
        {"two keys", &kSources, "key,title,publisher,accessed,url\na;b,a,,,\n",
         "t:2:1: `a;b` is not one key"},
        {"guessed key", &kSources, "key,title,publisher,accessed,url\na?,a,,,\n",
         "t:2:1: `a?` is not one key"},
        {"source twice", &kSources, "key,title,publisher,accessed,url\na,,,,\na,,,,\n",
         "t:3:1: `a` stands here a second time; each may stand once"},
        {"source date", &kSources, "key,title,publisher,accessed,url\na,,,2018-1-1,\n",
         "t:2:5: `2018-1-1` is not a date; expected one like 2018-01-26"},
        {"event of a contradiction", &kContradictions, contradictions + "1,a,a,b,b,6;x\n",
         "t:2:11: `x` is not an event's number; expected numbers of the timeline with `;` between "
         "them"},
        {"contradiction twice", &kContradictions, contradictions + "1,a,a,b,b,\n1,a,a,b,b,\n",
         "t:3:1: `1` stands here a second time; each may stand once"},
        {"yen", &kOfframps, "place_en,place_ja,kind,date_jst,amount_jpy_about\na,,exchange,,1.5\n",
         "t:2:14: `1.5` is not a whole number below 4294967296, written in digits without leading "
         "zeros"},
        {"order's date", &kOrders,
         "operator_en,operator_ja,kind_en,kind_ja,item,text_en,text_ja,due\na,,b,,,c,,soon\n",
         "t:2:11: `soon` is not a date; expected one like 2018-01-26"},
        {"basis", &kCompensation, "name_en,name_ja,value,basis\na,,1,guess\n",
         "t:2:6: `guess` is no basis; expected one of: text, outside, derived"},
        {"unmeasured without when", &kUnmeasured,
         "from,to,when_en,when_ja\n" + kBounce + "," + kReceiver + ",,\n",
         "t:2:83: `when_en` and `when_ja` are both empty; expected a text in at least one "
         "language"},
    };
    for (const auto& [name, read, csv, expected] : wrongs) {
        EXPECT_EQ((*read)(csv), expected) << name;
    }
}

TEST(CaseTables, RefusesAnAddressWithABadChecksumWhereverOneStands) {
    const std::string bad = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OA";
    const std::pair<const Read*, std::string> tables[] = {
        {&kAccounts, kAccountsHead + bad + ",,a,a,bounce,,,\n"},
        {&kBoundaries, "account,label\n" + bad + ",a\n"},
        {&kOpenings, "account,amount\n" + bad + ",1\n"},
        {&kUnmeasured, "from,to,when_en,when_ja\n" + kBounce + "," + bad + ",a,a\n"}};
    for (const auto& [read, csv] : tables) {
        const std::string found = (*read)(csv);
        EXPECT_TRUE(found.starts_with("t:2:")) << found;
        EXPECT_NE(found.find("checksum"), std::string::npos) << found;
    }
}

TEST(CaseTables, NamesAColumnThatLacks) {
    const std::pair<const Read*, const char*> tables[] = {
        {&kAccounts, "role"},      {&kBoundaries, "label"}, {&kOpenings, "amount"},
        {&kTimeline, "precision"}, {&kSources, "key"},      {&kContradictions, "statement_en"},
        {&kOfframps, "date_jst"},  {&kOrders, "item"},      {&kCompensation, "basis"},
        {&kUnmeasured, "when_en"}};
    for (const auto& [read, column] : tables) {
        const std::string found = (*read)("account\n");
        EXPECT_NE(found.find(column), std::string::npos) << found;
    }
}

TEST(CaseTables, NamesItsWordsInBothLanguages) {
    EXPECT_EQ(casebook::find_category("theft"),
              (base::Phrase{"Theft and stolen coins", "流出と移動"}));
    EXPECT_EQ(casebook::find_role("receiver"), (base::Phrase{"First receiver", "最初の受取先"}));
    EXPECT_EQ(casebook::find_precision("about"), (base::Phrase{"about", "頃"}));
    EXPECT_FALSE(casebook::find_category("other"));
    EXPECT_FALSE(casebook::find_role(""));
    EXPECT_FALSE(casebook::find_precision("exact"));
}

}  // namespace

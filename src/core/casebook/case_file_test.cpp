#include <gtest/gtest.h>

#include <casebook/casebook.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

constexpr std::string_view kReceiver = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG";

const std::string kSmall =
    "dyepack_case: 1\n"
    "id: small\n"
    "title: {en: A small case, ja: 小さな事件}\n"
    "chain: nem\n"
    "asset: XEM\n"
    "divisibility: 6\n"
    "ledger: {file: data/transfers.csv}\n"
    "theft: {transactions: [T01, T02]}\n";

/// The small case with one line (found by its first word) replaced, or a line added.
std::string with(std::string_view line) {
    const std::string_view key = line.substr(0, line.find(':') + 1);
    std::string text = kSmall;
    const std::size_t begin = text.starts_with(key) ? 0 : text.find("\n" + std::string{key});
    if (begin == std::string::npos) { return text + std::string{line} + "\n"; }
    const std::size_t from = begin == 0 ? 0 : begin + 1;
    text.replace(from, text.find('\n', from) - from, line);
    return text;
}

std::string complaint(std::string_view text) {
    const auto parsed = casebook::parse_case(text, "case.yaml");
    if (parsed) { return "no complaint"; }
    const base::Complaint& found = parsed.error();
    EXPECT_EQ(found.blame, base::Blame::Input);
    EXPECT_FALSE(found.text.ja.empty());
    return fmt::format("{}:{}:{}: {}", found.place.file, found.place.line, found.place.column,
                       found.text.en);
}

money::Amount at_least(const casebook::Case& found) {
    return found.marks.value_or(casebook::MarkThresholds{}).at_least;
}

TEST(CaseFile, ReadsTheLeastACaseNeeds) {
    const auto parsed = casebook::parse_case(kSmall, "dir/case.yaml");
    ASSERT_TRUE(parsed) << parsed.error().text.en;
    EXPECT_EQ(parsed->id, "small");
    EXPECT_EQ(parsed->title, (base::Phrase{"A small case", "小さな事件"}));
    EXPECT_EQ(parsed->chain, address::Chain::Nem);
    EXPECT_EQ(parsed->asset, "XEM");
    EXPECT_EQ(parsed->divisibility, 6);
    EXPECT_EQ(parsed->ledger_file, "data/transfers.csv");
    ASSERT_EQ(parsed->thefts.size(), 2U);
    EXPECT_EQ(parsed->thefts[1].text, "T02");
    EXPECT_EQ(parsed->thefts[1].place, (base::Place{"dir/case.yaml", 8, 29}));
    EXPECT_TRUE(parsed->default_policy.text.empty());
    EXPECT_FALSE(parsed->marks);
    EXPECT_TRUE(parsed->timeline_file.empty());
}

TEST(CaseFile, ReadsATheftFromAnAccountInTheChainsOwnForm) {
    const auto parsed = casebook::parse_case(
        with("theft: {from_account: nc4c6p-suw5cl-tdt5sx-agjdqj-gznesk-fk5mcn-77og, "
             "since: 2018-01-26T00:00+09:00, until: 1000}"),
        "case.yaml");
    ASSERT_TRUE(parsed) << parsed.error().text.en;
    const auto theft = parsed->theft_account.value_or(casebook::TheftFromAccount{});
    EXPECT_EQ(theft.account.text, kReceiver);
    EXPECT_EQ(theft.since.text, "2018-01-26T00:00+09:00");
    EXPECT_EQ(theft.until.text, "1000");
    EXPECT_TRUE(parsed->thefts.empty());
}

TEST(CaseFile, TakesAMissingLanguageFromTheOther) {
    const auto parsed = casebook::parse_case(with("title: {ja: 事件}"), "case.yaml");
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->title, (base::Phrase{"事件", "事件"}));
}

TEST(CaseFile, ReadsAmountsAndPricesExactly) {
    const auto parsed = casebook::parse_case(
        with("marks: {at_least: \"0.000001\"}") +
            "valuations: [{currency: JPY, price: 88.549, at: {en: now}, basis: {en: text}}]\n",
        "case.yaml");
    ASSERT_TRUE(parsed) << parsed.error().text.en;
    EXPECT_EQ(at_least(*parsed), money::Amount::from_atoms(1));
    EXPECT_EQ(parsed->valuations[0].price, (money::Price{88'549, 3}));
}

TEST(CaseFile, SaysWhatIsWrongAndWhatWasExpected) {
    struct Wrong {
        const char* line;  // replaces the small case's line of that key, or is added
        const char* complaint;
    };
    const Wrong wrongs[] = {
        {"dyepack_case: 2",
         "1:15: this is not a case file of version 1, the only one known here; expected "
         "`dyepack_case: 1`"},
        {"id: Small!",
         "2:5: `Small!` is not an id; expected small letters, digits and hyphens between them, as "
         "in `coincheck-2018`"},
        {"id: -a",
         "2:5: `-a` is not an id; expected small letters, digits and hyphens between them, as in "
         "`coincheck-2018`"},
        {"id:", "2:1: the key `id` has no value; write it, or leave the key out"},
        {"asset: \"\"", "5:8: the key `asset` has no value; write it, or leave the key out"},
        {"ledger:", "7:1: the key `ledger` has no value; write it, or leave the key out"},
        {"title: A case", "3:8: found a text, expected {en: ..., ja: ...}"},
        {"title: {}", "3:8: no text in either language; expected `en`, `ja` or both"},
        {"title: {en: \"\"}", "3:13: the key `en` has no value; write it, or leave the key out"},
        {"title: {fr: Un cas}", "3:9: unknown key `fr`; expected one of: en, ja"},
        {"chain: neem",
         "4:8: unknown chain `neem`; expected one of: nem, bitcoin, litecoin, dash, ethereum, "
         "other (did you mean `nem`?)"},
        {"asset: X E M", "5:8: `X E M` is not an asset's name; expected one word, as in `XEM`"},
        {"divisibility: 010", "6:15: `010` is not a number of decimal places; expected 0 to 18"},
        {"divisibility: 19", "6:15: `19` is not a number of decimal places; expected 0 to 18"},
        {"divisibility: -1", "6:15: `-1` is not a number of decimal places; expected 0 to 18"},
        {"ledger: transfers.csv", "7:9: found a text, expected a map of keys and values"},
        {"ledger: {format: raw20}", "7:9: the key `file` is missing here"},
        {"theft: {}",
         "8:8: the theft is told by `transactions` or by `from_account`: expected one of the two"},
        {"theft: {transactions: [T01], from_account: a}",
         "8:8: the theft is told by `transactions` or by `from_account`: expected one of the two"},
        {"theft: {transactions: [T01], since: 5}",
         "8:37: `since` goes with `from_account`, not with `transactions`"},
        {"theft: {transactions: T01}", "8:23: found a text, expected a list"},
        {"theft: {transactions: []}", "8:23: `transactions` has 0 items; expected 1 to 100000"},
        {"theft: {transactions: [T01, T01]}", "8:29: the theft transaction `T01` is listed twice"},
        {"marks: {at_least: 1e4}",
         "9:19: `1e4` is not an amount; expected digits and at most one point, without sign, "
         "exponent or grouping"},
        {"marks: {at_least: -1}", "9:19: `-1` is negative; an amount is zero or more"},
        {"marks: {at_least: 0.0000001}",
         "9:19: `0.0000001` has more decimal places than the asset, which has 6"},
        {"marks: {at_least: 99999999999999999999}",
         "9:19: `99999999999999999999` is too large; at most 18446744073709551615 atoms"},
        {"valuations: [{currency: yen, price: 1, at: {en: a}, basis: {en: b}}]",
         "9:25: `yen` is not a currency code; expected three capital letters, as in `JPY`"},
        {"valuations: [{currency: JPY, price: cheap, at: {en: a}, basis: {en: b}}]",
         "9:37: `cheap` is not a price; expected digits and at most one point, as in 88.549"},
        {"valuations: [{currency: JPY, price: 1, at: {en: a}}]",
         "9:14: the key `basis` is missing here"},
        {"policies: fifo",
         "9:1: unknown key `policies`; expected one of: dyepack_case, id, title, summary, "
         "findings, chain, asset, divisibility, ledger, theft, policy, marks, valuations, "
         "boundaries, openings, casebook"},
        {"polcy: fifo",
         "9:1: unknown key `polcy`; expected one of: dyepack_case, id, title, summary, findings, "
         "chain, asset, divisibility, ledger, theft, policy, marks, valuations, boundaries, "
         "openings, casebook (did you mean `policy`?)"},
        {"casebook: {time_line: t.csv}",
         "9:12: unknown key `time_line`; expected one of: accounts, timeline, sources, "
         "contradictions, offramps, orders, compensation, unmeasured (did you mean `timeline`?)"},
    };
    for (const Wrong& wrong : wrongs) {
        EXPECT_EQ(complaint(with(wrong.line)), std::string{"case.yaml:"} + wrong.complaint)
            << wrong.line;
    }
}

TEST(CaseFile, NamesEachRequiredKeyThatLacks) {
    for (const std::string_view key :
         {"dyepack_case", "id", "title", "chain", "asset", "divisibility", "ledger", "theft"}) {
        const std::string whole = with(fmt::format("{}: ", key));
        const std::size_t at = whole.find(fmt::format("{}: \n", key));
        const std::string lacking = whole.substr(0, at) + whole.substr(whole.find('\n', at) + 1);
        EXPECT_NE(complaint(lacking).find(fmt::format("the key `{}` is missing", key)),
                  std::string::npos)
            << key;
    }
}

TEST(CaseFile, WantsAMap) {
    EXPECT_EQ(complaint("- a\n"), "case.yaml:1:1: found a list, expected a map of keys and values");
    EXPECT_EQ(complaint("---\n"),
              "case.yaml:2:1: found nothing, expected a map of keys and values");
}

TEST(CaseFile, RefusesAnAddressWithABadChecksum) {
    const std::string text =
        complaint(with("theft: {from_account: NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OA}"));
    EXPECT_TRUE(text.starts_with("case.yaml:8:23: ")) << text;
    EXPECT_NE(text.find("checksum"), std::string::npos) << text;
}

TEST(CaseFile, KeepsPathsInsideItsFolder) {
    struct Path {
        const char* path;
        const char* complaint;
    };
    const Path paths[] = {
        {"a.csv", "no complaint"},
        {"data/a.csv", "no complaint"},
        {"..a/b..csv", "no complaint"},
        {"台帳.csv", "no complaint"},
        {"/etc/passwd",
         "case.yaml:7:16: the path is absolute; expected one relative to the case's "
         "folder"},
        {"..",
         "case.yaml:7:16: the path has the part `..`; it must stay inside the case's folder "
         "and name each folder once"},
        {"a/../../b",
         "case.yaml:7:16: the path has the part `..`; it must stay inside the case's "
         "folder and name each folder once"},
        {"./a",
         "case.yaml:7:16: the path has the part `.`; it must stay inside the case's folder "
         "and name each folder once"},
        {"a//b",
         "case.yaml:7:16: the path has the part ``; it must stay inside the case's folder "
         "and name each folder once"},
        {"a/",
         "case.yaml:7:16: the path has the part ``; it must stay inside the case's folder and "
         "name each folder once"},
        {"..\\\\b",
         "case.yaml:7:16: a path may not hold a backslash, a colon, a tab or a line end; "
         "folders are parted by `/`"},
        {"C:a",
         "case.yaml:7:16: a path may not hold a backslash, a colon, a tab or a line end; "
         "folders are parted by `/`"},
        {"a\\nb",
         "case.yaml:7:16: a path may not hold a backslash, a colon, a tab or a line end; "
         "folders are parted by `/`"},
    };
    for (const Path& each : paths) {
        EXPECT_EQ(complaint(with(fmt::format("ledger: {{file: \"{}\"}}", each.path))),
                  each.complaint)
            << each.path;
    }
    EXPECT_EQ(complaint(with("ledger: {file: " + std::string(256, 'a') + "}")),
              "case.yaml:7:16: the path has more than 255 bytes");
    EXPECT_EQ(complaint(with("casebook: {orders: ../orders.csv}")),
              "case.yaml:9:20: the path has the part `..`; it must stay inside the case's folder "
              "and name each folder once");
}

TEST(CaseFile, BoundsItsTexts) {
    EXPECT_EQ(complaint(with("title: {en: " + std::string(257, 'a') + "}")),
              "case.yaml:3:13: this text has 257 bytes; at most 256 are accepted here");
    EXPECT_EQ(complaint(with("summary: {en: " + std::string(8193, 'a') + "}")),
              "case.yaml:9:15: this text has 8193 bytes; at most 8192 are accepted here");
}

TEST(CaseFile, ReadsBackWhatItWrites) {
    const auto first = casebook::parse_case(
        with("summary: {en: \"two\\nlines: \\\"x\\\" \\\\ #\", ja: \"- 一\"}") +
            "findings: [{en: \"yes\"}, {ja: \"null\"}]\n"
            "policy: tiho\n"
            "marks: {at_least: 12.5}\n"
            "valuations: [{currency: JPY, price: \"0.050\", at: {en: a}, basis: {en: b}}]\n"
            "boundaries: b.csv\nopenings: o.csv\n"
            "casebook: {accounts: a.csv, unmeasured: data/u.csv}\n",
        "case.yaml");
    ASSERT_TRUE(first) << first.error().text.en;
    const std::string written = casebook::to_yaml(*first);
    const auto second = casebook::parse_case(written, "case.yaml");
    ASSERT_TRUE(second) << second.error().text.en << "\n" << written;
    EXPECT_EQ(casebook::to_yaml(*second), written);
    EXPECT_EQ(second->summary, first->summary);
    EXPECT_EQ(second->findings, first->findings);
    EXPECT_EQ(at_least(*second), money::Amount::from_atoms(12'500'000));
    EXPECT_EQ(second->unmeasured_file, "data/u.csv");
    EXPECT_EQ(second->default_policy.text, "tiho");
}

TEST(CaseFile, IsDocumentedByAnExampleThatParses) {
    std::ifstream stream{std::filesystem::path{DYEPACK_SOURCE_DIR} / "docs" / "case-file.md"};
    const std::string page{std::istreambuf_iterator<char>{stream}, {}};
    const std::string fence = "```yaml\n";
    const std::size_t begin = page.find(fence);
    ASSERT_NE(begin, std::string::npos);
    const std::size_t from = begin + fence.size();
    EXPECT_EQ(complaint(page.substr(from, page.find("```", from) - from)), "no complaint");
}

}  // namespace

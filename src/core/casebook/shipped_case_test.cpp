// The case that ships with the project, checked against what its sources state.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <casebook/casebook.hpp>
#include <csv/csv.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

const std::filesystem::path kFolder =
    std::filesystem::path{DYEPACK_SOURCE_DIR} / "cases" / "coincheck-2018";
const std::string kReceiver = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG";
constexpr std::int64_t kXem = 1'000'000;

std::string read(const std::string& name) {
    std::ifstream stream{kFolder / name, std::ios::binary};
    EXPECT_TRUE(stream) << name;
    return {std::istreambuf_iterator<char>{stream}, {}};
}

template <class T>
T checked(std::expected<T, base::Complaint> parsed) {
    if (!parsed) {
        const base::Complaint& found = parsed.error();
        ADD_FAILURE() << found.place.file << ':' << found.place.line << ':' << found.place.column
                      << ": " << found.text.en;
        return {};
    }
    return std::move(*parsed);
}

casebook::Case the_case() { return checked(casebook::parse_case(read("case.yaml"), "case.yaml")); }

/// One row of the ledger, in atoms.
struct Row {
    std::string tx;
    base::Moment time;
    std::string from;
    std::string to;
    std::int64_t amount;
    std::int64_t fee;
    std::string kind;
};

std::int64_t atoms(const std::string& text) {
    if (text.empty()) { return 0; }
    const auto parsed = money::parse_decimal(text, 6);
    EXPECT_TRUE(parsed) << text;
    return parsed ? static_cast<std::int64_t>(parsed->atoms()) : 0;
}

std::vector<Row> ledger() {
    const std::array<std::string_view, 7> columns = {"tx",     "time", "from", "to",
                                                     "amount", "fee",  "kind"};
    const csv::Table table =
        checked(csv::parse_table(read("transfers.csv"), "transfers.csv", columns));
    std::vector<Row> rows;
    for (const csv::Table::Row& row : table.rows) {
        const auto field = [&](std::string_view name) {
            return row.fields.at(table.find_column(name).value_or(row.fields.size()));
        };
        const auto time = base::parse_moment(field("time"));
        EXPECT_TRUE(time) << field("time");
        rows.push_back({field("tx"), time.value_or(base::Moment{}), field("from"), field("to"),
                        atoms(field("amount")), atoms(field("fee")), field("kind")});
    }
    return rows;
}

std::int64_t sum_of(const std::vector<Row>& rows, std::string_view kind) {
    std::int64_t sum = 0;
    for (const Row& row : rows) { sum += row.kind == kind ? row.amount : 0; }
    return sum;
}

/// NEM's least fee at the time of the theft: 0.05 XEM for each full 10,000 XEM, at least once and
/// at most 25 times.
std::int64_t fee_rule(std::int64_t amount) {
    return std::clamp<std::int64_t>(amount / kXem / 10'000, 1, 25) * 50'000;
}

std::int64_t receiver_balance_after(const std::vector<Row>& rows, std::string_view tx) {
    std::int64_t balance = 0;
    for (const Row& row : rows) {
        if (row.to == kReceiver) { balance += row.amount; }
        if (row.from == kReceiver) { balance -= row.amount + row.fee; }
        if (row.tx == tx) { break; }
    }
    return balance;
}

TEST(ShippedCase, AddsUpToTheSumsItsSourceStates) {
    const std::vector<Row> rows = ledger();
    ASSERT_EQ(rows.size(), 34U);
    EXPECT_EQ(sum_of(rows, "theft"), 526'300'010 * kXem);
    EXPECT_EQ(sum_of(rows, "onward"), 523'300'000 * kXem);
    EXPECT_EQ(sum_of(rows, "derived"), 1'100 * kXem);
    const auto count = [&](std::string_view kind) {
        return std::ranges::count(rows, kind, &Row::kind);
    };
    EXPECT_EQ(count("theft"), 11);
    EXPECT_EQ(count("onward"), 9);
    EXPECT_EQ(count("derived"), 14);
}

TEST(ShippedCase, LeavesTheReceiverWithExactlyNothingAfterTheEighthOnwardTransfer) {
    const std::vector<Row> rows = ledger();
    EXPECT_EQ(receiver_balance_after(rows, "O08"), 0);
    EXPECT_EQ(receiver_balance_after(rows, "O09"), 2'999'998'750'000);
    EXPECT_EQ(receiver_balance_after(rows, "D14"), 2'998'898'050'000);
}

TEST(ShippedCase, AppliesTheFeeRuleToTheReceiversSendsAndToNothingElse) {
    for (const Row& row : ledger()) {
        EXPECT_EQ(row.fee, row.from == kReceiver ? fee_rule(row.amount) : 0) << row.tx;
    }
}

TEST(ShippedCase, StandsInOrderWithTimesToTheMinute) {
    const std::vector<Row> rows = ledger();
    EXPECT_TRUE(std::ranges::is_sorted(rows, {}, [](const Row& row) { return row.time.at; }));
    for (const Row& row : rows) {
        EXPECT_EQ(row.time.precision, base::Precision::Minute) << row.tx;
        for (const std::string& account : {row.from, row.to}) {
            const auto normal = address::normalise(address::Chain::Nem, account);
            ASSERT_TRUE(normal) << account;
            EXPECT_EQ(*normal, account);
        }
    }
}

TEST(ShippedCase, NamesEveryTheftTransactionAndNoOther) {
    std::set<std::string> in_ledger;
    for (const Row& row : ledger()) {
        if (row.kind == "theft") { in_ledger.insert(row.tx); }
    }
    std::set<std::string> named;
    for (const casebook::Stated& theft : the_case().thefts) { named.insert(theft.text); }
    EXPECT_EQ(named, in_ledger);
}

TEST(ShippedCase, PutsTheMarkThresholdBetweenDustAndTheLeastOnwardTransfer) {
    const casebook::Case found = the_case();
    const auto rule = found.marks.value_or(casebook::MarkThresholds{});
    const auto threshold = static_cast<std::int64_t>(rule.at_least.atoms());
    EXPECT_EQ(threshold, 10'000 * kXem);
    std::map<std::string, std::int64_t> received;
    std::map<std::string, std::string> kinds;
    for (const Row& row : ledger()) {
        received[row.to] += row.amount;
        kinds[row.to] = row.kind;
    }
    EXPECT_EQ(received.size(), 19U);  // the receiver, nine onward, nine dusted
    for (const auto& [account, amount] : received) {
        EXPECT_EQ(amount >= threshold, kinds[account] != "derived") << account;
    }
}

TEST(ShippedCase, StatesItsFigures) {
    const casebook::Case found = the_case();
    EXPECT_EQ(found.id, "coincheck-2018");
    EXPECT_EQ(found.default_policy.text, "fifo");
    ASSERT_EQ(found.valuations.size(), 2U);
    EXPECT_EQ(found.valuations[0].price, (money::Price{88'549, 3}));
    EXPECT_EQ(found.valuations[1].price, (money::Price{110'203, 3}));
    EXPECT_TRUE(
        checked(casebook::parse_boundaries(read(found.boundaries_file), "b", found.chain)).empty());
}

TEST(ShippedCase, ReadsEveryTable) {
    const casebook::Case found = the_case();
    EXPECT_EQ(checked(casebook::parse_accounts(read(found.accounts_file), found.accounts_file,
                                               found.chain))
                  .size(),
              28U);
    EXPECT_EQ(checked(casebook::parse_sources(read(found.sources_file), found.sources_file)).size(),
              77U);  // the chronicle and its 76 footnotes
    EXPECT_EQ(checked(casebook::parse_orders(read(found.orders_file), found.orders_file)).size(),
              38U);
    EXPECT_EQ(checked(casebook::parse_compensation(read(found.compensation_file),
                                                   found.compensation_file))
                  .size(),
              21U);
    EXPECT_EQ(checked(casebook::parse_unmeasured(read(found.unmeasured_file), found.unmeasured_file,
                                                 found.chain))
                  .size(),
              2U);
    std::uint64_t yen = 0;
    for (const casebook::Offramp& offramp :
         checked(casebook::parse_offramps(read(found.offramps_file), found.offramps_file))) {
        yen += offramp.amount_jpy_about;
    }
    EXPECT_EQ(yen, 520'000U);
}

TEST(ShippedCase, TellsEveryEventOnceInOrderOfTime) {
    const auto events = checked(casebook::parse_timeline(read("timeline.csv"), "timeline.csv"));
    ASSERT_EQ(events.size(), 85U);  // the source's 84, and the movement it gives no time for
    std::set<std::uint32_t> numbers;
    for (const casebook::Event& event : events) { numbers.insert(event.number); }
    EXPECT_EQ(*numbers.begin(), 1U);
    EXPECT_EQ(*numbers.rbegin(), 85U);
    EXPECT_TRUE(std::ranges::is_sorted(events, {}, &casebook::Event::date_jst));
    const auto important = std::ranges::count(events, true, &casebook::Event::important);
    EXPECT_GE(important, 15);
    EXPECT_LE(important, 25);
}

TEST(ShippedCase, SpeaksBothLanguages) {
    for (const char* const name :
         {"accounts.csv", "timeline.csv", "contradictions.csv", "offramps.csv", "orders.csv",
          "compensation.csv", "unmeasured.csv", "sources.csv"}) {
        const csv::Table table = checked(csv::parse_table(read(name), name, {}));
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
            if (!table.columns[i].ends_with("_en")) { continue; }
            const std::string stem = table.columns[i].substr(0, table.columns[i].size() - 3);
            const std::size_t none = table.columns.size();
            const std::size_t japanese = table.find_column(stem + "_ja").value_or(none);
            ASSERT_NE(japanese, none) << name << ' ' << stem;
            for (const csv::Table::Row& row : table.rows) {
                EXPECT_EQ(row.fields[i].empty(), row.fields[japanese].empty())
                    << name << ':' << row.line << ' ' << stem;
            }
        }
    }
}

TEST(ShippedCase, PointsOnlyAtEventsAndSourcesThatExist) {
    std::set<std::string> keys;
    for (const auto& source : checked(casebook::parse_sources(read("sources.csv"), "s"))) {
        keys.insert(source.key);
    }
    const auto events = checked(casebook::parse_timeline(read("timeline.csv"), "t"));
    for (const casebook::Event& event : events) {
        EXPECT_FALSE(event.sources.empty()) << event.number;
        for (std::string key : event.sources) {
            if (key.ends_with('?')) { key.pop_back(); }
            EXPECT_TRUE(key.starts_with("section:") || keys.contains(key)) << key;
        }
    }
    const auto contradictions =
        checked(casebook::parse_contradictions(read("contradictions.csv"), "c"));
    EXPECT_EQ(contradictions.size(), 24U);
    for (const casebook::Contradiction& each : contradictions) {
        for (const std::uint32_t number : each.events) {
            EXPECT_NE(std::ranges::find(events, number, &casebook::Event::number), events.end());
        }
    }
}

TEST(ShippedCase, KnowsEveryAccountOfItsLedgerAndKeepsTheCandidateOut) {
    const auto accounts =
        checked(casebook::parse_accounts(read("accounts.csv"), "a", address::Chain::Nem));
    std::map<std::string, std::string> roles;
    for (const casebook::KnownAccount& each : accounts) { roles[each.account] = each.role; }
    for (const Row& row : ledger()) {
        for (const std::string& account : {row.from, row.to}) {
            ASSERT_TRUE(roles.contains(account)) << account;
            EXPECT_NE(roles[account], "candidate") << account;
        }
    }
}

TEST(ShippedCase, SurvivesBeingWrittenAndReadAgain) {
    const std::string written = casebook::to_yaml(the_case());
    const auto again = checked(casebook::parse_case(written, "again.yaml"));
    EXPECT_EQ(casebook::to_yaml(again), written);
    EXPECT_EQ(again.findings, the_case().findings);
}

}  // namespace

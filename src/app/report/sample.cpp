#include "sample.hpp"

#include <algorithm>
#include <array>

namespace report::sample {
namespace {

constexpr std::int64_t kBegin = 1'516'892'520;  // 2018-01-25T15:02:00Z
constexpr std::uint64_t kXem = 1'000'000;
constexpr std::string_view kWallet = "entity:wallet";
constexpr std::string_view kReceiver = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG";
constexpr std::string_view kOnward = "NA6JSWNF24Y7DVIUVPKRNAY7TPOFJJ7G2URL7KU5";
constexpr std::string_view kOther = "NDDZVF32WB3LWRNG3IVGHCOCAZWENCNRGEZJVCJI";
constexpr std::string_view kDusted = "NAUFIPHWAAFJWLE5C33WW36SI5BVDV32ODLFDFBK";
constexpr std::string_view kExchange = "NBKCVZ2BU3D5XLUZD4BAI2EVIXE3MRYKEVINPWYQ";
constexpr std::string_view kBounce = "NCF6IA5ZNKIUXE3COV7WK23EIOBEPDV5DJFZQTTH";

void fill_ledger(SmallLedger& ledger) {
    ledger.send(kWallet, kReceiver, 10 * kXem, 0, "theft");
    ledger.send(kWallet, kReceiver, 100'000'000 * kXem, 0, "theft");
    ledger.send(kWallet, kReceiver, 3'000'000 * kXem, 0, "theft");
    ledger.send(kReceiver, kOnward, 92'250'000 * kXem, 1'250'000, "onward");
    ledger.send(kReceiver, kOther, 7'000'000 * kXem, 1'250'000, "onward");
    ledger.send(kOther, kExchange, 2'000'000 * kXem, 1'250'000, "onward");
    ledger.send(kReceiver, kDusted, 100 * kXem, 50'000, "derived");
    ledger.send(kReceiver, kDusted, 0, 50'000, "derived");
    ledger.close();
}

void fill_record(casebook::Case& record) {
    record.id = "sample";
    record.title = {"The theft of 103 million XEM from a wallet",
                    "ウォレットからの1億300万XEMの流出"};
    record.summary = {"Somebody emptied a wallet.\nThis is a sample.",
                      "何者かがウォレットを空にした。\nこれは見本である。"};
    record.findings = {{"All went to one account.", "宛先はすべて同じアカウントである。"},
                       {"One movement has no amount.", "数量の分からない移動が1つある。"}};
    record.chain = address::Chain::Nem;
    record.asset = "XEM";
    record.divisibility = 6;
    record.marks = casebook::MarkThresholds{money::Amount::from_atoms(10'000 * kXem)};
    record.valuations = {{"JPY",
                          money::Price{88'549, 3},
                          {"26 January 2018", "2018年1月26日"},
                          {"rate of compensation (text)", "補償の単価（本文）"}}};
}

casebook::KnownAccount known(std::string_view account, base::Phrase label, std::string_view role) {
    casebook::KnownAccount entry;
    entry.chain = address::Chain::Nem;
    entry.account = account;
    entry.label = std::move(label);
    entry.role = role;
    entry.note = {"Known from the sample.", "見本による。"};
    entry.source = "fn1";
    return entry;
}

casebook::Event event(std::uint32_t number, std::string_view date, std::string_view time,
                      std::string_view precision, bool important) {
    casebook::Event entry;
    entry.number = number;
    entry.date_jst = date;
    entry.time_jst = time;
    entry.precision = precision;
    entry.actor = {"Somebody", "何者か"};
    entry.text = {"did something.", "何かをした。"};
    entry.sources = {"fn1", "section:timeline", "fn9?"};
    entry.category = "theft";
    entry.important = important;
    return entry;
}

void fill_documents(Documents& documents) {
    documents.accounts = {known(kWallet, {"Hot wallet", "ホットウォレット"}, "victim"),
                          known(kReceiver, {"First receiver", "最初の受取先"}, "receiver"),
                          known(kOnward, {"Onward account 8", "転送先8"}, "onward"),
                          known(kDusted, {"Dusting recipient 1", "少額送金の受取先1"}, "dusted"),
                          known(kBounce, {"Bounce account", "往復送金の相手"}, "bounce")};
    documents.timeline = {event(1, "2017-12", "", "month", false),
                          event(2, "2018-01-23", "", "date-range", false),
                          event(3, "2018-01-26", "00:02", "about", true),
                          event(4, "2018-01-26", "17:00", "hour", true),
                          event(5, "2018-01-26", "", "evening", false)};
    documents.timeline[1].date_to_jst = "2018-01-24";
    documents.sources = {{"fn1",
                          "A report",
                          "A newspaper",
                          "2018-03-10",
                          "https://example.org/a",
                          {"read twice", "二度読んだ"}}};
    documents.contradictions = {{1,
                                 {"Amount stolen", "流出した数量"},
                                 {"One says 103, one says 104.", "103とも104ともいう。"},
                                 {3}}};
    documents.offramps = {{{"Somewhere", "どこか"},
                           "exchange",
                           "2018-02-01",
                           60'000,
                           {"No sender is given.", "送金元の記載なし。"},
                           "fn1"}};
    documents.orders.resize(1);
    documents.orders[0].operator_name = {"The operator", "事業者"};
    documents.orders[0].kind = {"Business improvement", "業務改善命令"};
    documents.orders[0].item = "(1)";
    documents.orders[0].text = {"Mend it.", "改善すること。"};
    documents.orders[0].from = "2018-03-08";
    documents.orders[0].to = "2018-04-07";
    documents.orders[0].due = "2018-03-22";
    documents.compensation = {
        {{"Rate", "単価"}, "88.549 JPY", "text", {"Each.", "1 XEMあたり。"}, "fn1"}};
    documents.unmeasured.resize(2);
    documents.unmeasured[0].from = kOnward;
    documents.unmeasured[0].to = kBounce;
    documents.unmeasured[0].when = {"after 03:29 JST", "3時29分（JST）より後"};
    documents.unmeasured[0].note = {"Amount not given.", "数量の記載なし。"};
    documents.unmeasured[1] = documents.unmeasured[0];
    std::swap(documents.unmeasured[1].from, documents.unmeasured[1].to);
}

void infect(base::Phrase& phrase) { phrase = {attack(), attack()}; }

void infect_record(casebook::Case& record) {
    record.id = attack();
    record.asset = attack();
    for (base::Phrase* const text : {&record.title, &record.summary, record.findings.data(),
                                     &record.valuations[0].at, &record.valuations[0].basis}) {
        infect(*text);
    }
    record.valuations[0].currency = attack();
}

void infect_accounts(Documents& documents) {
    for (casebook::KnownAccount& account : documents.accounts) {
        infect(account.label);
        infect(account.note);
        account.role = account.source = attack();
    }
    for (casebook::Unmeasured& movement : documents.unmeasured) {
        infect(movement.when);
        infect(movement.note);
        movement.source = attack();
    }
    documents.unmeasured[0].to = attack();
}

void infect_story(Documents& documents) {
    for (casebook::Event& entry : documents.timeline) {
        infect(entry.actor);
        infect(entry.text);
        entry.date_jst = entry.time_jst = entry.precision = entry.category = attack();
        entry.sources = {attack()};
    }
    for (casebook::Source& source : documents.sources) {
        source = {
            attack(), attack(), attack(), attack(), "javascript:" + attack(), {attack(), attack()}};
    }
    documents.sources.push_back({"fn2", "t", "p", "a", "https://x/\"onclick=\"x" + attack(), {}});
    infect(documents.contradictions[0].subject);
    infect(documents.contradictions[0].statement);
}

void infect_redress(Documents& documents) {
    casebook::Offramp& place = documents.offramps[0];
    infect(place.place);
    infect(place.note);
    place.kind = place.date_jst = place.source = attack();
    casebook::Order& order = documents.orders[0];
    for (base::Phrase* const text : {&order.operator_name, &order.kind, &order.text, &order.note}) {
        infect(*text);
    }
    order.item = order.from = order.to = order.due = attack();
    casebook::CompensationFact& fact = documents.compensation[0];
    infect(fact.name);
    infect(fact.note);
    fact.value = fact.basis = fact.source = attack();
}

}  // namespace

std::string attack() {
    return "</title></style><script>alert(1)</script><img src=x onerror=\"alert(2)\"> '\"&amp; "
           "\u202egnp.exe\u202c \u200b\x01 ]]></svg><svg onload=alert(3)>" +
           std::string(300, 'W');
}

void SmallLedger::send(std::string_view from, std::string_view to, std::uint64_t atoms,
                       std::uint64_t fee_atoms, std::string_view kind) {
    const ledger::AccountId sender = id_of(from);
    const ledger::AccountId receiver = id_of(to);
    rows_.push_back(
        {sender, receiver, money::Amount::from_atoms(atoms), money::Amount::from_atoms(fee_atoms)});
    kinds_.emplace_back(kind);
}

void SmallLedger::close() {
    const auto found = ledger::find_openings(*this);
    base::invariant(found.has_value(), "a sample's amounts are small");
    openings_ = *found;
}

ledger::AccountId SmallLedger::id_of(std::string_view account) {
    const auto [found, is_new] = ids_.try_emplace(std::string{account}, accounts());
    if (is_new) { names_.emplace_back(account); }
    return {found->second};
}

std::uint32_t SmallLedger::rows() const { return static_cast<std::uint32_t>(rows_.size()); }

ledger::RowFacts SmallLedger::facts(ledger::Row row) const {
    ledger::RowFacts facts;
    facts.time = base::Moment{{kBegin + std::int64_t{row.value} * 60}, base::Precision::Minute};
    facts.tx = "#" + std::to_string(row.value + 1);
    facts.message = kinds_[row.value] == "derived" ? attack() : std::string{};
    facts.kind = kinds_[row.value];
    return facts;
}

std::uint32_t SmallLedger::accounts() const { return static_cast<std::uint32_t>(names_.size()); }

std::string SmallLedger::account_text(ledger::AccountId account) const {
    return names_.at(account.value);
}

std::optional<ledger::AccountId> SmallLedger::find_account(std::string_view text) const {
    const auto found = ids_.find(std::string{text});
    return found == ids_.end() ? std::nullopt : std::optional{ledger::AccountId{found->second}};
}

std::vector<ledger::Row> SmallLedger::find_tx(std::string_view) const { return {}; }
std::uint32_t SmallLedger::end_of(ledger::Bound) const { return rows(); }
std::uint32_t SmallLedger::begin_of(ledger::Bound) const { return 0; }
std::uint32_t SmallLedger::block_end(ledger::Row row) const { return row.value + 1; }

void SmallLedger::read(ledger::Row first, std::span<ledger::Transfer> into) const {
    std::copy_n(rows_.begin() + first.value, into.size(), into.begin());
}

const ledger::OpeningBalances& SmallLedger::openings() const { return openings_; }

Input Sample::input() const {
    Input input{.record = record, .ledger = ledger};
    input.documents = documents;
    for (std::uint32_t row = 0; row < ledger.rows(); ++row) {
        const bool stolen = ledger.facts({row}).kind == "theft";
        if (stolen) { input.plan.thefts.push_back({{row}, std::nullopt}); }
    }
    input.plan.boundaries = boundaries;
    input.plan.end = ledger.rows();
    input.policy = taint::Policy::Fifo;
    const std::array policies{taint::Policy::Fifo, taint::Policy::Haircut, taint::Policy::Lifo,
                              taint::Policy::Tiho, taint::Policy::Poison};
    input.results = trace::trace_all(ledger, input.plan, policies);
    input.flows = trace::find_flows(ledger, input.plan, input.policy);
    if (record.marks) {
        input.findings = marks::propose(ledger, input.plan, input.policy, {record.marks->at_least});
    }
    input.program_version = "1.2.3";
    input.fingerprints = {{"case.yaml", std::string(64, 'a')},
                          {"transfers.csv", std::string(64, 'b')}};
    input.commands = {"dyepack report case.yaml --lang en"};
    return input;
}

std::unique_ptr<Sample> make_small_case() {
    auto sample = std::make_unique<Sample>();
    fill_ledger(sample->ledger);
    fill_record(sample->record);
    fill_documents(sample->documents);
    const auto exchange = sample->ledger.find_account(kExchange);
    sample->boundaries = {{base::present(exchange, "the sample has an exchange"), "An exchange",
                           trace::BoundaryKind::Exchange}};
    return sample;
}

std::unique_ptr<Sample> make_hostile_case() {
    auto sample = make_small_case();
    infect_record(sample->record);
    infect_accounts(sample->documents);
    infect_story(sample->documents);
    infect_redress(sample->documents);
    sample->boundaries[0].label = attack();
    return sample;
}

std::unique_ptr<Sample> make_crowded_case(std::uint32_t accounts) {
    auto sample = make_small_case();
    sample->record.chain = address::Chain::Other;
    SmallLedger& ledger = sample->ledger;
    // Each account passes most of what it got to a few others, which stand one hop further.
    const std::uint32_t fan = accounts < 100 ? 3 : 7;
    std::vector<std::uint64_t> held(accounts, 0);
    held[0] = 40'000'000 * kXem;
    ledger.send(kReceiver, "account-0", 0, 0, "onward");
    ledger.send(kWallet, "account-0", held[0], 0, "theft");
    for (std::uint32_t from = 0; from < accounts; ++from) {
        for (std::uint32_t i = 1; i <= fan && from * fan + i < accounts; ++i) {
            const std::uint32_t to = from * fan + i;
            const std::uint64_t part = held[from] / (i + 2);
            held[from] -= part;
            held[to] += part;
            ledger.send("account-" + std::to_string(from), "account-" + std::to_string(to), part, 0,
                        "onward");
        }
    }
    ledger.close();
    return sample;
}

std::unique_ptr<Sample> make_mixed_case() {
    auto sample = make_small_case();
    SmallLedger& ledger = sample->ledger;
    ledger.send("entity:clean", kOnward, 5'000'000 * kXem, 0, "");
    ledger.send(kOnward, "NCGLWE2SVA5DP2X4TO7JBOM65PRIFZZPSPSHDGU4", 6'000'001 * kXem + 7, 50'000,
                "");
    ledger.send(kOnward, kReceiver, 1'000'000 * kXem, 50'000, "");
    ledger.close();
    return sample;
}

}  // namespace report::sample

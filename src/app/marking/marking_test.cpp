#include "marking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../watch/testing.hpp"
#include "kept_rules.hpp"
#include "signed_record.hpp"

namespace app {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::string rules_text(const std::string& rest) {
    return "dyepack_marks: 1\ncase: night\nissuer: " + text_of(7) + "\n" + rest;
}

Expected<MarkingRules> load(const std::string& text) {
    const TestFolder folder;
    const auto file = folder.path() / "marks.yaml";
    EXPECT_FALSE(store::write_file(file, text).has_value());
    return load_marking_rules(file, nem::kMainnet);
}

TEST(MarkingRules, AreReadAndRefusedInWords) {
    const auto rules = load(
        rules_text("mosaic: dyepack.night:stolen\nfee_budget: \"12.5\"\nshare_at_least: \"10\"\n"
                   "dust_floor: \"1\"\nhops_max: 5\ndry_run: false\ndo_not_mark:\n  - account: " +
                   text_of(kExchange) + "\n    label: An exchange\n"));
    ASSERT_TRUE(rules) << rules.error().text.en;
    EXPECT_EQ(rules->issuing.fee_budget.atoms(), 12'500'000U);
    EXPECT_EQ(rules->issuing.share_at_least, 100'000U);
    EXPECT_EQ(rules->issuing.hops_max, 5U);
    EXPECT_FALSE(rules->issuing.dry_run);
    EXPECT_EQ(rules->issuing.do_not_mark.at(text_of(kExchange)), "An exchange");
    ASSERT_EQ(rules->recognised.size(), 1U);
    EXPECT_EQ(rules->recognised[0].id, "dyepack.night:stolen");
    const auto plain = load(rules_text("fee_budget: \"1\"\n"));
    ASSERT_TRUE(plain);
    EXPECT_TRUE(plain->issuing.dry_run) << "nothing is sent unless somebody says so";

    const std::vector<std::pair<std::string, std::string>> wrong{
        {rules_text(""), "how many XEM"},
        {rules_text("fee_budget: \"x\"\n"), "not an amount"},
        {rules_text("fee_budget: \"1\"\nshare_at_least: \"101\"\n"), "percentage"},
        {rules_text("fee_budget: \"1\"\ndry_run: perhaps\n"), "true or false"},
        {rules_text("fee_budget: \"1\"\nmosaic: stolen\n"), "namespace:name"},
        {rules_text("fee_budget: \"1\"\nmosaic: \"a:b:c\"\n"), "namespace:name"},
        {rules_text("fee_budget: \"1\"\nconfirmations: 0\n"), "whole number"},
        {"dyepack_marks: 2\ncase: night\nissuer: " + text_of(7) + "\nfee_budget: \"1\"\n",
         "dyepack_marks: 1"},
        {"dyepack_marks: 1\ncase: Night\nissuer: " + text_of(7) + "\nfee_budget: \"1\"\n",
         "id of a case"},
        {"dyepack_marks: 1\ncase: night\nissuer: TALICE\nfee_budget: \"1\"\n", "not an address"}};
    for (const auto& [text, said] : wrong) {
        const auto refused = load(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_THAT(refused.error().text.en, HasSubstr(said));
    }
}

MarkedCase tried(const std::string& more = "fee_budget: \"100\"\n") {
    auto rules = load(rules_text(more + "confirmations: 1\n"));
    if (!rules) { throw std::runtime_error(rules.error().text.en); }
    auto paired = pair_with_case(*std::move(rules), std::vector{night()});
    if (!paired) { throw std::runtime_error(paired.error().text.en); }
    return *std::move(paired);
}

std::unique_ptr<Marking> open_marking(journal::Journal& journal, MarkedCase marked = tried()) {
    auto marking = Marking::open(journal, {std::move(marked)}, std::nullopt, nem::kMainnet);
    if (!marking) { throw std::runtime_error(marking.error().text.en); }
    return *std::move(marking);
}

Watcher resume_with(journal::Journal& journal, Marking& marking) {
    auto watcher = Watcher::resume(nem::kMainnet, {night()}, journal, kNow, {}, &marking);
    if (!watcher) { throw std::runtime_error(watcher.error().text.en); }
    return *std::move(watcher);
}

TEST(Marking, IsWhatItWasAfterARestartAlsoAcrossAFork) {
    const TestFolder folder;
    Chain chain;
    std::vector<std::uint8_t> before;
    {
        auto journal = open(folder);
        const auto marking = open_marking(journal);
        auto watcher = resume_with(journal, *marking);
        take(watcher, {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)}),
                       chain.grow({transfer(kThief, kHelper, 50 * kXem)})});
        const auto gone = chain.shrink();
        take(watcher, {gone, chain.grow({transfer(kThief, kExchange, 50 * kXem)}, 7)});
        before = marking->desks().front().desk().bytes();
        const auto& marks = marking->desks().front().desk().marks();
        EXPECT_TRUE(marks.contains(text_of(kThief)));
        EXPECT_FALSE(marks.contains(text_of(kHelper))) << "its block is gone";
        EXPECT_FALSE(marks.contains(text_of(kExchange))) << "a service";
    }
    auto journal = open(folder);
    const auto marking = open_marking(journal);
    const auto watcher = resume_with(journal, *marking);
    EXPECT_EQ(marking->desks().front().desk().bytes(), before);
}

TEST(Marking, ReadsAForkAgainThatTookBackBlocksWithoutCandidates) {
    const TestFolder folder;
    Chain chain;
    {
        auto journal = open(folder);
        const auto marking = open_marking(journal);
        auto watcher = resume_with(journal, *marking);
        for (int i = 0; i < 5; ++i) { take(watcher, {chain.grow({})}); }
        for (int i = 0; i < 3; ++i) { take(watcher, {chain.shrink()}); }
    }
    auto journal = open(folder);
    const auto marking = open_marking(journal);
    auto watcher = resume_with(journal, *marking);
    take(watcher, {chain.grow({transfer(kVictim, kThief, 500 * kXem)}, 1)});
    EXPECT_TRUE(marking->desks().front().desk().marks().contains(text_of(kThief)));
}

TEST(Marking, AForkBelowTheFirstCandidateIsTakenBackAfterARestart) {
    constexpr int kDepth = 359;  // blocks below the one with the candidate
    const TestFolder folder;
    Chain chain;
    {
        auto journal = open(folder);
        const auto marking = open_marking(journal);
        auto watcher = resume_with(journal, *marking);
        std::vector<nem_node::FeedEvent> blocks;
        for (int i = 0; i < kDepth + 5; ++i) { blocks.emplace_back(chain.grow({})); }
        blocks.emplace_back(chain.grow({transfer(kVictim, kThief, 500 * kXem)}));
        take(watcher, std::move(blocks));
    }
    auto journal = open(folder);
    const auto marking = open_marking(journal);
    auto watcher = resume_with(journal, *marking);
    std::vector<nem_node::FeedEvent> gone;
    for (int i = 0; i < kDepth + 1; ++i) { gone.emplace_back(chain.shrink()); }
    take(watcher, std::move(gone));
    EXPECT_TRUE(marking->desks().front().desk().marks().empty()) << "the reason is gone";
}

TEST(Marking, TakesADecisionOnceAndSaysWhatBecameOfIt) {
    const TestFolder folder;
    auto journal = open(folder);
    const auto marking = open_marking(journal);
    auto watcher = resume_with(journal, *marking);
    Chain chain;
    take(watcher, {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)})});
    ASSERT_TRUE(leave({"decline", "night", text_of(kThief), {}}, folder.path()));
    ASSERT_TRUE(leave({"uphold", "night", text_of(kThief), {}}, folder.path()));
    ASSERT_TRUE(leave({"approve", "other", text_of(kThief), {}}, folder.path()));
    const auto files = waiting_decisions(folder.path());
    ASSERT_EQ(files.size(), 3U);
    const auto kept = store::read_file(files[0], kDecisionBytesMax);
    ASSERT_TRUE(marking->take_decisions(folder.path(), kNow));
    EXPECT_TRUE(waiting_decisions(folder.path()).empty());
    EXPECT_TRUE(marking->desks().front().desk().marks().at(text_of(kThief)).declined);
    EXPECT_EQ(std::ranges::count(kinds(journal), "decision_taken"), 1);
    EXPECT_EQ(std::ranges::count(kinds(journal), "decision_refused"), 2);
    // Killed before the file was removed: it comes again.
    ASSERT_FALSE(store::write_file(files[0], *kept).has_value());
    ASSERT_TRUE(marking->take_decisions(folder.path(), kNow));
    EXPECT_EQ(std::ranges::count(kinds(journal), "decision_taken"), 1);
}

/// Two nodes that must agree, and the record of a theft.
class MarkedNight {
public:
    explicit MarkedNight(const std::string& rules) : marking{open_marking(journal, tried(rules))} {
        for (auto* const node : {&one, &other}) {
            node->time = nem::TimeStamp{1'000};
            nodes.all.push_back(node);
        }
        nodes.agreeing = 2;
        auto watcher = resume_with(journal, *marking);
        Chain chain;
        take(watcher, {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)})});
    }
    std::ptrdiff_t told(std::string_view kind) const {
        return std::ranges::count(kinds(journal), kind);
    }

    TestFolder folder;
    journal::Journal journal{open(folder)};
    std::unique_ptr<Marking> marking;
    ToldNode one{"one"};
    ToldNode other{"other"};
    Nodes nodes;
};

TEST(Marking, OrdersByTheClocksOfAsManyNodesAsMustAgree) {
    MarkedNight night{"fee_budget: \"100\"\n"};
    night.other.time.reset();
    EXPECT_EQ(night.marking->step(kNow, night.nodes), false);
    EXPECT_EQ(night.told("mark_ordered"), 0);
    night.other.time = nem::TimeStamp{900};
    EXPECT_EQ(night.marking->step(kNow, night.nodes), true);
    EXPECT_EQ(night.told("mark_ordered"), 1);
    EXPECT_EQ(night.told("mark_waits"), 0);
}

TEST(Marking, SaysOnceWhyMarksDoNotAppear) {
    for (const std::string rules :
         {"fee_budget: \"100\"\nmosaic: dyepack.night:misspelt\n", "fee_budget: \"0.01\"\n"}) {
        MarkedNight night{rules};
        for (int again = 0; again < 3; ++again) {
            EXPECT_TRUE(night.marking->step(kNow, night.nodes)) << rules;
        }
        EXPECT_EQ(night.told("mark_waits"), 1) << rules;
        EXPECT_EQ(night.told("mark_ordered"), 0) << rules;
    }
}

TEST(CaseDesk, NothingOfATriedCaseIsToldForTheRealOne) {
    const TestFolder folder;
    auto journal = open(folder);
    const auto candidate = [] {
        return std::vector{marks::Candidate{.account = text_of(kThief),
                                            .received = money::Amount::from_atoms(500 * kXem),
                                            .tainted = money::Amount::from_atoms(500 * kXem),
                                            .balance = money::Amount::from_atoms(500 * kXem),
                                            .hops = 1,
                                            .received_theft = true,
                                            .tx = "t"}};
    };
    const auto desk_of = [&](bool dry_run) {
        auto rules = tried().rules.issuing;
        rules.dry_run = dry_run;
        auto desk =
            CaseDesk::restore({"night", taint::Policy::Haircut, text_of(7)}, rules, journal);
        if (!desk) { throw std::runtime_error(desk.error().text.en); }
        return *std::move(desk);
    };
    const auto order = [&](CaseDesk& desk) {
        journal::Batch batch;
        desk.on_block({5}, candidate(), batch);
        const auto done = desk.apply(marks::event::Tick{kNow, money::Amount::from_atoms(1)}, batch);
        EXPECT_TRUE(done && done->intents.size() == 1);
        EXPECT_TRUE(journal.commit(batch));
        return done ? done->name : std::string{};
    };
    auto dry = desk_of(true);
    const auto dry_name = order(dry);
    journal::Batch closing;
    closing.put({std::string{kFinalRecord}, "night", "of the dry run"});
    closing.put({std::string{kFinalRecord}, "other", "of another case"});
    ASSERT_TRUE(journal.commit(closing));
    for (int again = 0; again < 2; ++again) {  // killed before the rules were kept: it comes again
        ASSERT_TRUE(CaseDesk::forget("night", journal));
    }
    const auto left = journal.entries(std::string{kFinalRecord});
    ASSERT_TRUE(left && left->size() == 1);
    EXPECT_EQ(left->front().name, "other");
    auto real = desk_of(false);
    EXPECT_TRUE(real.desk().marks().empty());
    EXPECT_NE(order(real), dry_name);
    EXPECT_EQ(desk_of(false).desk().bytes(), real.desk().bytes());
}

TEST(SignedRecord, IsItsIssuersOnlyWhereTheKeyIs) {
    const auto signed_by = [](std::uint8_t key, nem::Network network) {
        const std::string issuer{nem::to_address(key_of(7), network).text()};
        const std::string text =
            fmt::format("dyepack final record 1\ncase night\nissuer {}\nend\n", issuer);
        return SignedRecord{text, key_of(key), {}};
    };
    EXPECT_TRUE(issuer_of(signed_by(7, nem::kMainnet)).is_signer);
    EXPECT_TRUE(issuer_of(signed_by(7, nem::kTestnet)).is_signer);
    const auto forged = issuer_of(signed_by(8, nem::kMainnet));
    EXPECT_FALSE(forged.is_signer);
    EXPECT_EQ(forged.text, text_of(7));
    EXPECT_FALSE(issuer_of({"no issuer", key_of(7), {}}).is_signer);
    EXPECT_FALSE(issuer_of({"x\nissuer not an address", key_of(7), {}}).is_signer);
}

TEST(Marking, RefusesARecordWithoutItsRulesAndRulesWithoutAKey) {
    const TestFolder folder;
    auto journal = open(folder);
    EXPECT_TRUE(refuse_marking_record(journal));
    std::ignore = open_marking(journal);
    const auto refused = refuse_marking_record(journal);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().text.en, HasSubstr("--marks"));
    auto meant = tried();
    meant.rules.issuing.dry_run = false;
    const auto keyless = Marking::open(journal, {meant}, std::nullopt, nem::kMainnet);
    ASSERT_FALSE(keyless);
    EXPECT_THAT(keyless.error().text.en, HasSubstr("--marks-key"));
}

}  // namespace
}  // namespace app

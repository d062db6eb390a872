#include <gtest/gtest.h>

#include <algorithm>
#include <marks/desk.hpp>

namespace {

using marks::DeskError;
using marks::Judgement;
using marks::MarkState;
namespace event = marks::event;

constexpr auto atoms = money::Amount::from_atoms;
constexpr std::uint64_t kFee = 250'000;

marks::IssuingRules rules() {
    return {.dust_floor = atoms(10),
            .tainted_at_least = atoms(1'000),
            .share_at_least = 100'000,  // a tenth
            .hops_max = 3,
            .do_not_mark = {{"EXCHANGE", "an exchange"}},
            .marks_an_hour = 2,
            .fee_budget = atoms(100 * kFee)};
}
marks::Candidate holder(const std::string& account, std::uint64_t tainted = 5'000) {
    return {.account = account,
            .received = atoms(tainted),
            .tainted = atoms(tainted),
            .balance = atoms(tainted),
            .hops = 2,
            .tx = "tx"};
}
marks::Desk desk(const marks::IssuingRules& with = rules()) {
    return marks::Desk{{"theft-1", taint::Policy::Fifo, "ISSUER"}, with};
}

/// What the event gives; a failure when it is refused.
std::vector<marks::Intent> good(marks::Desk& desk, const marks::DeskEvent& event) {
    const auto done = desk.apply(event);
    if (!done) {
        ADD_FAILURE() << to_phrase(done.error()).en;
        return {};
    }
    return *done;
}
void refused(marks::Desk& desk, const marks::DeskEvent& event, DeskError error) {
    const auto before = desk.bytes();
    const auto done = desk.apply(event);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error(), error) << to_phrase(done.error()).en;
    EXPECT_FALSE(to_phrase(error).ja.empty());
    EXPECT_EQ(desk.bytes(), before) << "nothing has changed";
}
event::Tick at(std::int64_t seconds) { return {base::Instant{seconds}, atoms(kFee)}; }
std::vector<std::string> orders(const std::vector<marks::Intent>& intents) {
    std::vector<std::string> ids;
    for (const auto& intent : intents) {
        if (const auto* order = std::get_if<marks::Order>(&intent)) { ids.push_back(order->id); }
    }
    return ids;
}
MarkState state(const marks::Desk& desk, const std::string& account) {
    return desk.marks().at(account).state;
}
/// A desk with a mark of A in the chain.
marks::Desk issued() {
    auto one = desk();
    good(one, event::NextBlock{ledger::Height{1}, {holder("A")}});
    good(one, at(0));
    good(one, event::Included{"theft-1/A/mark", ledger::Height{2}, "tx2"});
    return one;
}

TEST(Judging, FollowsTheRules) {
    struct Case {
        const char* name;
        marks::Candidate candidate;
        std::uint32_t share;
        Judgement judgement;
    };
    auto thief = holder("A", 10);
    thief.received_theft = true;
    auto stranger = holder("A", 9);
    stranger.received_theft = true;
    auto exchange = holder("EXCHANGE");
    exchange.received_theft = true;
    auto far = holder("A");
    far.hops = 4;
    const Case cases[] = {{"all met", holder("A"), 100'000, Judgement::Issue},
                          {"a theft's receiver", thief, 0, Judgement::Issue},
                          {"the thief's dust", stranger, 1'000'000, Judgement::Dust},
                          {"listed, whatever it received", exchange, 1, Judgement::DoNotMark},
                          {"dust", holder("A", 9), 1'000'000, Judgement::Dust},
                          {"not dust", holder("A", 10), 1'000'000, Judgement::BelowAmount},
                          {"one below", holder("A", 999), 1'000'000, Judgement::BelowAmount},
                          {"enough", holder("A", 1'000), 1'000'000, Judgement::Issue},
                          {"a drop in an ocean", holder("A"), 99'999, Judgement::BelowShare},
                          {"far away", far, 1'000'000, Judgement::TooManyHops}};
    for (const auto& [name, candidate, share, judgement] : cases) {
        EXPECT_EQ(to_string(marks::judge(candidate, share, rules())), to_string(judgement)) << name;
        EXPECT_FALSE(to_phrase(judgement).ja.empty());
    }
}

TEST(Judging, SharesAreRoundedDown) {
    auto one = holder("A", 1);
    one.balance = atoms(3);
    EXPECT_EQ(marks::share_of(one), 333'333U);
    one.tainted = one.balance = atoms(~std::uint64_t{0});
    EXPECT_EQ(marks::share_of(one), marks::kWholeShare);
    one.tainted = one.balance = atoms(0);
    EXPECT_EQ(marks::share_of(one), 0U);
}

TEST(Desk, AnnouncesAMarkOnce) {
    auto one = desk();
    good(one, event::NextBlock{ledger::Height{7}, {holder("A")}});
    EXPECT_EQ(state(one, "A"), MarkState::Proposed);
    const auto intents = good(one, at(0));
    ASSERT_EQ(orders(intents), std::vector<std::string>{"theft-1/A/mark"});
    const auto& order = std::get<marks::Order>(intents.front());
    EXPECT_EQ(marks::to_text(order.notice), "dyepack/1 mark theft-1 fifo 5000 7 ISSUER");
    EXPECT_FALSE(order.dry_run);
    EXPECT_EQ(state(one, "A"), MarkState::Ordered);
    EXPECT_TRUE(good(one, at(1)).empty());
    good(one, event::NextBlock{ledger::Height{8}, {holder("A", 9'000)}});
    EXPECT_TRUE(good(one, at(9'999)).empty()) << "more taint is no second mark";
    good(one, event::Included{"theft-1/A/mark", ledger::Height{9}, "tx9"});
    EXPECT_EQ(state(one, "A"), MarkState::Issued);
    good(one, event::FellOut{"theft-1/A/mark"});
    EXPECT_EQ(state(one, "A"), MarkState::Ordered);
    EXPECT_TRUE(good(one, at(99'999)).empty()) << "the wallet announces the same bytes again";
    EXPECT_EQ(one.fees_spent(), atoms(kFee));
}

TEST(Desk, GivesTheSameOrderAgainWhenItFailedForGood) {
    auto one = desk();
    good(one, event::NextBlock{ledger::Height{1}, {holder("A")}});
    good(one, at(0));
    good(one, event::Failed{"theft-1/A/mark"});
    EXPECT_EQ(one.fees_spent(), atoms(0)) << "what never came into the chain cost nothing";
    EXPECT_EQ(orders(good(one, at(1))), std::vector<std::string>{"theft-1/A/mark"});
    good(one, event::Included{"theft-1/A/mark", ledger::Height{2}, "tx"});
    refused(one, event::Failed{"theft-1/A/mark"}, DeskError::WrongState);
}

TEST(Desk, KeepsRateAndBudget) {
    auto with = rules();
    with.fee_budget = atoms(3 * kFee);
    auto one = desk(with);
    good(one, event::NextBlock{ledger::Height{1}, {holder("D"), holder("C"), holder("B")}});
    good(one, event::NextBlock{ledger::Height{2}, {holder("A")}});
    EXPECT_EQ(orders(good(one, at(0))),
              (std::vector<std::string>{"theft-1/B/mark", "theft-1/C/mark"}));
    EXPECT_TRUE(good(one, at(3'599)).empty());
    EXPECT_EQ(orders(good(one, at(3'600))), std::vector<std::string>{"theft-1/D/mark"});
    EXPECT_TRUE(good(one, at(99'999)).empty()) << "the budget is spent";
    good(one, event::Included{"theft-1/B/mark", ledger::Height{3}, "tx"});
    good(one, event::Revoke{"B", "wrong account"});
    EXPECT_EQ(orders(good(one, at(99'999))), std::vector<std::string>{"theft-1/B/revoke/1"})
        << "no budget holds a revocation back";
}

TEST(Desk, AClockThatGoesBackGivesNoMoreMarks) {
    auto one = desk();
    good(one, event::NextBlock{ledger::Height{1}, {holder("A"), holder("B"), holder("C")}});
    EXPECT_EQ(orders(good(one, at(10'000))).size(), 2U);
    EXPECT_TRUE(good(one, at(0)).empty());
    EXPECT_TRUE(good(one, at(13'599)).empty());
    EXPECT_EQ(orders(good(one, at(13'600))).size(), 1U);
}

TEST(Desk, WaitsForConfirmationsOfTheBlockThatGaveTheReason) {
    auto with = rules();
    with.confirmations_min = 3;
    auto one = desk(with);
    good(one, event::NextBlock{ledger::Height{1}, {holder("A", 500)}});
    good(one, event::NextBlock{ledger::Height{2}, {}});
    good(one, event::NextBlock{ledger::Height{3}, {holder("A", 1'000)}});
    EXPECT_TRUE(good(one, at(0)).empty());
    good(one, event::NextBlock{ledger::Height{4}, {holder("A", 1'001)}});
    EXPECT_TRUE(good(one, at(0)).empty());
    good(one, event::NextBlock{ledger::Height{5}, {holder("A", 1'002)}});
    EXPECT_EQ(orders(good(one, at(0))).size(), 1U) << "more dust does not put the mark off";
}

TEST(Desk, PassingTheCoinsOnShedsNothing) {
    auto one = desk();
    auto mixed = holder("A", 2'000);
    mixed.balance = atoms(1'000'000);  // a fifth of a percent
    good(one, event::NextBlock{ledger::Height{1}, {mixed}});
    EXPECT_TRUE(good(one, at(0)).empty());
    EXPECT_EQ(one.judgement("A"), Judgement::BelowShare);
    good(one, event::NextBlock{ledger::Height{2}, {holder("A", 2'000)}});
    auto emptied = holder("A", 2'000);
    emptied.tainted = emptied.balance = atoms(0);
    good(one, event::NextBlock{ledger::Height{3}, {emptied}});
    EXPECT_EQ(orders(good(one, at(0))).size(), 1U) << "its highest share counts";
}

TEST(Desk, APersonDecidesBetweenDustAndTheThreshold) {
    auto one = desk();
    good(one, event::NextBlock{ledger::Height{1},
                               {holder("DUST", 9), holder("SMALL", 500), holder("BIG"),
                                holder("EXCHANGE"), holder("ISSUER")}});
    refused(one, event::Approve{"DUST"}, DeskError::NeverMarked);
    refused(one, event::Approve{"EXCHANGE"}, DeskError::NeverMarked);
    refused(one, event::Approve{"ISSUER"}, DeskError::NeverMarked);
    refused(one, event::Approve{"NOBODY"}, DeskError::UnknownAccount);
    refused(one, event::Decline{"NOBODY"}, DeskError::UnknownAccount);
    good(one, event::Approve{"SMALL"});
    good(one, event::Decline{"BIG"});
    EXPECT_EQ(orders(good(one, at(0))), std::vector<std::string>{"theft-1/SMALL/mark"});
    refused(one, event::Approve{"SMALL"}, DeskError::WrongState);
    good(one, event::Included{"theft-1/SMALL/mark", ledger::Height{2}, "tx2"});
    refused(one, event::Decline{"SMALL"}, DeskError::WrongState);
    good(one, event::Approve{"BIG"});
    EXPECT_EQ(orders(good(one, at(0))), std::vector<std::string>{"theft-1/BIG/mark"});
}

TEST(Desk, AMarkIsDisputedUpheldAndRevoked) {
    auto one = issued();
    refused(one, event::Uphold{"A"}, DeskError::WrongState);
    refused(one, event::Dispute{"A", ""}, DeskError::BadNote);
    refused(one, event::Dispute{"A", "two\nlines"}, DeskError::BadNote);
    refused(one, event::Dispute{"A", std::string(513, 'x')}, DeskError::BadNote);
    refused(one, event::Dispute{"B", "it is mine"}, DeskError::UnknownAccount);
    good(one, event::Dispute{"A", "私のものです"});
    EXPECT_EQ(state(one, "A"), MarkState::Disputed);
    refused(one, event::Dispute{"A", "again"}, DeskError::WrongState);
    const auto intents = good(one, at(0));
    ASSERT_EQ(orders(intents), std::vector<std::string>{"theft-1/A/dispute/1"});
    EXPECT_EQ(marks::to_text(std::get<marks::Order>(intents.front()).notice),
              "dyepack/1 dispute theft-1 fifo 5000 1 ISSUER");
    good(one, event::Uphold{"A"});
    EXPECT_EQ(state(one, "A"), MarkState::Issued);
    EXPECT_TRUE(good(one, at(0)).empty()) << "the dispute's notice comes first";
    good(one, event::Included{"theft-1/A/dispute/1", ledger::Height{3}, "tx3"});
    EXPECT_EQ(orders(good(one, at(0))), std::vector<std::string>{"theft-1/A/uphold/2"});
    good(one, event::Failed{"theft-1/A/uphold/2"});
    EXPECT_EQ(orders(good(one, at(0))), std::vector<std::string>{"theft-1/A/uphold/2"});
    good(one, event::Included{"theft-1/A/uphold/2", ledger::Height{4}, "tx4"});
    refused(one, event::Revoke{"A", ""}, DeskError::BadNote);
    good(one, event::Revoke{"A", "an exchange's wallet"});
    EXPECT_EQ(state(one, "A"), MarkState::Revoked);
    EXPECT_EQ(orders(good(one, at(0))), std::vector<std::string>{"theft-1/A/revoke/3"});
    refused(one, event::Revoke{"A", "twice"}, DeskError::WrongState);
    refused(one, event::Revoke{"B", "x"}, DeskError::UnknownAccount);
    refused(one, event::Uphold{"B"}, DeskError::UnknownAccount);
}

TEST(Desk, ARevokedMarkThatExpiredOnItsWayIsNotGivenAgain) {
    auto one = issued();
    good(one, event::Revoke{"A", "a mistake"});
    good(one, event::FellOut{"theft-1/A/mark"});
    EXPECT_EQ(state(one, "A"), MarkState::Revoked);
    EXPECT_TRUE(good(one, at(0)).empty()) << "nothing to revoke while the mark is not there";
    good(one, event::Failed{"theft-1/A/mark"});
    EXPECT_TRUE(good(one, at(0)).empty());
    EXPECT_EQ(state(one, "A"), MarkState::Proposed);
    EXPECT_TRUE(one.marks().at("A").declined);
}

TEST(Desk, AsksAPersonWhenTheReasonOfAMarkLeftTheChain) {
    auto one = issued();
    good(one, event::BlockUndone{ledger::Height{1}});
    EXPECT_EQ(state(one, "A"), MarkState::Issued) << "what the world was told stays told";
    const auto intents = good(one, at(0));
    ASSERT_EQ(intents.size(), 1U);
    EXPECT_EQ(std::get<marks::Review>(intents.front()), marks::Review{"A"});
    EXPECT_TRUE(good(one, at(1)).empty()) << "once";
    good(one, event::NextBlock{ledger::Height{1}, {holder("A")}});
    EXPECT_TRUE(good(one, at(2)).empty()) << "the reason is back, the mark was announced";
}

TEST(Desk, RefusesBlocksThatDoNotFollowAndAccountsThatCannotBe) {
    auto one = desk();
    refused(one, event::BlockUndone{ledger::Height{1}}, DeskError::NotNext);
    good(one, event::NextBlock{ledger::Height{5}, {}});
    refused(one, event::NextBlock{ledger::Height{5}, {}}, DeskError::NotNext);
    refused(one, event::NextBlock{ledger::Height{7}, {}}, DeskError::NotNext);
    refused(one, event::BlockUndone{ledger::Height{6}}, DeskError::NotNext);
    refused(one, event::NextBlock{ledger::Height{6}, {holder("A"), holder("two words")}},
            DeskError::BadWord);
    auto more = holder("A");
    more.tainted = atoms(5'001);
    refused(one, event::NextBlock{ledger::Height{6}, {more}}, DeskError::BadAmounts);
    refused(one, event::Included{"theft-1/A/mark", ledger::Height{1}, "tx"},
            DeskError::UnknownOrder);
    refused(one, event::FellOut{"x"}, DeskError::UnknownOrder);
    refused(one, event::Failed{"x"}, DeskError::UnknownOrder);
    auto two = issued();
    refused(two, event::Included{"theft-1/A/mark", ledger::Height{2}, ""}, DeskError::BadWord);
    marks::Desk forgetful{{"theft-1", taint::Policy::Fifo, "ISSUER"}, rules(), 1};
    good(forgetful, event::NextBlock{ledger::Height{1}, {}});
    good(forgetful, event::NextBlock{ledger::Height{2}, {}});
    good(forgetful, event::BlockUndone{ledger::Height{2}});
    refused(forgetful, event::BlockUndone{ledger::Height{1}}, DeskError::NothingToUndo);
}

TEST(Desk, WhatIsDeclinedOnItsWayIsNotAnnouncedAnew) {
    auto one = desk();
    good(one, event::NextBlock{ledger::Height{1}, {holder("A")}});
    ASSERT_EQ(orders(good(one, at(0))).size(), 1U);
    good(one, event::Decline{"A"});
    EXPECT_EQ(state(one, "A"), MarkState::Ordered) << "it may still arrive";
    good(one, event::Failed{"theft-1/A/mark"});
    EXPECT_TRUE(good(one, at(10)).empty());
    EXPECT_EQ(state(one, "A"), MarkState::Proposed);
    auto tried = rules();
    tried.dry_run = true;
    auto dry = desk(tried);
    good(dry, event::NextBlock{ledger::Height{1}, {holder("A")}});
    good(dry, at(0));
    good(dry, event::Decline{"A"});
    EXPECT_EQ(state(dry, "A"), MarkState::Proposed);
    EXPECT_TRUE(good(dry, at(10)).empty());
}

TEST(Desk, ADryRunShowsAndSendsNothing) {
    auto with = rules();
    with.dry_run = true;
    auto one = desk(with);
    good(one, event::NextBlock{ledger::Height{1}, {holder("A")}});
    const auto intents = good(one, at(0));
    ASSERT_EQ(intents.size(), 1U);
    EXPECT_TRUE(std::get<marks::Order>(intents.front()).dry_run);
    EXPECT_TRUE(good(one, at(1)).empty());
    const auto record = good(one, event::Close{base::Instant{0}, "tried out"});
    EXPECT_EQ(record.size(), 1U) << "nothing is on its way";
}

TEST(Desk, ACaseEndsWithARecord) {
    auto one = issued();
    good(one, event::NextBlock{ledger::Height{2}, {holder("B"), holder("C", 11), holder("D", 9)}});
    good(one, at(10));
    good(one, event::Revoke{"A", "returned by its owner"});
    refused(one, event::Close{base::Instant{0}, ""}, DeskError::BadNote);
    EXPECT_TRUE(good(one, event::Close{base::Instant{1'521'331'200}, "the coins are gone"}).empty())
        << "a mark and a revocation are on their way";
    EXPECT_TRUE(one.closed());
    EXPECT_EQ(orders(good(one, at(20))), std::vector<std::string>{"theft-1/A/revoke/1"});
    refused(one, event::Close{base::Instant{0}, "again"}, DeskError::Closed);
    refused(one, event::NextBlock{ledger::Height{3}, {}}, DeskError::Closed);
    refused(one, event::BlockUndone{ledger::Height{2}}, DeskError::Closed);
    refused(one, event::Approve{"C"}, DeskError::Closed);
    refused(one, event::Decline{"C"}, DeskError::Closed);
    refused(one, event::Dispute{"A", "x"}, DeskError::Closed);
    refused(one, event::Uphold{"A"}, DeskError::Closed);
    refused(one, event::Revoke{"A", "x"}, DeskError::Closed);
    EXPECT_TRUE(good(one, event::Included{"theft-1/A/revoke/1", ledger::Height{9}, "tx9"}).empty());
    const auto intents = good(one, event::Failed{"theft-1/B/mark"});
    ASSERT_EQ(intents.size(), 1U);
    EXPECT_EQ(std::get<marks::FinalRecord>(intents.front()).text,
              "dyepack final record 1\n"
              "case theft-1\n"
              "policy fifo\n"
              "issuer ISSUER\n"
              "closed 2018-03-18T00:00:00Z\n"
              "height 2\n"
              "reason the coins are gone\n"
              "dry_run no\n"
              "fees_at_most 500000\n"
              "marks 1\n"
              "unmarked 3\n"
              "mark A revoked 5000 1 2 tx2\n"
              "note A returned by its owner\n"
              "unmarked B not-announced 5000 2\n"
              "unmarked C below-amount 11 2\n"
              "unmarked D dust 9 2\n"
              "end\n");
    EXPECT_TRUE(good(one, at(99)).empty()) << "one record, no new marks";
}

}  // namespace

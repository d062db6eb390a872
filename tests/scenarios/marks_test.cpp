#include <gtest/gtest.h>

#include <algorithm>
#include <marks/marks.hpp>
#include <vector>

#include "oracle/memory_ledger.hpp"

namespace {

constexpr ledger::AccountId kVictim{0};
constexpr ledger::AccountId kThief{1};
constexpr ledger::AccountId kOnward{2};
constexpr ledger::AccountId kBystander{3};
constexpr ledger::AccountId kExchange{4};
constexpr marks::Rule kRule{money::Amount::from_atoms(100)};

/// Account 0 is robbed of 1,000 in row 0; `after` is what the coins do then.
oracle::MemoryAccountLedger ledger_of(std::vector<ledger::Transfer> after) {
    oracle::AccountStory story;
    story.transfers = {{kVictim, kThief, money::Amount::from_atoms(1'000), {}}};
    story.transfers.insert(story.transfers.end(), after.begin(), after.end());
    story.heights.assign(story.transfers.size(), 1);
    story.openings.resize(5);
    story.openings[kVictim.value] = money::Amount::from_atoms(1'000);
    return oracle::MemoryAccountLedger{std::move(story)};
}

ledger::Transfer transfer(ledger::AccountId from, ledger::AccountId to, std::uint64_t atoms) {
    return {from, to, money::Amount::from_atoms(atoms), {}};
}

marks::Finding finding_of(const ledger::AccountLedger& ledger, ledger::AccountId account,
                          taint::Policy policy = taint::Policy::Fifo) {
    const trace::Plan plan{.thefts = {{ledger::Row{0}, std::nullopt}},
                           .boundaries = {{kExchange, "X", trace::BoundaryKind::Exchange}},
                           .end = ledger.rows()};
    const auto findings = marks::propose(ledger, plan, policy, kRule);
    const auto found = std::ranges::find(findings, account, &marks::Finding::account);
    return found == findings.end()
               ? marks::Finding{.account = ledger::kNobody, .proposal = marks::Proposal::DustOnly}
               : *found;
}

TEST(Marks, AreProposedForTheReceiverOfATheftHoweverSmall) {
    const auto finding = finding_of(ledger_of({}), kThief);
    EXPECT_EQ(finding.proposal, marks::Proposal::Mark);
    EXPECT_TRUE(finding.received_theft);
    EXPECT_EQ(finding.hops, 1U);
}

TEST(Marks, DoNotBrandWhoGotDust) {
    const auto ledger =
        ledger_of({transfer(kThief, kBystander, 60), transfer(kThief, kBystander, 0),
                   transfer(kThief, kBystander, 39)});
    const auto finding = finding_of(ledger, kBystander);
    EXPECT_EQ(finding.proposal, marks::Proposal::DustOnly);
    EXPECT_EQ(finding.received, money::Total{99});
    EXPECT_EQ(finding.arrivals, 2U);  // a transfer of nothing is no arrival
    EXPECT_EQ(finding.from, std::vector{kThief});
}

TEST(Marks, DoNotBrandWhoSendsDustToHimself) {
    std::vector<ledger::Transfer> after{transfer(kThief, kBystander, 60)};
    for (int i = 0; i < 9; ++i) { after.push_back(transfer(kBystander, kBystander, 60)); }
    const auto finding = finding_of(ledger_of(after), kBystander);
    EXPECT_EQ(finding.proposal, marks::Proposal::DustOnly);
    EXPECT_EQ(finding.received, money::Total{60});
    EXPECT_EQ(finding.from, std::vector{kThief});
}

TEST(Marks, DoNotBrandWhomADustedBystanderPaysFromHisOwn) {
    // The bystander has 500 clean atoms (an undeclared opening) and gets one of dust.
    oracle::AccountStory story;
    story.transfers = {transfer(kVictim, kThief, 1'000), transfer(kThief, kBystander, 1),
                       transfer(kBystander, kOnward, 400)};
    story.heights.assign(3, 1);
    story.openings.resize(5);
    story.openings[kVictim.value] = money::Amount::from_atoms(1'000);
    story.openings[kBystander.value] = money::Amount::from_atoms(500);
    const oracle::MemoryAccountLedger ledger{std::move(story)};
    for (const taint::Policy policy : {taint::Policy::Poison, taint::Policy::Haircut}) {
        EXPECT_NE(finding_of(ledger, kOnward, policy).proposal, marks::Proposal::Mark)
            << taint::to_string(policy);
    }
}

TEST(Marks, AddUpArrivalsSoThatASplitDoesNotHelp) {
    const auto ledger = ledger_of({transfer(kThief, kOnward, 50), transfer(kThief, kOnward, 50)});
    EXPECT_EQ(finding_of(ledger, kOnward).proposal, marks::Proposal::Mark);
}

TEST(Marks, AreNotShedByPassingTheCoinsOn) {
    const auto ledger = ledger_of({transfer(kThief, kOnward, 500), transfer(kOnward, kThief, 500)});
    const auto finding = finding_of(ledger, kOnward);
    EXPECT_EQ(finding.proposal, marks::Proposal::Mark);
    EXPECT_EQ(finding.hops, 2U);
}

TEST(Marks, AreHandOffsAtBoundaries) {
    const auto finding = finding_of(ledger_of({transfer(kThief, kExchange, 900)}), kExchange);
    EXPECT_EQ(finding.proposal, marks::Proposal::Boundary);
    EXPECT_EQ(finding.received, money::Total{900});
}

TEST(Marks, LeaveAloneWhomTaintNeverReached) {
    const auto ledger = ledger_of({transfer(kThief, kExchange, 900)});
    EXPECT_EQ(finding_of(ledger, kBystander).account, ledger::kNobody);
    EXPECT_EQ(finding_of(ledger, kVictim).account, ledger::kNobody);
}

TEST(Marks, ListSendersOnceAndOnlySoMany) {
    oracle::AccountStory story;
    const std::uint32_t many = marks::kSendersMax + 5;
    const ledger::AccountId hub{many + 1};
    for (std::uint32_t i = 1; i <= many; ++i) {
        story.transfers.push_back(transfer(kVictim, ledger::AccountId{i}, 10));
    }
    for (std::uint32_t i = 1; i <= many; ++i) {
        story.transfers.push_back(transfer(ledger::AccountId{i}, hub, 5));
        story.transfers.push_back(transfer(ledger::AccountId{i}, hub, 5));
    }
    story.heights.assign(story.transfers.size(), 1);
    story.openings.resize(many + 2);
    story.openings[0] = money::Amount::from_atoms(10 * std::uint64_t{many});
    trace::Plan plan;
    for (std::uint32_t row = 0; row < many; ++row) { plan.thefts.push_back({{row}, std::nullopt}); }
    plan.end = static_cast<std::uint32_t>(story.transfers.size());
    const oracle::MemoryAccountLedger ledger{std::move(story)};
    const auto findings = marks::propose(ledger, plan, taint::Policy::Haircut, kRule);
    const auto found = std::ranges::find(findings, hub, &marks::Finding::account);
    ASSERT_NE(found, findings.end());
    EXPECT_EQ(found->from.size(), marks::kSendersMax);
    EXPECT_EQ(found->arrivals, 2 * many);
}

}  // namespace

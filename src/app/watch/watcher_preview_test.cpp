#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing.hpp"

/// Warnings of what is unconfirmed.
namespace app {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

nem_node::PreAlert alert_of(const nem::SignedTransaction& one) {
    return {{std::nullopt, one}, nem::hash_of(one.transaction), "n1"};
}

TEST(WatcherPreview, TheXemBesideAnUnknownMosaicAreWarnedOf) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    const auto before = watcher.bytes();
    const auto both = transfer_with(kVictim, kThief, 500 * kXem, {"nobody", "knows"}, 3);
    take(watcher, {alert_of(both)});
    EXPECT_THAT(lines(journal, base::Language::En),
                ElementsAre(HasSubstr("THEFT UNDER WAY (unconfirmed): 500.000000 XEM")));
    EXPECT_THAT(ids(journal).front(), HasSubstr(nem::to_hex(nem::hash_of(both.transaction))))
        << "under its own hash";
    // No XEM but the fee: the factor of the attachments is no amount.
    take(watcher, {alert_of(transfer_with(kVictim, kThief, 0, {"nobody", "knows"}, 3))});
    EXPECT_EQ(ids(journal).size(), 1U);
    EXPECT_EQ(watcher.bytes(), before);
}

TEST(WatcherPreview, SoAreThoseInsideAMultisig) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    const auto inner = transfer_with(kVictim, kThief, 500 * kXem, {"nobody", "knows"}, 3);
    auto outer = transfer(kHelper, kHelper, 0);
    outer.transaction.body = nem::Multisig{
        {inner.transaction.header, std::get<nem::Transfer>(inner.transaction.body)}, {}};
    take(watcher, {alert_of(outer)});
    EXPECT_THAT(kinds(journal), ElementsAre("theft_seen"));
}

TEST(WatcherPreview, WhatIsConfirmedOrTooLateIsNoWarning) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    const auto theft = transfer(kVictim, kThief, 5 * kXem);
    take(watcher, {chain.grow({}), chain.grow({theft})});
    const auto confirmed = ids(journal).size();
    take(watcher, {alert_of(theft)});
    EXPECT_EQ(ids(journal).size(), confirmed) << "a node's pool lags behind its chain";
    watcher = resume(journal);
    take(watcher, {alert_of(theft)});
    EXPECT_EQ(ids(journal).size(), confirmed) << "a restart knows it, too";
    // Taken back, it is unconfirmed again.
    take(watcher, {chain.shrink(), alert_of(theft)});
    EXPECT_THAT(kinds(journal), ::testing::Contains("theft_seen"));
    take(watcher, {chain.grow({}, 3'600)});
    const auto before = ids(journal).size();
    auto late = transfer(kVictim, kThief, 6 * kXem);
    late.transaction.header.deadline = {3'659};
    take(watcher, {alert_of(late)});
    EXPECT_EQ(ids(journal).size(), before) << "its deadline is before the newest block";
    late.transaction.header.deadline = {3'660};
    take(watcher, {alert_of(late)});
    EXPECT_EQ(ids(journal).size(), before + 1);
}

TEST(RecentTransactions, AreForgottenWhenTheirDeadlinesArePast) {
    RecentTransactions recent;
    const auto note = [&](std::uint32_t time, const std::string& tx) {
        nem::Block block;
        block.time_stamp = {time};
        live::Block rows;
        rows.transfers = {{"a", "b", {}, {}, tx}, {"a", "b", {}, {}, tx}};
        recent.note(block, rows);
    };
    constexpr nem::TimeStamp kNever{~0U};
    note(0, "first");
    note(RecentTransactions::kKeptSeconds, "second");
    EXPECT_TRUE(recent.is_over("first", kNever));
    note(RecentTransactions::kKeptSeconds + 1, "third");
    EXPECT_FALSE(recent.is_over("first", kNever));
    EXPECT_TRUE(recent.is_over("second", kNever));
    recent.undo();
    EXPECT_FALSE(recent.is_over("third", kNever));
    recent.undo();
    recent.undo();
    EXPECT_FALSE(recent.is_over("second", {0}));
}

}  // namespace
}  // namespace app

#include "watcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "testing.hpp"

namespace app {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;

TEST(Watcher, TellsTheNightAsItHappens) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    take(watcher, {chain.grow({transfer(kVictim, kThief, 500 * kXem)})});
    take(watcher, {chain.grow({transfer(kThief, kExchange, 100 * kXem),
                               transfer(kThief, kHelper, 5 * kXem)})});
    const auto told = lines(journal, base::Language::En);
    ASSERT_EQ(told.size(), 4U);
    EXPECT_THAT(told[0], HasSubstr("#2  [night] THEFT 500.000000 XEM " + text_of(kVictim)));
    EXPECT_THAT(told[0], HasSubstr("2015-03-29"));
    EXPECT_THAT(told[1], HasSubstr("mark proposed: " + text_of(kThief) + " (the thief)"));
    EXPECT_THAT(told[2], HasSubstr("REACHED An exchange: 100.000000 XEM tainted"));
    EXPECT_THAT(told[3], HasSubstr("moved 5.000000 XEM"));
    EXPECT_THAT(lines(journal, base::Language::Ja)[0], HasSubstr("流出 500.000000 XEM"));
    EXPECT_THAT(watcher.watched(), Contains(address_of(kThief)));
    EXPECT_EQ(watcher.follower().states().front().sums.fees, 2U * 50'000);
}

TEST(Watcher, WarnsOfWhatIsUnconfirmedOnce) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    const auto theft = transfer(kVictim, kThief, 500 * kXem);
    const nem_node::PreAlert alert{{std::nullopt, theft}, nem::hash_of(theft.transaction), "n1"};
    const auto before = watcher.bytes();
    take(watcher, {alert});
    take(watcher, {alert});
    EXPECT_EQ(watcher.bytes(), before) << "what is unconfirmed changes nothing";
    const auto told = lines(journal, base::Language::En);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_THAT(told[0], HasSubstr("unconfirmed  [night] THEFT UNDER WAY"));
}

TEST(Watcher, SaysOneReorganisationHoweverManyBlocksItTakesBack) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher,
         {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)}), chain.grow({})});
    journal::Batch told;
    told.told_up_to(journal.untold(100)->back().number);
    ASSERT_TRUE(journal.commit(told));
    const auto first = chain.shrink();
    const auto second = chain.shrink();
    take(watcher, {first, second, chain.grow({}, 7)});
    const auto now = lines(journal, base::Language::En);
    ASSERT_EQ(now.size(), 2U);
    EXPECT_THAT(now[0], HasSubstr("mark no longer proposed"));
    EXPECT_THAT(now[1], HasSubstr("2 blocks taken back from height 3"));
    EXPECT_EQ(*journal.blocks(), 2U);
    EXPECT_EQ(watcher.recent().back().hash, chain.blocks().back().hash);
}

TEST(Watcher, MintsWhatTheNemesisBlockHandsOut) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({transfer(kHelper, kVictim, 500 * kXem)})});
    take(watcher, {chain.grow({transfer(kVictim, kThief, 400 * kXem)})});
    EXPECT_FALSE(watcher.follower().states().front().sums.partial);
}

TEST(Watcher, StopsAtABlockThatItCannotRead) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    std::ignore = chain.grow({});
    const auto taken = watcher.take({chain.grow({})}, {0}, kNow, kNoNodes);  // one is missing
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().blame, base::Blame::World);
    EXPECT_THAT(taken.error().text.en, HasSubstr("block 3 cannot be applied"));
    EXPECT_EQ(*journal.blocks(), 1U) << "nothing of it is recorded";
}

}  // namespace
}  // namespace app

#include "testing_feed.hpp"

namespace nem_node {
namespace {

using namespace testing;

TEST(Feed, ReadsAHistoryInBatchesAndThenTheHead) {
    Chain chain = chain_of(1'000);
    Night night{1, 1, chain};
    night.steps(14);
    EXPECT_EQ(night.follower.chain(), ids(chain));
    EXPECT_TRUE(night.feed->at_head());
    EXPECT_EQ(night.feed->next_step_at(), night.now + night.config.poll_every);
    EXPECT_EQ(night.feed->final_height(), ledger::Height{640});
    EXPECT_EQ(night.feed->recent().size(), kKnownBlocksMax);
    grow(chain, 0);
    night.serve(chain);
    night.steps(1);
    EXPECT_EQ(night.follower.chain(), ids(chain));
}

TEST(Feed, AsksOneNodeAboutOnceABatch) {
    Night night{1, 1, chain_of(1'000)};
    night.nodes[0]->batch = 400;
    night.steps(3);
    EXPECT_EQ(night.follower.chain().size(), 1'000U);
    EXPECT_LE(night.nodes[0]->questions, 7);  // ready, then hashes and blocks thrice
}

TEST(Feed, UndoesAForkOf360AndReadsTheOther) {
    for (const std::size_t depth : {1U, 2U, 359U, 360U}) {
        Chain chain = chain_of(500);
        Night night{1, 1, chain};
        night.steps(8);
        chain.resize(chain.size() - depth);
        for (std::size_t i = 0; i <= depth; ++i) { grow(chain, 7); }
        night.serve(chain);
        night.steps(10);
        EXPECT_EQ(night.follower.chain(), ids(chain)) << depth;
        EXPECT_EQ(night.follower.undone, depth);
        EXPECT_FALSE(night.feed->stopped());
    }
}

TEST(Feed, FollowsAForkThatIsShorterThanOurChain) {
    Chain chain = chain_of(100);
    Night night{1, 1, chain};
    night.steps(3);
    chain.resize(90);
    grow(chain, 7);
    night.serve(chain);
    night.steps(2);
    EXPECT_EQ(night.follower.chain(), ids(chain));
}

TEST(Feed, IsNotAtTheHeadWhereALongForkGoesOn) {
    Chain chain = chain_of(500);
    Night night{1, 1, chain};
    night.nodes[0]->batch = 400;
    night.steps(4);
    ASSERT_TRUE(night.feed->at_head());
    // A node's answer ends before its chain does; it begins below the fork.
    chain.resize(470);
    while (chain.size() < 1'200) { grow(chain, 7); }
    night.serve(chain);
    night.steps(1);
    EXPECT_LT(night.follower.chain().size(), chain.size());
    EXPECT_FALSE(night.feed->at_head());
    while (!night.feed->at_head()) { night.steps(1); }
    EXPECT_EQ(night.follower.chain(), ids(chain));
}

TEST(Feed, KeepsItsBlocksWhenNodesAreMerelyBehind) {
    const Chain chain = chain_of(100);
    Night night{2, 1, chain};
    night.steps(3);
    night.serve(chain_of(90));
    night.steps(3);
    EXPECT_EQ(night.follower.undone, 0U);
    EXPECT_EQ(night.follower.chain(), ids(chain));
    EXPECT_EQ(night.follower.divergences.size(), 2U);  // both lag, each told once
    EXPECT_FALSE(night.feed->at_head());
}

TEST(Feed, StopsWithAnAlarmBeneathTheRewriteLimit) {
    Chain chain = chain_of(500);
    Night night{1, 1, chain};
    night.steps(8);
    chain.resize(chain.size() - 361);
    for (int i = 0; i < 361; ++i) { grow(chain, 7); }
    night.serve(chain);
    night.steps(2);
    EXPECT_TRUE(night.feed->stopped());
    EXPECT_EQ(night.follower.too_deep, ledger::Height{140});
    EXPECT_EQ(night.follower.undone, 0U);
    const int questions = night.nodes[0]->questions;
    night.steps(3);
    EXPECT_EQ(night.nodes[0]->questions, questions);  // it asks nobody any more
}

TEST(Feed, ForksDoNotAddUpBeneathTheRewriteLimit) {
    // Two forks, each within the limit from its tip, the second below what was final before.
    Chain chain = chain_of(500);
    Night night{1, 1, chain};
    night.nodes[0]->batch = 1;
    night.steps(502);
    chain.resize(200);
    for (int i = 0; i < 302; ++i) { grow(chain, 7); }
    night.serve(chain);
    night.steps(2);  // a few blocks of the fork: our tip is low now
    EXPECT_LT(night.follower.chain().size(), 210U);
    chain.resize(100);
    for (int i = 0; i < 402; ++i) { grow(chain, 8); }
    night.serve(chain);
    night.steps(2);
    EXPECT_TRUE(night.feed->stopped());
}

TEST(Feed, ARestartMissesNothingAndTellsNothingTwice) {
    Chain chain = chain_of(450);
    Night night{2, 2, chain};
    night.steps(2);
    night.restart();
    night.steps(8);
    night.restart();
    chain.resize(430);
    for (int i = 0; i < 25; ++i) { grow(chain, 3); }
    night.serve(chain);
    night.steps(4);
    EXPECT_EQ(night.follower.chain(), ids(chain));
    EXPECT_EQ(night.follower.undone, 20U);
}

TEST(Feed, BeginsInTheMiddleAfterOneBlock) {
    Chain chain = chain_of(100);
    Night night{1, 1, chain};
    night.config.recent = {ids(chain)[59]};
    night.steps(2);
    EXPECT_EQ(night.follower.chain().size(), 40U);
    EXPECT_EQ(night.follower.chain().front().height, ledger::Height{61});
    chain.resize(59);
    for (int i = 0; i < 60; ++i) { grow(chain, 3); }
    night.serve(chain);
    night.steps(1);
    EXPECT_EQ(night.follower.too_deep, ledger::Height{60});
}

TEST(Feed, SaysHowManyBlocksStandAbove) {
    Night night{1, 1, chain_of(5)};
    night.begin();
    std::vector<std::uint64_t> above;
    for (const auto& event : night.feed->step(Monotonic{0})) {
        above.push_back(std::get<BlockAccepted>(event).blocks_above);
    }
    EXPECT_EQ(above, (std::vector<std::uint64_t>{4, 3, 2, 1, 0}));
}

}  // namespace
}  // namespace nem_node

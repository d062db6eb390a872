#include <ranges>
#include <thread>

#include "testing_feed.hpp"

namespace nem_node {
namespace {

using namespace testing;

TEST(Feed, OneNodeOnAnotherChainStopsNothing) {
    const Chain chain = chain_of(500);
    Night night{3, 2, chain};
    night.nodes[2]->chain = chain_of(505, 9);
    night.steps(8);
    EXPECT_EQ(night.follower.chain(), ids(chain));
    EXPECT_FALSE(night.feed->stopped());
    ASSERT_EQ(night.follower.divergences.size(), 1U);
    EXPECT_EQ(night.follower.divergences[0].node, "node-2");
    EXPECT_EQ(night.follower.divergences[0].height, ledger::Height{1});
}

TEST(Feed, ALiarChangesNothingAndIsNamed) {
    struct Case {
        Fault fault;
        const char* says;
    };
    const Case cases[] = {
        {Fault::AlteredTransfer, "does not have that block's hash"},
        {Fault::ForgedSignature, "a signature in block"},
        {Fault::ShuffledBlocks, "does not have that block's hash"},
        {Fault::OwnBlocks, "does not have that block's hash"},
        {Fault::WrongNetwork, "does not have that block's hash"},
        {Fault::WrongHashes, "on another chain"},
    };
    for (const auto& [fault, says] : cases) {
        const Chain chain = chain_of(300);
        Night night{3, 2, chain};
        night.nodes[0]->fault = fault;
        night.steps(12);
        EXPECT_EQ(night.follower.chain(), ids(chain)) << says;
        ASSERT_FALSE(night.follower.divergences.empty()) << says;
        for (const auto& divergence : night.follower.divergences) {
            EXPECT_EQ(divergence.node, "node-0") << says;
            EXPECT_TRUE(divergence.what.en.contains(says)) << divergence.what.en;
        }
    }
}

TEST(Feed, ALoneLiarIsStuckAtItsLie) {
    const Chain chain = chain_of(300);
    Night night{1, 1, chain};
    night.nodes[0]->fault = Fault::AlteredTransfer;
    night.nodes[0]->batch = 20;
    night.steps(30);
    const auto& followed = night.follower.chain();
    EXPECT_LT(followed.size(), chain.size());
    EXPECT_TRUE(std::ranges::equal(followed, ids(chain) | std::views::take(followed.size())));
    EXPECT_FALSE(night.follower.divergences.empty());
    night.nodes[0]->fault = Fault::None;
    night.steps(20);
    EXPECT_EQ(night.follower.chain(), ids(chain));
}

TEST(Feed, TooFewNodesThatAgreeGiveNothing) {
    Night night{3, 2, chain_of(10)};
    night.nodes[1]->chain = chain_of(12, 1);
    night.nodes[2]->chain = chain_of(11, 2);
    night.steps(4);
    EXPECT_TRUE(night.follower.chain().empty());
    EXPECT_EQ(night.follower.divergences.size(), 3U);
    EXPECT_FALSE(night.feed->at_head());
    night.nodes[2]->chain = night.nodes[0]->chain;
    night.steps(2);
    EXPECT_EQ(night.follower.chain(), ids(night.nodes[0]->chain));
}

TEST(Feed, DeadNodesAreToldOnceAndAskedLessAndLess) {
    const Chain chain = chain_of(50);
    for (const Fault fault : {Fault::Down, Fault::TooMany, Fault::NotReady}) {
        Night night{2, 1, chain};
        night.nodes[1]->fault = fault;
        night.steps(20);
        EXPECT_EQ(night.follower.chain(), ids(chain));
        EXPECT_EQ(night.follower.down, std::vector<std::string>{"node-1"});
        EXPECT_LT(night.nodes[1]->questions, 9);
        night.nodes[1]->fault = Fault::None;
        night.steps(20);
        EXPECT_EQ(night.follower.up, std::vector<std::string>{"node-1"});
    }
}

TEST(Feed, WaitsForTheFirstNodeThatMayBeAskedAgain) {
    Night night{1, 1, chain_of(5)};
    night.nodes[0]->fault = Fault::Down;
    night.steps(1);
    EXPECT_EQ(night.feed->next_step_at(), night.now + night.config.retry_first);
    night.steps(20);
    EXPECT_EQ(night.feed->next_step_at(), night.now + night.config.retry_last);
    night.nodes[0]->fault = Fault::None;
    night.steps(2);
    EXPECT_EQ(night.follower.chain().size(), 5U);
}

TEST(Feed, AnotherNodeGivesWhatOneFailsToGive) {
    for (const Fault fault : {Fault::CutAfterHashes, Fault::NoBlocks, Fault::HalfBlocks}) {
        const Chain chain = chain_of(40);
        Night night{2, 2, chain};
        night.nodes[0]->fault = fault;
        night.steps(12);
        EXPECT_EQ(night.follower.chain(), ids(chain));
        EXPECT_TRUE(night.follower.divergences.empty());
    }
}

TEST(Feed, RefusesAnotherNetworksNemesisBlock) {
    Night night{2, 1, chain_of(10)};
    night.nodes[1]->chain = chain_of(20, 5);
    night.config.nemesis = ids(night.nodes[0]->chain)[0].hash;
    night.steps(3);
    EXPECT_EQ(night.follower.chain(), ids(night.nodes[0]->chain));
    ASSERT_EQ(night.follower.divergences.size(), 1U);
    EXPECT_TRUE(night.follower.divergences[0].what.en.contains("another network"));
    for (const auto network : {nem::kMainnet, nem::kTestnet, nem::kMijin}) {
        EXPECT_TRUE(nemesis_hash(network).has_value());
    }
    EXPECT_FALSE(nemesis_hash(nem::Network{1}).has_value());
}

TEST(Feed, SeesAnotherNetworkFromTheMiddleOfTheChain) {
    // One node, or as many as agree, that grew another chain: with k = 1 the block that we know
    // could be served beside it.
    const Chain chain = chain_of(100);
    Night night{2, 1, chain};
    night.config.recent = {ids(chain)[59]};
    night.config.nemesis = chain_of(1, 5)[0]->hash;
    night.steps(3);
    EXPECT_TRUE(night.follower.chain().empty());
    EXPECT_EQ(night.follower.divergences.size(), 2U);
    EXPECT_EQ(night.follower.down.size(), 2U) << "nobody is left to be asked, and that is said";
    EXPECT_FALSE(night.feed->at_head());

    Night right{1, 1, chain};
    right.config.recent = {ids(chain)[59]};
    right.config.nemesis = ids(chain)[0].hash;
    right.steps(2);
    EXPECT_EQ(right.follower.chain().size(), 40U);
    const int questions = right.nodes[0]->questions;
    right.steps(1);
    EXPECT_EQ(right.nodes[0]->questions, questions + 1) << "it is asked once";
    // After a failure another node may answer at this address.
    right.nodes[0]->fault = Fault::Down;
    right.steps(1);
    right.nodes[0]->fault = Fault::None;
    right.serve(chain_of(200, 5));
    right.steps(2);
    EXPECT_EQ(right.follower.undone, 0U);
    EXPECT_FALSE(right.feed->stopped());
    ASSERT_EQ(right.follower.divergences.size(), 1U);
    EXPECT_TRUE(right.follower.divergences[0].what.en.contains("another network"));
    // And one that has nothing yet is not of another network.
    right.serve({});
    right.steps(2);
    EXPECT_EQ(right.follower.divergences.size(), 1U);
}

TEST(Feed, AsksAllNodesAtOnceWhereItMay) {
    const Chain chain = chain_of(300);
    Night night{4, 3, chain};
    night.nodes[3]->fault = Fault::Down;
    night.nodes[2]->fault = Fault::ForgedSignature;
    std::size_t most = 0;
    night.config.run_all = [&](std::span<const std::function<void()>> questions) {
        most = std::max(most, questions.size());
        std::vector<std::jthread> threads;
        for (const auto& question : std::views::reverse(questions)) {
            threads.emplace_back(question);
        }
    };
    night.steps(20);
    EXPECT_TRUE(night.follower.chain() == ids(chain));
    EXPECT_EQ(most, 4U);
    EXPECT_EQ(night.follower.down, std::vector<std::string>{"node-3"});
}

}  // namespace
}  // namespace nem_node

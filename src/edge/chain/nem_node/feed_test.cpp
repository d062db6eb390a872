#include <ranges>
#include <thread>

#include "testing.hpp"

namespace nem_node {
namespace {

using namespace testing;

/// `n` nodes of one chain and a feed over them, with a clock that jumps to the next step.
struct Night {
    std::vector<std::unique_ptr<SimNode>> nodes;
    FeedConfig config;
    std::optional<Feed> feed;
    Follower follower;
    Monotonic now{0};

    Night(std::size_t count, std::size_t agreeing, const Chain& chain) {
        for (std::size_t i = 0; i < count; ++i) {
            nodes.push_back(std::make_unique<SimNode>(fmt::format("node-{}", i)));
            nodes.back()->chain = chain;
        }
        config.agreeing = agreeing;
        config.verify = holds;
    }
    void serve(const Chain& chain) {
        for (auto& node : nodes) { node->chain = chain; }
    }
    void begin() {
        std::vector<Node*> pointers;
        pointers.reserve(nodes.size());
        for (auto& node : nodes) { pointers.push_back(node.get()); }
        feed.emplace(config, pointers);
    }
    void restart() {
        config.recent = feed->recent();
        config.final_height = feed->final_height();
        begin();
    }
    void steps(int count) {
        if (!feed) { begin(); }
        for (int i = 0; i < count; ++i) {
            now = std::max(now, feed->next_step_at());
            follower.take(feed->step(now));
        }
    }
};

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
    Chain chain = chain_of(100);
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

TEST(Feed, SaysHowManyBlocksStandAbove) {
    Night night{1, 1, chain_of(5)};
    night.begin();
    std::vector<std::uint64_t> above;
    for (const auto& event : night.feed->step(Monotonic{0})) {
        above.push_back(std::get<BlockAccepted>(event).blocks_above);
    }
    EXPECT_EQ(above, (std::vector<std::uint64_t>{4, 3, 2, 1, 0}));
}

nem::UnconfirmedTransaction pooled(const nem::SignedTransaction& transaction) {
    return {std::nullopt, transaction};
}

TEST(Feed, WatchedUnconfirmedTransactionsAreToldOnce) {
    Night night{2, 1, chain_of(5)};
    night.config.watched = {address_of(40)};
    for (auto& node : night.nodes) {
        node->pool = {pooled(transfer(40, 41, 7)), pooled(transfer(42, 40, 8)),
                      pooled(transfer(43, 44, 9))};
    }
    night.steps(6);
    ASSERT_EQ(night.follower.pre_alerts.size(), 2U);
    EXPECT_EQ(night.feed->offer(pooled(transfer(40, 41, 7)), "socket"), std::nullopt);
    EXPECT_TRUE(night.feed->offer(pooled(transfer(40, 41, 6)), "socket").has_value());
}

TEST(Feed, AForgedUnconfirmedTransactionIsNoPreAlert) {
    Night night{1, 1, chain_of(5)};
    night.config.watched = {address_of(40)};
    night.begin();
    auto forged = transfer(40, 41, 7);
    forged.signature.bytes[0] ^= 1;
    EXPECT_EQ(night.feed->offer(pooled(forged), "socket"), std::nullopt);
}

TEST(PreAlerts, RemembersABoundedNumber) {
    PreAlerts alerts{{address_of(1)}, {}};
    for (std::uint64_t i = 0; i <= PreAlerts::kRememberedMax; ++i) {
        EXPECT_TRUE(alerts.offer(pooled(transfer(1, 2, i)), "n").has_value());
    }
    EXPECT_FALSE(alerts.offer(pooled(transfer(1, 2, 5)), "n").has_value());
    EXPECT_TRUE(alerts.offer(pooled(transfer(1, 2, 0)), "n").has_value());  // forgotten
}

TEST(PreAlerts, KnowsWhomAMultisigNames) {
    const nem::Header header{nem::kMainnet, {}, key_of(1), {}, {}};
    nem::Header inner = header;
    inner.signer = key_of(2);
    nem::Header cosigner = header;
    cosigner.signer = key_of(4);
    const nem::Multisig multisig{{inner, nem::Transfer{address_of(3), {}, {}, {}}},
                                 {{cosigner, {{}, address_of(2)}, {}}}};
    EXPECT_EQ(named_accounts({header, multisig}),
              (std::set{address_of(1), address_of(2), address_of(3), address_of(4)}));
    const nem::MultisigModification modification{{{nem::Modification::Type::Add, key_of(9)}}, {}};
    EXPECT_TRUE(named_accounts({header, modification}).contains(address_of(9)));
    EXPECT_TRUE(
        named_accounts({header, nem::ImportanceTransfer{{}, key_of(8)}}).contains(address_of(8)));
    EXPECT_TRUE(named_accounts({header, nem::ProvisionNamespace{address_of(7), {}, "a", {}}})
                    .contains(address_of(7)));
    EXPECT_TRUE(named_accounts({header, nem::MultisigSignature{{}, address_of(6)}})
                    .contains(address_of(6)));
    nem::MosaicDefinitionCreation creation{{}, address_of(5), {}};
    creation.definition.levy = nem::Levy{{}, address_of(12), {}, {}};
    EXPECT_TRUE(named_accounts({header, creation}).contains(address_of(5)));
    EXPECT_TRUE(named_accounts({header, creation}).contains(address_of(12)));
    EXPECT_EQ(named_accounts({header, nem::MosaicSupplyChange{}}), std::set{address_of(1)});
}

TEST(PreAlerts, ChecksEverySignatureOfABlock) {
    Chain chain = chain_of(2);
    nem::Block block = chain[1]->block;
    EXPECT_EQ(signatures_of(block).size(), 2U);
    EXPECT_TRUE(holds(signatures_of(block)));
    block.transactions[0].signature.bytes[3] ^= 1;
    EXPECT_FALSE(holds(signatures_of(block)));
}

}  // namespace
}  // namespace nem_node

#include <rapidcheck.h>

#include "testing.hpp"

/// Whatever the network does, the follower ends with the honest chain, block by block.
namespace nem_node {
namespace {

using namespace testing;

/// An honest chain that grows and forks, nodes that serve it well or badly, and one follower that
/// dies and comes back.
class Script {
public:
    Script() : honest_{chain_of(*rc::gen::inRange<std::size_t>(1, 420))} {
        const std::size_t count = *rc::gen::inRange<std::size_t>(1, 5);
        // Enough honest nodes, and never as many liars as agree on something.
        config_.agreeing = *rc::gen::inRange<std::size_t>((count / 2) + 1, count + 1);
        honest_nodes_ = config_.agreeing;
        config_.verify = holds;
        highest_ = honest_.size();
        for (std::size_t i = 0; i < count; ++i) {
            nodes_.push_back(std::make_unique<SimNode>(fmt::format("node-{}", i)));
            nodes_.back()->chain = honest_;
            nodes_.back()->batch = *rc::gen::element<std::size_t>(1, 7, 100, 400);
            pointers_.push_back(nodes_.back().get());
        }
        feed_.emplace(config_, pointers_);
    }

    void act() {
        switch (*rc::gen::inRange(0, 7)) {
            case 0: extend(*rc::gen::inRange<std::size_t>(1, 30)); break;
            case 1: fork(); break;
            case 2: trouble(); break;
            case 3: lag(); break;
            case 4: restart(); break;
            default: step(*rc::gen::inRange(1, 6));
        }
    }

    void end_well() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            // Liars may go on: fewer than agree.
            if (i < honest_nodes_) { nodes_[i]->fault = Fault::None; }
            if (nodes_[i]->batch < 7) { nodes_[i]->batch = 7; }
            nodes_[i]->chain = honest_;
        }
        for (int i = 0; i < 400 && !arrived(); ++i) { step(1); }
    }
    [[nodiscard]] bool arrived() const { return follower_.chain() == ids(honest_); }
    [[nodiscard]] bool stopped() const { return feed_->stopped(); }

private:
    void extend(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) { grow(honest_, flavour_, i % 2); }
        highest_ = std::max<std::uint64_t>(highest_, honest_.size());
        publish();
    }
    void fork() {
        // Nodes refuse what is deeper than 360 below the highest block they ever had.
        const std::uint64_t lowest = highest_ > kRewriteLimit ? highest_ - kRewriteLimit : 0;
        const std::size_t most = honest_.size() - lowest;
        if (most == 0) { return; }
        const bool deepest = *rc::gen::inRange(0, 4) == 0;
        const std::size_t depth =
            deepest ? most : *rc::gen::inRange<std::size_t>(1, std::min<std::size_t>(most, 30) + 1);
        honest_.resize(honest_.size() - depth);
        flavour_ += 1;
        extend(*rc::gen::inRange<std::size_t>(1, depth + 5));
    }
    /// The new chain reaches some of the nodes; the others stand still.
    void publish() {
        for (auto& node : nodes_) {
            if (*rc::gen::inRange(0, 4) != 0) { node->chain = honest_; }
        }
    }
    void trouble() {
        SimNode& node = *nodes_[*rc::gen::inRange<std::size_t>(0, nodes_.size())];
        node.fault = *rc::gen::element(
            Fault::None, Fault::Down, Fault::TooMany, Fault::NotReady, Fault::CutAfterHashes,
            Fault::HalfBlocks, Fault::NoBlocks, Fault::AlteredTransfer, Fault::ForgedSignature,
            Fault::ShuffledBlocks, Fault::OwnBlocks, Fault::WrongHashes, Fault::WrongNetwork);
    }
    void lag() {
        SimNode& node = *nodes_[*rc::gen::inRange<std::size_t>(0, nodes_.size())];
        node.chain.resize(*rc::gen::inRange<std::size_t>(0, node.chain.size() + 1));
    }
    void restart() {
        config_.recent = feed_->recent();
        config_.final_height = feed_->final_height();
        feed_.emplace(config_, pointers_);
    }
    void step(int count) {
        for (int i = 0; i < count; ++i) {
            now_ = std::max(now_, feed_->next_step_at());
            follower_.take(feed_->step(now_));
        }
    }

    Chain honest_;
    std::uint64_t highest_{0};
    std::uint64_t flavour_{1};
    std::size_t honest_nodes_{0};
    std::vector<std::unique_ptr<SimNode>> nodes_;
    std::vector<Node*> pointers_;
    FeedConfig config_;
    std::optional<Feed> feed_;
    Follower follower_;
    Monotonic now_{0};
};

TEST(FeedProperty, AnyScriptOfForksLiesAndCutsEndsWithTheHonestChain) {
    EXPECT_TRUE(rc::check([] {
        Script script;
        const int acts = *rc::gen::inRange(1, 40);
        for (int i = 0; i < acts; ++i) { script.act(); }
        script.end_well();
        RC_ASSERT(!::testing::Test::HasFailure());
        RC_ASSERT(!script.stopped());
        RC_ASSERT(script.arrived());
    }));
}

TEST(FeedProperty, AnyDeeperForkStopsTheFeedAndUndoesNothing) {
    EXPECT_TRUE(rc::check([] {
        Chain chain = chain_of(*rc::gen::inRange<std::size_t>(365, 800));
        SimNode node{"node"};
        node.chain = chain;
        FeedConfig config;
        config.verify = holds;
        Feed feed{config, {&node}};
        Follower follower;
        Monotonic now{0};
        const auto step = [&](int count) {
            for (int i = 0; i < count; ++i) {
                now = std::max(now, feed.next_step_at());
                follower.take(feed.step(now));
            }
        };
        step(10);
        RC_ASSERT(follower.chain() == ids(chain));
        const auto before = follower.chain();
        const auto depth = *rc::gen::inRange<std::size_t>(kRewriteLimit + 1, chain.size() + 1);
        chain.resize(chain.size() - depth);
        while (chain.size() < before.size()) { grow(chain, 9); }
        node.chain = chain;
        step(3);
        RC_ASSERT(feed.stopped());
        RC_ASSERT(follower.too_deep.has_value());
        RC_ASSERT(follower.chain() == before);
        RC_ASSERT(!::testing::Test::HasFailure());
    }));
}

}  // namespace
}  // namespace nem_node

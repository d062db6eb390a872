#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "testing.hpp"

/// A record that begins in the middle of the chain asks nodes for what it cannot know.
namespace app {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const nem::MosaicId kToken{"alice", "token"};

nem_node::MosaicFacts token(std::uint64_t supply) {
    nem_node::MosaicFacts facts;
    facts.definition.creator = key_of(kHelper);
    facts.definition.id = kToken;
    facts.definition.properties = {{"divisibility", "0"},
                                   {"initialSupply", "1000"},
                                   {"supplyMutable", "true"},
                                   {"transferable", "true"}};
    facts.supply_units = supply;
    return facts;
}

nem::SignedTransaction supply_change(std::uint64_t fewer) {
    auto one = transfer(kHelper, kHelper, 0);
    one.transaction.body =
        nem::MosaicSupplyChange{kToken, nem::MosaicSupplyChange::Type::Delete, fewer};
    return one;
}

TEST(WatcherLearning, AMosaicsPresentSupplyStopsNoEarlierBlock) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    ToldNode one{"one"};
    ToldNode other{"other"};
    one.mosaics["alice:token"] = token(10);
    other.mosaics["alice:token"] = token(11);  // it is a block ahead
    Chain chain{1'000'000};
    take(watcher, {chain.grow({supply_change(999'990)})}, {{&one, &other}, 2});
    EXPECT_FALSE(watcher.waits_for());
    EXPECT_EQ(*journal.blocks(), 1U);
    EXPECT_EQ(resume(journal).bytes(), watcher.bytes());
}

TEST(WatcherLearning, ABlockWaitsUntilANodeAnswers) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    ToldNode node;
    const Nodes nodes{{&node}, 1};
    Chain chain{1'000'000};
    take(watcher, {chain.grow({})}, nodes);
    // The signer of the second block is new, and the node is gone.
    node.fault = nem_node::NodeProblem::Unreachable;
    const auto theft = transfer(kVictim, kThief, 500 * kXem);
    const auto undone = chain.grow({}, 3);
    const auto taken = watcher.take(
        {undone, chain.grow({theft}, 0, kHarvester + 1), nem_node::NodeDown{"told", {}}},
        {1'000'001}, kNow, nodes);
    ASSERT_TRUE(taken) << taken.error().text.en;
    const auto lacking = watcher.waits_for().value_or(base::Complaint{});
    EXPECT_THAT(lacking.text.en, HasSubstr("harvests for is needed"));
    EXPECT_EQ(*journal.blocks(), 2U) << "what came before it is recorded";
    EXPECT_EQ(watcher.final_height(), ledger::Height{0}) << "not before the blocks are";
    EXPECT_THAT(kinds(journal), ElementsAre("waiting", "node_down"));
    EXPECT_THAT(lines(journal, base::Language::En)[0], HasSubstr("block 1000002 waits: whom"));
    EXPECT_THAT(lines(journal, base::Language::Ja)[0], HasSubstr("待機中"));
    // Blocks that follow wait behind it; unconfirmed transactions do not.
    const auto warned = transfer(kVictim, kThief, 7 * kXem);
    const int before = node.questions;
    take(watcher,
         {chain.grow({}),
          nem_node::PreAlert{{std::nullopt, warned}, nem::hash_of(warned.transaction), "told"}},
         nodes);
    EXPECT_EQ(node.questions, before) << "who waits asks when he is told to";
    EXPECT_EQ(*journal.blocks(), 2U);
    EXPECT_THAT(kinds(journal), ElementsAre("waiting", "node_down", "theft_seen"));
    ASSERT_TRUE(watcher.go_on(kNow, nodes));
    EXPECT_TRUE(watcher.waits_for());
    EXPECT_EQ(kinds(journal).size(), 3U) << "said once";
    node.fault.reset();
    ASSERT_TRUE(watcher.go_on(kNow, nodes));
    EXPECT_FALSE(watcher.waits_for());
    EXPECT_EQ(*journal.blocks(), 4U);
    EXPECT_EQ(watcher.final_height(), ledger::Height{1'000'001});
    EXPECT_THAT(kinds(journal), Contains("theft_confirmed"));
    EXPECT_EQ(resume(journal).bytes(), watcher.bytes());
}

TEST(WatcherLearning, NothingIsLearntByHalves) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    ToldNode node;
    node.mosaics["alice:token"] = token(10);
    const Nodes nodes{{&node}, 1};
    node.asked = [&] {  // the mosaic is told, the signer's owner is not
        if (node.questions == 2) { node.fault = nem_node::NodeProblem::TimedOut; }
    };
    Chain chain{1'000'000};
    take(watcher, {chain.grow({transfer_with(kVictim, kThief, 5, kToken, 1)})}, nodes);
    EXPECT_TRUE(watcher.waits_for());
    EXPECT_THAT(*journal.entries("learned"), IsEmpty());
    EXPECT_EQ(watcher.bytes(), resume(journal).bytes());
}

TEST(WatcherLearning, WhoIsStoppedMeanwhileSaysNothingOfIt) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    std::stop_source stop;
    ToldNode node;
    node.asked = [&] {
        stop.request_stop();
        node.fault = nem_node::NodeProblem::Cut;
    };
    Chain chain{1'000'000};
    take(watcher, {chain.grow({})}, {{&node}, 1, stop.get_token()});
    EXPECT_TRUE(watcher.waits_for());
    EXPECT_THAT(ids(journal), IsEmpty());
}

TEST(WatcherLearning, RefusesALearntFactThatCannotBeRead) {
    const char* const documents[] = {
        "x",
        "[]",
        "{}",
        R"({"height":"1","remote":"a","owner":"b"})",
        R"({"height":1,"remote":"a","owner":"b"})",
        R"({"height":1,"remote":1,"owner":2})",
        R"({"height":1,"lapsed":["a"]})",
        R"({"height":1,"lapsed":["a",1]})",
        R"({"height":1,"definition":{}})",
    };
    for (const char* const document : documents) {
        const TestFolder folder;
        auto journal = open(folder);
        journal::Batch batch;
        batch.put({"learned", "1 owner", document});
        ASSERT_TRUE(journal.commit(batch));
        const auto watcher = Watcher::resume(nem::kMainnet, {}, journal, kNow);
        ASSERT_FALSE(watcher) << document;
        EXPECT_THAT(watcher.error().text.en, HasSubstr("entry learned 1 owner cannot be read"));
    }
}

}  // namespace
}  // namespace app

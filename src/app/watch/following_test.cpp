#include "following.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "testing.hpp"

namespace app {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

/// Two nodes of one chain, of which both must agree unless the test says otherwise.
class Followed {
public:
    Followed() {
        for (auto* const node : {&one, &other}) { nodes.all.push_back(node); }
        nodes.agreeing = 2;
        settings.once = true;
        settings.json_lines = true;
        config.poll_every = 5ms;
        config.retry_first = 1ms;
        config.retry_last = 5ms;
    }
    void serve(const Chain& chain) {
        for (auto* const node : {&one, &other}) {
            node->chain.clear();
            for (const auto& block : chain.blocks()) { node->chain.push_back(block.block); }
        }
    }
    /// What it ends with, and what it said.
    std::string follow() {
        nodes.stop = stop.get_token();
        config.agreeing = nodes.agreeing;
        nem_node::Feed feed{config, nodes.all};
        WatchSettings quiet = settings;
        quiet.websocket_port = 0;
        auto listening = Listening::open(quiet);
        const Teller teller{true, {}, base::Language::En};
        Following following{{.settings = settings,
                             .stop = stop.get_token(),
                             .nodes = nodes,
                             .teller = teller,
                             .verifier = verifier,
                             .language = base::Language::En,
                             .retry_first = 2ms,
                             .patience = 100ms}};
        ::testing::internal::CaptureStdout();
        const auto followed = following.follow(journal, watcher, feed, *listening);
        said = ::testing::internal::GetCapturedStdout();
        return followed ? std::string{} : followed.error().text.en;
    }

    TestFolder folder;
    journal::Journal journal{open(folder)};
    Watcher watcher{resume(journal)};
    ToldNode one{"one"};
    ToldNode other{"other"};
    Nodes nodes;
    WatchSettings settings;
    nem_node::FeedConfig config;
    SignatureVerifier verifier;
    std::stop_source stop;
    std::string said;
};

Chain night_from(std::uint64_t first) {
    Chain chain{first};
    std::ignore = chain.grow({});
    std::ignore = chain.grow({transfer(kVictim, kThief, 5 * kXem)});
    return chain;
}

TEST(Following, ReadsOnceToTheHead) {
    Followed night;
    night.serve(night_from(1));
    EXPECT_EQ(night.follow(), "");
    EXPECT_EQ(*night.journal.blocks(), 2U);
    EXPECT_THAT(night.said, HasSubstr("theft_confirmed"));
    EXPECT_THAT(*night.journal.untold(10), IsEmpty());
}

/// `blocks` blocks, as many as several answers; the theft is in the last.
Chain long_night(std::size_t blocks, std::size_t other_harvester_at = 0) {
    Chain chain{1};
    for (std::size_t height = 1; height < blocks; ++height) {
        std::ignore = chain.grow({}, 0, kHarvester + (height == other_harvester_at ? 1 : 0));
    }
    std::ignore = chain.grow({transfer(kVictim, kThief, 5 * kXem)});
    return chain;
}

TEST(Following, ReadsOnWhileItRecords) {
    Followed night;
    night.serve(long_night(350));
    std::set<std::thread::id> askers;
    night.one.asked = [&] { askers.insert(std::this_thread::get_id()); };
    EXPECT_EQ(night.follow(), "");
    EXPECT_EQ(*night.journal.blocks(), 350U);
    EXPECT_THAT(kinds(night.journal), Contains("theft_confirmed").Times(1));
    EXPECT_THAT(*night.journal.untold(10), IsEmpty());
    EXPECT_GE(askers.size(), 2U) << "nothing was read ahead";
}

TEST(Following, ABlockThatWaitsKeepsThoseReadAheadInOrder) {
    Followed night;
    night.serve(long_night(350, 150));
    const nem::Block& first = night.one.chain.front();
    ASSERT_TRUE(
        night.watcher.begin({std::nullopt, nem_node::BlockId{first.height, nem::hash_of(first)}}));
    night.config.recent = night.watcher.recent();
    int asked = 0;
    night.one.asked_owner = [&] {
        ++asked;
        night.one.owner_fault = asked == 2 || asked == 3
                                    ? std::optional{nem_node::NodeProblem::TimedOut}
                                    : std::nullopt;
    };
    EXPECT_EQ(night.follow(), "");
    EXPECT_EQ(*night.journal.blocks(), 349U);
    EXPECT_THAT(kinds(night.journal), Contains("waiting").Times(1));
    EXPECT_THAT(kinds(night.journal), Contains("theft_confirmed").Times(1));
}

TEST(Following, AStopDuringAStepIsNoNodesFault) {
    Followed night;
    night.settings.once = false;
    night.serve(night_from(1));
    night.one.asked = [&] {
        night.stop.request_stop();
        night.one.fault = nem_node::NodeProblem::Cut;
    };
    EXPECT_EQ(night.follow(), "");
    EXPECT_THAT(ids(night.journal), IsEmpty());
}

TEST(Following, AStopWhileABlockIsLearntIsNoFailure) {
    Followed night;
    night.settings.once = false;
    night.serve(night_from(1));
    const nem::Block& first = night.one.chain.front();
    // Begun above block 1: the signer of block 2 has to be asked.
    ASSERT_TRUE(
        night.watcher.begin({std::nullopt, nem_node::BlockId{first.height, nem::hash_of(first)}}));
    night.config.recent = night.watcher.recent();
    night.one.asked_owner = [&] {
        night.stop.request_stop();
        night.one.fault = nem_node::NodeProblem::Cut;
    };
    EXPECT_EQ(night.follow(), "");
    EXPECT_THAT(ids(night.journal), IsEmpty());
    EXPECT_EQ(*night.journal.blocks(), 0U);
}

TEST(Following, AStopEndsTheWaitForTheNextStep) {
    Followed night;
    night.settings.once = false;
    night.config.poll_every = 60s;
    night.serve(night_from(1));
    const std::jthread later{[&] {
        std::this_thread::sleep_for(50ms);
        night.stop.request_stop();
    }};
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(night.follow(), "");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(Following, AsksAgainForWhatABlockWaits) {
    Followed night;
    night.serve(night_from(1));
    const nem::Block& first = night.one.chain.front();
    ASSERT_TRUE(
        night.watcher.begin({std::nullopt, nem_node::BlockId{first.height, nem::hash_of(first)}}));
    night.config.recent = night.watcher.recent();
    int failures = 3;
    night.one.asked_owner = [&] {
        night.one.owner_fault =
            failures-- > 0 ? std::optional{nem_node::NodeProblem::TimedOut} : std::nullopt;
    };
    EXPECT_EQ(night.follow(), "");
    EXPECT_EQ(*night.journal.blocks(), 1U);
    EXPECT_THAT(kinds(night.journal), Contains("waiting").Times(1));
    EXPECT_THAT(night.said, HasSubstr("theft_confirmed"));
}

TEST(Following, WhoReadsOnceGivesUpAskingAndKeepsWhatWasRead) {
    Followed night;
    Chain chain = night_from(1);
    std::ignore = chain.grow({}, 0, kHarvester + 1);
    night.serve(chain);
    const nem::Block& first = night.one.chain.front();
    ASSERT_TRUE(
        night.watcher.begin({std::nullopt, nem_node::BlockId{first.height, nem::hash_of(first)}}));
    night.config.recent = night.watcher.recent();
    int asked = 0;
    night.one.asked_owner = [&] {
        if (asked++ > 0) { night.one.owner_fault = nem_node::NodeProblem::TimedOut; }
    };
    const auto why = night.follow();
    EXPECT_THAT(why, HasSubstr("harvests for is needed"));
    EXPECT_THAT(why, HasSubstr("what was read is recorded"));
    EXPECT_EQ(*night.journal.blocks(), 1U) << "block 2, above which block 3 waits";
    EXPECT_LE(asked, 10);
}

TEST(Following, WhoReadsOnceDoesNotWaitBelowTheQuorum) {
    Followed night;
    night.serve(night_from(1));
    night.other.fault = nem_node::NodeProblem::Unreachable;
    EXPECT_THAT(night.follow(), HasSubstr("only 1 of the 2 nodes that must agree still answer"));
    Followed alone;
    alone.one.fault = nem_node::NodeProblem::Unreachable;
    alone.other.fault = nem_node::NodeProblem::Unreachable;
    EXPECT_THAT(alone.follow(), HasSubstr("no node answers any more"));
}

TEST(Following, WhoReadsOnceDoesNotWaitForNodesThatNeverAgree) {
    Followed night;
    night.serve(night_from(1));
    night.other.chain.clear();
    Chain another{1};
    night.other.chain.push_back(another.grow({}, 9).block);
    EXPECT_THAT(night.follow(), HasSubstr("do not agree on what follows"));
}

}  // namespace
}  // namespace app

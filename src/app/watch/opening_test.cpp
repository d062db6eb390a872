#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "open_nodes.hpp"
#include "testing.hpp"

/// How a watch begins.
namespace app {
namespace {

using namespace testing;
using ::testing::HasSubstr;

std::string refusal(std::vector<std::string> urls) {
    WatchSettings settings;
    settings.node_urls = std::move(urls);
    const auto open = OpenNodes::open(settings, {});
    return open ? std::string{} : open.error().text.en;
}

TEST(OpenNodes, ANodeHasOneVote) {
    EXPECT_EQ(refusal({"http://one:7890", "http://one:7891", "http://other:7890"}), "");
    EXPECT_THAT(refusal({"http://one:7890", "http://two:7890", "http://one:7890"}),
                HasSubstr("names http://one:7890 twice"));
    EXPECT_THAT(refusal({"http://one:7890", "HTTP://ONE:7890/"}), HasSubstr("twice"));
    EXPECT_THAT(refusal({"http://one:80", "http://one"}), HasSubstr("twice"));
    EXPECT_THAT(refusal({"https://one:443", "https://one"}), HasSubstr("twice"));
    EXPECT_THAT(refusal({"http://one:07890", "http://one:7890"}), HasSubstr("twice"));
    EXPECT_EQ(refusal({"https://one:80", "https://one"}), "");
    EXPECT_THAT(refusal({"ftp://one"}), HasSubstr("begins with http"));
}

/// Nodes of one chain of 400 blocks.
struct Asked {
    Asked() {
        for (int i = 0; i < 400; ++i) { std::ignore = chain.grow({}); }
        for (auto* const node : {&one, &two, &three}) {
            for (const auto& block : chain.blocks()) { node->chain.push_back(block.block); }
            nodes.all.push_back(node);
        }
        nodes.agreeing = 2;
        settings.is_private = true;
    }
    /// The height below the record, or the complaint.
    std::string beginning() {
        const auto found = find_beginning(settings, nodes);
        if (!found) { return found.error().text.en; }
        EXPECT_EQ(found->nemesis, chain.blocks().front().hash);
        const auto& below = found->below;
        if (!below) { return "the nemesis block"; }
        EXPECT_EQ(below->hash, chain.blocks()[below->height.value - 1].hash);
        return fmt::format("{}", below->height.value);
    }

    Chain chain;
    ToldNode one{"one"};
    ToldNode two{"two"};
    ToldNode three{"three"};
    Nodes nodes;
    WatchSettings settings;
};

TEST(FindBeginning, IsBelowEveryReorganisationOfTheHeadThatEnoughHaveReached) {
    Asked asked;
    EXPECT_EQ(asked.beginning(), "40");
    asked.one.said_height = 1'000'000;  // the first that is asked lies
    EXPECT_EQ(asked.beginning(), "40");
    asked.two.said_height = 390;
    EXPECT_EQ(asked.beginning(), "40");
    asked.three.said_height = 380;
    EXPECT_EQ(asked.beginning(), "30");
    asked.nodes.agreeing = 3;
    EXPECT_EQ(asked.beginning(), "20");
    asked.two.said_height = asked.three.said_height = 100;
    EXPECT_EQ(asked.beginning(), "the nemesis block");
}

TEST(FindBeginning, IsWhereTheSettingsSay) {
    Asked asked;
    asked.settings.from = 1;
    EXPECT_EQ(asked.beginning(), "the nemesis block");
    asked.settings.from = 101;
    EXPECT_EQ(asked.beginning(), "100");
    asked.settings.from = 402;
    EXPECT_THAT(asked.beginning(), HasSubstr("block 401: "));
}

TEST(FindBeginning, IsNotWhereNodesContradictThemselves) {
    Asked asked;
    asked.settings.from = 101;
    for (auto* const node : {&asked.one, &asked.two}) {
        node->chain.erase(node->chain.begin() + 99);  // what it gives as 100 is 101
    }
    EXPECT_THAT(asked.beginning(), HasSubstr("it gives block 101 instead"));
}

TEST(FindBeginning, NeedsEnoughNodes) {
    Asked asked;
    asked.one.fault = asked.two.fault = nem_node::NodeProblem::Unreachable;
    EXPECT_THAT(asked.beginning(), HasSubstr("block 1: "));
    asked.one.fault.reset();
    asked.two.fault.reset();
    asked.one.height_fault = asked.two.height_fault = nem_node::NodeProblem::TimedOut;
    EXPECT_THAT(asked.beginning(), HasSubstr("/chain/height: "));
    for (auto* const node : {&asked.one, &asked.two}) { node->chain.clear(); }
    EXPECT_THAT(asked.beginning(), HasSubstr("it has no block yet"));
}

TEST(FindBeginning, IsOfTheNetworkMeant) {
    Asked asked;
    asked.settings.is_private = false;
    EXPECT_THAT(asked.beginning(), HasSubstr("the nodes serve another network"));
    EXPECT_THAT(purpose_of(asked.settings), HasSubstr("0x68 of nemesis block 438cf6375dab5a0d"));
    asked.settings.is_private = true;
    EXPECT_EQ(purpose_of(asked.settings), "NEM network 0x68, private");
}

}  // namespace
}  // namespace app

#include "crawl_testing.hpp"

namespace nem_crawl {
namespace {

using namespace testing;
using nem_node::NodeProblem;

TEST(Crawl, RefusesWhatContradictsItself) {
    const auto node = small();
    node->bend_history = [](auto& page) { std::ranges::reverse(page); };
    EXPECT_EQ(error_of(*node).detail, "a history's pages do not go down");
    node->bend_history = [](auto& page) {
        if (!page.empty()) { page[0].hash.bytes[0] ^= 1; }
    };
    EXPECT_EQ(error_of(*node).detail, "a history's transaction has another hash");
    node->bend_history = [](auto& page) {
        for (auto& entry : page) { entry.height.value = kHeight.value; }
    };
    EXPECT_TRUE(error_of(*node).detail.ends_with("lacks a transaction of the account's history"));
    node->bend_history = {};
    node->bend_block = [](nem::Block& block) { block.height.value += 1; };
    EXPECT_TRUE(error_of(*node).detail.ends_with("is none"));
    node->bend_block = [](nem::Block& block) { block.network = nem::kTestnet; };
    EXPECT_EQ(error_of(*node).problem, NodeProblem::BadAnswer);
    node->bend_block = {};
    CrawlConfig strict = up_to_head();
    strict.verify = [](std::span<const nem_node::Signed>) { return false; };
    EXPECT_TRUE(error_of(*node, strict).detail.ends_with("is none"));
    node->never_rests = true;
    EXPECT_TRUE(error_of(*node).detail.starts_with("the chain moves faster"));
}

TEST(Crawl, ABalanceThatDoesNotFitIsWarnedOf) {
    const auto node = small();
    node->balance_lie = 12;
    const auto crawled = crawl_of(*node, {address(1)});
    ASSERT_EQ(crawled.warnings.size(), 1U);
    EXPECT_EQ(crawled.warnings[0].kind, WarningKind::ReceivedUnlisted);
    EXPECT_EQ(crawled.warnings[0].amount, atoms(12));
}

TEST(Crawl, ABlockThatCannotBeSaysSo) {
    const auto node = Builder{}.add({fund(1), fund(3)}).serve();
    node->bend_block = [](nem::Block& block) {
        block.transactions[1].transaction.header.fee = atoms(UINT64_MAX);
    };
    const auto crawled = crawl_of(*node, {address(1)});
    ASSERT_EQ(crawled.warnings.size(), 2U);  // and the books are open
    EXPECT_EQ(crawled.warnings[0], (Warning{WarningKind::BlockUnclear, {}, {}, {}, kHeight}));
    EXPECT_TRUE(to_phrase(crawled.warnings[0]).en.contains(std::to_string(kHeight.value)));
    EXPECT_EQ(crawled.ledger->rows(), 0U);
}

TEST(Crawl, KeepsWithinItsBounds) {
    const auto node = small();
    CrawlConfig config = up_to_head();
    config.accounts_max = 1;
    EXPECT_EQ(error_of(*node, config).detail, "more than 1 accounts");
    config = up_to_head();
    config.blocks_max = 2;
    EXPECT_EQ(error_of(*node, config).detail, "more than 2 blocks");
}

TEST(Crawl, GoesOnAfterAnError) {
    const auto node = small();
    Crawl crawl{*node, up_to_head()};
    const auto nobody = [](const MovementLedger&) { return std::vector<nem::Address>{}; };
    node->bend_block = [](nem::Block& block) { block.height.value += 1; };
    EXPECT_FALSE(crawl.run({address(1)}, nobody).has_value());
    node->bend_block = {};
    EXPECT_TRUE(crawl.run({address(1)}, nobody).has_value());
    EXPECT_EQ(crawl.result().ledger->rows(), 3U);
    EXPECT_EQ(crawl.heights().size(), 3U);
}

}  // namespace
}  // namespace nem_crawl

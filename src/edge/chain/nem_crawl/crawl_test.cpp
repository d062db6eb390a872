#include "crawl_testing.hpp"

namespace nem_crawl {
namespace {

using namespace testing;
using nem_chain::MovementKind;

TEST(Crawl, ReadsOnlyTheBlocksThatTouchAnAccount) {
    const auto node =
        Builder{}
            .add({fund(1), fund(3)})
            .wait(20)
            .add({transaction(3, transfer(4, xem(5))), transaction(1, transfer(2, xem(7)))})
            .wait(20)
            .serve();
    const auto crawled = crawl_of(*node, {address(1)});
    EXPECT_EQ(node->blocks_asked, 2U);
    EXPECT_TRUE(crawled.warnings.empty());
    EXPECT_EQ(crawled.ledger->movements(), rows_touching(*node, {address(1)}));
}

TEST(Crawl, FollowsTaintFromAccountToAccount) {
    const auto node = Builder{}
                          .add({fund(1)})
                          .add({transaction(1, transfer(2, xem(500)))})
                          .add({transaction(2, transfer(3, xem(400)))})
                          .serve();
    Crawl crawl{*node, up_to_head()};
    // Whoever received anything from somebody who was read.
    const auto done = crawl.run({address(1)}, [](const MovementLedger& ledger) {
        std::vector<nem::Address> all;
        for (const LedgerRow& row : ledger.movements()) {
            if (row.movement.to && row.movement.from != address(kFaucet)) {
                all.push_back(*row.movement.to);
            }
        }
        return all;
    });
    EXPECT_TRUE(done.has_value());
    EXPECT_TRUE(crawl.accounts().contains(address(3)));
    EXPECT_FALSE(crawl.accounts().contains(address(kFaucet)));
}

TEST(Crawl, KnowsTheLevyOfTheDay) {
    // Defined with a levy, then without: each transfer pays what was due then.
    const nem_chain::testing::Properties properties{0, 100, true, true};
    const auto node =
        Builder{}
            .add({fund(1), fund(2)})
            .add({transaction(1, creation(definition(1, kCoin, properties, levy_to(4))))})
            .add({transaction(1, coin(2))})
            .add({transaction(2, coin(1))})
            .add({transaction(1, creation(definition(1, kCoin, properties)))})
            .add({transaction(1, coin(2))})
            .serve();
    const std::vector<nem::Address> accounts{address(1), address(2)};
    const auto crawled = crawl_of(*node, accounts);
    EXPECT_TRUE(crawled.warnings.empty());
    EXPECT_EQ(crawled.ledger->movements(), rows_touching(*node, accounts));
    EXPECT_EQ(std::ranges::count(crawled.ledger->movements(), MovementKind::Levy,
                                 [](const LedgerRow& row) { return row.movement.kind; }),
              2);
}

TEST(Crawl, WarnsOfALevyThatNobodyReachedHasPaid) {
    const auto node = Builder{}
                          .add({fund(1), fund(5), fund(2)})
                          .add({transaction(5, creation(definition(5, kCoin, {}, levy_to(2))))})
                          .add({transaction(5, coin(6))})
                          .serve();
    const auto crawled = crawl_of(*node, {address(2)});
    ASSERT_EQ(crawled.warnings.size(), 1U);
    EXPECT_EQ(crawled.warnings[0],
              (Warning{WarningKind::ReceivedUnlisted, address(2), atoms(7), {}, {}}));
    const auto id = crawled.ledger->find_account(address(2).text());
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(crawled.ledger->openings().of(*id), atoms(7));
    // Once the payer is reached, too, the books close.
    EXPECT_TRUE(crawl_of(*node, {address(2), address(5)}).warnings.empty());
}

TEST(Crawl, WarnsWhereALevyCannotBeKnown) {
    const auto node = Builder{}
                          .add({fund(1), fund(2)})
                          .add({transaction(1, creation(definition(1, kCoin, {}, levy_to(4))))})
                          .add({transaction(1, coin(2))})
                          .serve();
    node->forgotten = {kCoin};
    const auto crawled = crawl_of(*node, {address(1)});
    ASSERT_EQ(crawled.warnings.size(), 2U);
    EXPECT_EQ(crawled.warnings[0],
              (Warning{WarningKind::LevyUnknown, address(1), {}, kCoin, {kHeight.value + 2}}));
    EXPECT_EQ(crawled.warnings[1].kind, WarningKind::SpentUnlisted);
    EXPECT_EQ(crawled.warnings[1].amount, atoms(7));
    for (const Warning& warning : crawled.warnings) {
        EXPECT_TRUE(to_phrase(warning).en.contains(address(1).text()));
        EXPECT_TRUE(to_phrase(warning).ja.contains(address(1).text()));
    }
}

TEST(Crawl, PaysADelegatedHarvestToTheOwner) {
    using Link = nem::ImportanceTransfer;
    for (const bool by_multisig : {false, true}) {
        const Link link{Link::Mode::Activate, key(6)};
        const auto linking = by_multisig ? transaction(8, wrap(2, link)) : transaction(2, link);
        const auto node = Builder{}
                              .add({fund(2), fund(1)})
                              .add({linking})
                              .add({transaction(1, transfer(3, xem(1)))}, 6)  // not yet in force
                              .wait(360)
                              .add({transaction(1, transfer(3, xem(2)))}, 6)
                              .add({transaction(1, transfer(3, xem(3)))}, 2)
                              .serve();
        for (const auto& accounts : std::vector<std::vector<nem::Address>>{
                 {address(2)}, {address(6)}, {address(2), address(6)}}) {
            const auto crawled = crawl_of(*node, accounts);
            EXPECT_TRUE(crawled.warnings.empty());
            EXPECT_EQ(crawled.ledger->movements(), rows_touching(*node, accounts));
        }
    }
}

TEST(Crawl, LeavesOutWhatIsAboveAndStillClosesTheBooks) {
    const auto node = Builder{}
                          .add({fund(1)})
                          .add({transaction(1, transfer(2, xem(7)))})
                          .add({transaction(1, transfer(2, xem(8)))})
                          .serve();
    CrawlConfig config = up_to_head();
    config.until = {kHeight.value + 1};
    const auto crawled = crawl_of(*node, {address(1)}, config);
    EXPECT_TRUE(crawled.warnings.empty());
    EXPECT_EQ(crawled.ledger->rows(), 2U);
}

TEST(Crawl, SuppliesAndMosaicsOfOthersDoNotStopIt) {
    const nem::MosaicSupplyChange change{kCoin, nem::MosaicSupplyChange::Type::Create, 5};
    const nem_chain::testing::Properties properties{0, 100, true, true};
    const auto node =
        Builder{}
            .add({fund(1), fund(5)})
            .add({transaction(5, creation(definition(5, kCoin, properties, levy_to(4))))})
            .add({transaction(5, change), transaction(5, coin(6)),
                  transaction(1, transfer(3, xem(1))), transaction(7, wrap(5, coin(1)))})
            .serve();
    const auto crawled = crawl_of(*node, {address(1)});
    EXPECT_TRUE(crawled.warnings.empty());
    EXPECT_EQ(crawled.ledger->movements(), rows_touching(*node, {address(1)}));
}

}  // namespace
}  // namespace nem_crawl

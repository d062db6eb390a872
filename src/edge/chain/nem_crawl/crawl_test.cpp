#include "history_node.hpp"
#include "testing.hpp"  // of nem_chain

namespace nem_crawl {
namespace {

using nem_chain::MovementKind;
using nem_chain::testing::address;
using nem_chain::testing::atoms;
using nem_chain::testing::creation;
using nem_chain::testing::definition;
using nem_chain::testing::key;
using nem_chain::testing::kHarvester;
using nem_chain::testing::kHeight;
using nem_chain::testing::transaction;
using nem_chain::testing::transfer;
using nem_chain::testing::wrap;
using nem_chain::testing::xem;
using nem_node::NodeProblem;
using testing::HistoryNode;

constexpr std::uint8_t kFaucet = 99;
const nem::MosaicId kCoin{"ns", "coin"};

/// Blocks one after another, from kHeight on.
class Builder {
public:
    Builder& add(std::vector<nem::SignedTransaction> transactions,
                 std::uint8_t harvester = kHarvester) {
        const ledger::Height height{kHeight.value + blocks_.size()};
        blocks_.push_back(nem_chain::testing::block(height, std::move(transactions), harvester));
        return *this;
    }
    Builder& wait(std::size_t blocks) {
        while (blocks-- > 0) { add({}); }
        return *this;
    }
    [[nodiscard]] std::unique_ptr<HistoryNode> serve() const {
        return std::make_unique<HistoryNode>(nem::kMainnet, blocks_, 2);
    }

private:
    std::vector<nem::Block> blocks_;
};

nem::SignedTransaction fund(std::uint8_t account) {
    return transaction(kFaucet, transfer(account, xem(1'000)));
}
nem::Levy levy_to(std::uint8_t account) {
    return {nem::Levy::Type::Absolute, address(account), {"nem", "xem"}, atoms(7)};
}
nem::Transfer coin(std::uint8_t to) { return transfer(to, atoms(1'000'000), {{kCoin, atoms(1)}}); }
CrawlConfig up_to_head() {
    CrawlConfig config;
    config.until = {kHeight.value + 10'000};
    return config;
}

/// Reads just these accounts.
Crawled crawl_of(HistoryNode& node, const std::vector<nem::Address>& accounts,
                 const CrawlConfig& config = up_to_head()) {
    Crawl crawl{node, config};
    const auto done =
        crawl.run(accounts, [](const MovementLedger&) { return std::vector<nem::Address>{}; });
    EXPECT_TRUE(done.has_value()) << (done ? "" : nem_node::to_phrase(done.error()).en);
    return crawl.result();
}
nem_node::NodeError error_of(HistoryNode& node, const CrawlConfig& config = up_to_head()) {
    Crawl crawl{node, config};
    const auto done = crawl.run({address(1), address(2)},
                                [](const MovementLedger&) { return std::vector<nem::Address>{}; });
    EXPECT_FALSE(done.has_value());
    return done ? nem_node::NodeError{} : done.error();
}
/// Of the whole chain, those that touch one of the accounts; of others no fees.
std::vector<LedgerRow> rows_touching(const HistoryNode& node,
                                     const std::vector<nem::Address>& accounts) {
    std::vector<LedgerRow> rows;
    const auto named = [&](const std::optional<nem::Address>& one) {
        return one && std::ranges::find(accounts, *one) != accounts.end();
    };
    for (LedgerRow row : node.rows()) {
        if (!named(row.movement.from)) { row.movement.fee = {}; }
        if (named(row.movement.from) || named(row.movement.to)) { rows.push_back(row); }
    }
    return rows;
}

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

std::unique_ptr<HistoryNode> small() {
    return Builder{}
        .add({fund(1)})
        .add({transaction(1, transfer(2, xem(7)))})
        .add({transaction(1, transfer(2, xem(8)))})
        .serve();
}

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

TEST(MovementLedger, AnswersWhatATraceAsks) {
    const auto node = small();
    const MovementLedger ledger{node->rows(), {}};
    // A transfer and a harvest a block.
    ASSERT_EQ(ledger.rows(), 6U);
    EXPECT_EQ(ledger.accounts(), 4U);
    EXPECT_TRUE(ledger.has_heights() && ledger.has_times());
    EXPECT_EQ(ledger.account_text({0}), address(kFaucet).text());
    EXPECT_EQ(ledger.find_account(address(1).text()), ledger::AccountId{1});
    EXPECT_EQ(ledger.find_account(address(77).text()), std::nullopt);
    EXPECT_EQ(ledger.find_account("nobody"), std::nullopt);
    const auto facts = ledger.facts({1});
    EXPECT_EQ(facts.kind, "harvest");
    EXPECT_EQ(facts.height, kHeight);
    EXPECT_EQ(ledger.find_tx(facts.tx), std::vector<ledger::Row>{{1}});
    EXPECT_EQ(ledger.end_of(kHeight), 2U);
    EXPECT_EQ(ledger.begin_of(kHeight), 0U);
    ASSERT_TRUE(facts.time.has_value());
    EXPECT_EQ(ledger.end_of(facts.time->at), 6U);  // the test's blocks have one time
    EXPECT_EQ(ledger.begin_of(facts.time->at), 0U);
    EXPECT_EQ(ledger.block_end({3}), 4U);
    std::vector<ledger::Transfer> read(2);
    ledger.read({2}, read);
    EXPECT_EQ(read[0], (ledger::Transfer{{1}, {3}, xem(7), xem(1)}));
    EXPECT_EQ(read[1], (ledger::Transfer{ledger::kNobody, {2}, xem(1), {}}));
    EXPECT_EQ(ledger.openings().of({0}), xem(1'001));
}

TEST(MovementLedger, ADeclaredOpeningThatIsTooSmallIsComputed) {
    const auto node = small();
    const MovementLedger ledger{node->rows(), {{address(kFaucet), xem(3)}}};
    EXPECT_EQ(ledger.openings().of({0}), xem(1'001));
}

}  // namespace
}  // namespace nem_crawl

#include "crawl_testing.hpp"

namespace nem_crawl {
namespace {

using namespace testing;

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

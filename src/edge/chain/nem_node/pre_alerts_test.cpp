#include "testing_feed.hpp"

namespace nem_node {
namespace {

using namespace testing;

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

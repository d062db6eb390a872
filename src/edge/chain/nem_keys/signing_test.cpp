#include <gtest/gtest.h>

#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;

constexpr std::string_view kSecret =
    "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcde1";

KeyPair pair_of(std::string_view private_key) {
    auto keys = KeyPair::parse(private_key);
    EXPECT_TRUE(keys);
    return *std::move(keys);
}

Transaction transfer_by(const KeyPair& keys, Network network = kTestnet) {
    return {{network, TimeStamp{5}, keys.public_key(), money::Amount::from_atoms(50'000),
             TimeStamp{3605}},
            Transfer{to_address(keys.public_key(), network), money::Amount::from_atoms(1), {}, {}}};
}

TEST(NemSigning, SignsWhatNisWillVerify) {
    const KeyPair keys = pair_of(kSecret);
    const Transaction transaction = transfer_by(keys);
    auto entity = sign(transaction, keys);
    ASSERT_TRUE(entity);
    EXPECT_EQ(entity->transaction, transaction);
    EXPECT_TRUE(verify(*entity));
    entity->transaction.header.fee = money::Amount::from_atoms(50'001);
    EXPECT_FALSE(verify(*entity));
}

TEST(NemSigning, RefusesForeignKeysUnknownNetworksAndWhatNisWouldRewrite) {
    const KeyPair keys = pair_of(kSecret);
    const KeyPair others = pair_of("1");
    EXPECT_EQ(sign(transfer_by(others), keys).error(), KeyError::OtherSigner);
    EXPECT_EQ(sign(transfer_by(keys, Network{0x61}), keys).error(), KeyError::UnknownNetwork);
    Transaction rewritten = transfer_by(keys);
    std::get<Transfer>(rewritten.body).message = Message{};
    EXPECT_EQ(sign(rewritten, keys).error(), KeyError::NotCanonical);
}

TEST(NemSigning, AMultisigVerifiesWithItsCosignaturesOnly) {
    const KeyPair initiator = pair_of("1");
    const KeyPair cosigner = pair_of("2");
    const KeyPair account = pair_of("3");
    const Transaction inner = transfer_by(account);
    const Transaction outer{transfer_by(initiator).header,
                            Multisig{{inner.header, std::get<Transfer>(inner.body)}, {}}};
    const auto cosign = [&](const MultisigSignature& body) {
        const auto entity = sign({transfer_by(cosigner).header, body}, cosigner);
        EXPECT_TRUE(entity);
        return Cosignature{entity->transaction.header, body, entity->signature};
    };
    const auto inner_id = inner_hash(outer);
    if (!inner_id) { FAIL() << "a multisig has an inner transaction"; }
    const MultisigSignature right{*inner_id, to_address(account.public_key(), kTestnet)};
    auto entity = *sign(outer, initiator);
    EXPECT_TRUE(verify(entity));
    auto& cosignatures = std::get<Multisig>(entity.transaction.body).cosignatures;
    cosignatures = {cosign(right)};
    EXPECT_TRUE(verify(entity));
    // Not the hash of the 4100 itself (trap 9), nor another account, nor a signature of others.
    cosignatures = {cosign({hash_of(outer), right.other_account})};
    EXPECT_FALSE(verify(entity));
    cosignatures = {cosign({right.other_hash, to_address(cosigner.public_key(), kTestnet)})};
    EXPECT_FALSE(verify(entity));
    cosignatures = {cosign(right)};
    cosignatures[0].signature.bytes[0] ^= 1U;
    EXPECT_FALSE(verify(entity));
}

TEST(NemSigning, ABlockVerifiesWithAllItsTransactions) {
    const KeyPair keys = pair_of(kSecret);
    Block block;
    block.network = kTestnet;
    block.signer = keys.public_key();
    block.transactions = {*sign(transfer_by(keys), keys), *sign(transfer_by(keys), keys)};
    block.signature = *keys.sign(encode_unsigned(block));
    EXPECT_TRUE(verify(block));
    Block other = block;
    other.transactions[1].signature.bytes[3] ^= 1U;
    EXPECT_FALSE(verify(other));
    other.signature = *keys.sign(encode_unsigned(other));
    EXPECT_FALSE(verify(other)) << "a well signed block of badly signed transactions";
    other = block;
    other.height.value += 1;
    EXPECT_FALSE(verify(other));
}

}  // namespace

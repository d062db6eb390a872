#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nem_testing/random.hpp>
#include <nem_testing/values.hpp>
#include <nlohmann/json.hpp>
#include <ranges>

#include "layouts.hpp"

namespace {

using namespace nem;
using namespace nem::testing;
using Json = nlohmann::json;

Transaction without_cosignatures(Transaction transaction) {
    if (auto* multisig = std::get_if<Multisig>(&transaction.body)) { multisig->cosignatures = {}; }
    return transaction;
}

RC_GTEST_PROP(NemCodec, AnyTransactionSurvivesBytesAndJson, ()) {
    const SignedTransaction transaction = any_transaction();
    const Bytes bytes = encode(transaction);
    RC_ASSERT((decode_transaction(bytes) == transaction));
    RC_ASSERT((parse_transaction(to_json(transaction)) == transaction));
    RC_ASSERT((parse_transaction_text(to_json(transaction).dump()) == transaction));
    const Transaction bare = without_cosignatures(transaction.transaction);
    RC_ASSERT((decode_unsigned(encode_unsigned(transaction.transaction)) == bare));
    RC_ASSERT((parse_unsigned(to_json(transaction.transaction)) == bare));
}

RC_GTEST_PROP(NemCodec, AnyBlockSurvivesBytesAndJson, ()) {
    const Block block = any_block();
    RC_ASSERT((decode_block(encode(block)) == block));
    RC_ASSERT((parse_block(to_json(block)) == block));
    RC_ASSERT((parse_block_text(to_json(block).dump()) == block));
}

RC_GTEST_PROP(NemCodec, BytesThatDecodeEncodeToThemselves, ()) {
    Bytes bytes = encode(any_transaction());
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
    const auto decoded = decode_transaction(bytes);
    if (decoded) { RC_ASSERT(encode(*decoded) == bytes); }
}

RC_GTEST_PROP(NemCodec, ACutOrLengthenedTransactionIsAnError, ()) {
    Bytes bytes = encode(any_transaction());
    const auto keep = *rc::gen::inRange<std::size_t>(0, bytes.size());
    const auto cut = decode_transaction(std::span{bytes}.first(keep));
    RC_ASSERT(!cut);
    RC_ASSERT((cut.error().problem == CodecProblem::Truncated));
    bytes.push_back(0);
    const auto longer = decode_transaction(bytes);
    RC_ASSERT(!longer);
    RC_ASSERT((longer.error().problem == CodecProblem::TrailingBytes));
}

TEST(NemCodec, WritesTheReferencesLayout) {
    for (const auto& [name, body, type, version, value] : layouts()) {
        const Network network{unhex(version)[3]};
        const Transaction transaction{header(network), value};
        EXPECT_EQ(base::to_hex(encode_unsigned(transaction)), head(type, version, false) + body)
            << name;
        const SignedTransaction whole{transaction, filled<Signature>(0x22)};
        EXPECT_EQ(base::to_hex(encode(whole)), head(type, version, true) + body) << name;
        EXPECT_TRUE(decode_transaction(unhex(head(type, version, true) + body)) == whole) << name;
        EXPECT_TRUE(parse_transaction(to_json(whole)) == whole) << name;
    }
}

TEST(NemCodec, AMultisigWrapsWhatIsUnsignedAndHashesNoCosignature) {
    const Layout inner = layouts()[0];
    const Layout cosign = layouts().back();
    Multisig multisig{{header(kMainnet), std::get<Transfer>(inner.value)}, {}};
    const auto other_hash = *inner_hash({header(kMainnet), multisig});
    const Hash hash = hash_of({header(kMainnet), multisig});
    multisig.cosignatures.push_back(
        {header(kMainnet), std::get<MultisigSignature>(cosign.value), filled<Signature>(0x22)});
    const Transaction transaction{header(kMainnet), multisig};
    EXPECT_EQ(hash_of(transaction), hash);
    EXPECT_EQ(inner_hash(transaction), other_hash);
    EXPECT_EQ(hash_of({header(kMainnet), inner.value}), other_hash);
    EXPECT_EQ(inner_hash({header(kMainnet), inner.value}), std::nullopt);

    const std::string inside = head("01010000", "01000068", false) + inner.body;
    const std::string cosignature = head("02100000", "01000068", true) + cosign.body;
    const std::string unsigned_bytes =
        head("04100000", "01000068", false) + counted(inside) + inside;
    const std::string bytes = head("04100000", "01000068", true) + counted(inside) + inside +
                              "01000000" + counted(cosignature) + cosignature;
    EXPECT_EQ(base::to_hex(encode_unsigned(transaction)), unsigned_bytes);
    const SignedTransaction whole{transaction, filled<Signature>(0x22)};
    EXPECT_EQ(base::to_hex(encode(whole)), bytes);
    EXPECT_TRUE(decode_transaction(unhex(bytes)) == whole);
    EXPECT_TRUE(parse_transaction(to_json(whole)) == whole);
    EXPECT_FALSE(to_json(whole)["otherTrans"].contains("signature"));
}

TEST(NemCodec, SpellsAbsenceInJsonAsNisDoes) {
    const auto json = [](std::size_t layout) {
        return to_json(Transaction{header(kTestnet), layouts()[layout].value});
    };
    EXPECT_EQ(json(1)["message"], Json::object());
    EXPECT_FALSE(json(1).contains("mosaics"));
    EXPECT_EQ(json(3)["mosaics"], Json::array());
    EXPECT_EQ(json(7)["minCosignatories"], Json::object());
    EXPECT_FALSE(json(5).contains("minCosignatories"));
    EXPECT_EQ(json(8)["parent"], nullptr);
    EXPECT_EQ(json(10)["mosaicDefinition"]["levy"], Json::object());
    EXPECT_EQ(json(0)["version"], -1744830463);
    EXPECT_EQ(json(0)["signer"], kSigner);
    EXPECT_FALSE(json(0).contains("signature"));
}

// ---- what nodes say besides.

TEST(NemUnconfirmed, IsReadWithTheNodesInnerHashAndWrittenBack) {
    const SignedTransaction transaction{{header(kMainnet), layouts()[0].value},
                                        filled<Signature>(0x22)};
    const std::vector<UnconfirmedTransaction> pool{{filled<Hash>(0x44), transaction},
                                                   {std::nullopt, transaction}};
    Json list = {{"data", Json::array()}};
    for (const auto& one : pool) { list["data"].push_back(to_json(one)); }
    EXPECT_EQ(list["data"][0]["meta"]["data"], std::string(64, '4'));
    EXPECT_EQ(list["data"][1]["meta"]["data"], nullptr);
    EXPECT_EQ(good(parse_unconfirmed(list)), pool);
    list["data"][0]["meta"]["data"] = "44";
    EXPECT_EQ(parse_unconfirmed(list).error().field, "data[0].meta.data");
}

TEST(NemAnnouncement, CarriesTheUnsignedBytesAndTheSignature) {
    const SignedTransaction transaction{{header(kMainnet), layouts()[0].value},
                                        filled<Signature>(0x22)};
    const Json json = to_announcement(transaction);
    EXPECT_EQ(json["data"], base::to_hex(encode_unsigned(transaction.transaction)));
    EXPECT_EQ(json["signature"], kMark);
    EXPECT_EQ(good(parse_announcement(json)), transaction);
    EXPECT_FALSE(parse_announcement({{"data", "00"}, {"signature", kMark}}));
    EXPECT_FALSE(parse_announcement({{"data", json["data"]}}));
}

TEST(NemAddressOfKey, BelongsToItsNetworkAlone) {
    const auto key = filled<PublicKey>(7);
    for (unsigned byte = 0; byte < 256; ++byte) {
        const Network network{static_cast<std::uint8_t>(byte)};
        const Address address = to_address(key, network);
        EXPECT_TRUE(is_valid(address, network));
        EXPECT_FALSE(is_valid(address, Network{static_cast<std::uint8_t>(byte ^ 1U)}));
        Address typo = address;
        typo.letters[5] = typo.letters[5] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(is_valid(typo, network));
        if (!is_known(network)) { continue; }
        EXPECT_EQ(address.text().substr(1, 32), to_address(key, kMainnet).text().substr(1, 32));
    }
    EXPECT_EQ(to_address(key, kMainnet).text()[0], 'N');
    EXPECT_EQ(to_address(key, kTestnet).text()[0], 'T');
    EXPECT_EQ(to_address(key, kMijin).text()[0], 'M');
}

TEST(NemTime, CountsFromTheNemesisMoment) {
    EXPECT_EQ(base::to_rfc3339(to_instant(TimeStamp{0})), "2015-03-29T00:06:25Z");
    EXPECT_EQ(base::to_rfc3339(to_instant(TimeStamp{89'000'000})), "2018-01-22T02:19:45Z");
}

}  // namespace

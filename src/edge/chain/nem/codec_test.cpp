#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nlohmann/json.hpp>
#include <ranges>

#include "testing.hpp"

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

RC_GTEST_PROP(NemCodec, TheCanonicalFormIsOne, ()) {
    const Transaction transaction = any_transaction().transaction;
    const auto canonical = to_canonical(transaction);
    if (!canonical) { return; }
    RC_ASSERT((to_canonical(*canonical) == *canonical));
    RC_ASSERT(is_canonical(*canonical));
    RC_ASSERT((is_canonical(transaction) == (*canonical == transaction)));
}

// ---- the layout, put together by hand from the reference's tables.

const std::string kSigner = std::string(64, '1');
const std::string kMark = std::string(128, '2');
// "NALICELGU3IVY4DPJKHYLSSVYFFWYS5QPLYEZDJJ", with its length
const std::string kTo =
    "28000000"
    "4e414c4943454c475533495659344450"
    "4a4b48594c5353565946465759533551"
    "504c59455a444a4a";

std::string head(const std::string& type, const std::string& version, bool with_signature) {
    return type + version + "40084e05" + "20000000" + kSigner +
           (with_signature ? "40000000" + kMark : "") + "a086010000000000" + "50164e05";
}
Header header(Network network) {
    return {network, TimeStamp{89'000'000}, filled<PublicKey>(0x11),
            money::Amount::from_atoms(100'000), TimeStamp{89'003'600}};
}
Address to() { return good(parse_address("NALICELGU3IVY4DPJKHYLSSVYFFWYS5QPLYEZDJJ")); }

/// The four bytes of a length, for what is shorter than 256 bytes.
std::string counted(const std::string& hex) { return fmt::format("{:02x}000000", hex.size() / 2); }

struct Layout {
    const char* name;
    std::string body;  // after the header
    std::string type, version;
    Body value;
};

std::vector<Layout> layouts() {
    const auto atoms = money::Amount::from_atoms;
    const MosaicId id{"ts", "x"};
    const std::string id_bytes =
        "0b000000"
        "02000000"
        "7473"
        "01000000"
        "78";
    const Message hello{MessageType::Plain, {0x68, 0x69}};
    const std::string key = "20000000" + std::string(64, '3');
    const auto other = filled<PublicKey>(0x33);
    return {
        {"transfer 1",
         kTo + "0200000000000000" +
             "0a000000"
             "01000000"
             "02000000"
             "6869",
         "01010000", "01000068", Transfer{to(), atoms(2), hello, {}}},
        {"transfer 1 without message", kTo + "0200000000000000" + "00000000", "01010000",
         "01000098", Transfer{to(), atoms(2), {}, {}}},
        {"transfer 2",
         kTo + "0200000000000000" + "00000000" + "01000000" + "17000000" + id_bytes +
             "0500000000000000",
         "01010000", "02000068", Transfer{to(), atoms(2), {}, {{Mosaic{id, atoms(5)}}}}},
        {"transfer 2 without mosaics", kTo + "0200000000000000" + "00000000" + "00000000",
         "01010000", "02000060", Transfer{to(), atoms(2), {}, std::vector<Mosaic>{}}},
        {"importance", "02000000" + key, "01080000", "01000068",
         ImportanceTransfer{ImportanceTransfer::Mode::Deactivate, other}},
        {"modification 1",
         "01000000"
         "28000000"
         "01000000" +
             key,
         "01100000", "01000068", MultisigModification{{{Modification::Type::Add, other}}, {}}},
        {"modification 2",
         "00000000"
         "04000000"
         "feffffff",
         "01100000", "02000068", MultisigModification{{}, MinCosignatories{RelativeChange{-2}}}},
        {"modification 2 without change",
         "00000000"
         "00000000",
         "01100000", "02000068", MultisigModification{{}, MinCosignatories{}}},
        {"root namespace",
         kTo + "0200000000000000" +
             "02000000"
             "7473" +
             "ffffffff",
         "01200000", "01000068", ProvisionNamespace{to(), atoms(2), "ts", {}}},
        {"namespace",
         kTo + "0200000000000000" +
             "02000000"
             "7473" +
             "00000000",
         "01200000", "01000068", ProvisionNamespace{to(), atoms(2), "ts", ""}},
        {"mosaic",
         "4e000000" + key + id_bytes +
             "01000000"
             "2e" +
             "01000000"
             "0a000000"
             "01000000"
             "61"
             "01000000"
             "62" +
             "00000000" + kTo + "0200000000000000",
         "01400000", "01000068",
         MosaicDefinitionCreation{{other, id, ".", {{"a", "b"}}, {}}, to(), atoms(2)}},
        {"mosaic with levy",
         "87000000" + key + id_bytes +
             "01000000"
             "2e" +
             "00000000" +
             "47000000"
             "02000000" +
             kTo + id_bytes + "0700000000000000" + kTo + "0200000000000000",
         "01400000", "01000068",
         MosaicDefinitionCreation{
             {other, id, ".", {}, Levy{Levy::Type::Percentile, to(), id, atoms(7)}},
             to(),
             atoms(2)}},
        {"supply", id_bytes + "01000000" + "0900000000000000", "02400000", "01000068",
         MosaicSupplyChange{id, MosaicSupplyChange::Type::Create, 9}},
        {"cosignature", "24000000" + key + kTo, "02100000", "01000068",
         MultisigSignature{filled<Hash>(0x33), to()}},
    };
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

// ---- what cannot be read.

/// The bytes of transfer version 2 with one mosaic and a message, some of them replaced.
Decoded<SignedTransaction> spoiled(std::size_t at, std::string_view hex) {
    const std::string body = kTo + "0200000000000000" +
                             "0a000000"
                             "01000000"
                             "02000000"
                             "6869" +
                             "01000000"
                             "17000000"
                             "0b000000"
                             "02000000"
                             "7473"
                             "01000000"
                             "78" +
                             "0500000000000000";
    Bytes bytes = unhex(head("01010000", "02000068", true) + body);
    EXPECT_TRUE(decode_transaction(bytes));
    std::ranges::copy(unhex(hex), bytes.begin() + static_cast<std::ptrdiff_t>(at));
    return decode_transaction(bytes);
}

TEST(NemCodec, SaysWhichFieldOfTheBytesIsWrongAndWhere) {
    using enum CodecProblem;
    struct Case {
        std::size_t at;
        const char* hex;
        CodecProblem problem;
        const char* field;
    };
    constexpr std::size_t kBody = 128;
    const Case cases[] = {{0, "ff", UnknownType, "type"},
                          {4, "03", UnknownType, "type"},
                          {4, "00", UnknownType, "type"},
                          {5, "01", UnknownType, "type"},
                          {12, "1f", BadLength, "signer"},
                          {12, "ffffffff", Null, "signer"},
                          {48, "41", BadLength, "signature"},
                          {kBody, "27", BadLength, "recipient"},
                          {kBody + 4, "61", BadAddress, "recipient"},
                          {kBody + 4, "31", BadAddress, "recipient"},
                          {kBody + 52, "09", Truncated, "payload"},
                          {kBody + 52, "ff", Truncated, "message"},
                          {kBody + 52, "0b", TrailingBytes, "message"},
                          {kBody + 56, "03", UnknownChoice, "type"},
                          {kBody + 60, "ffffffff", Null, "payload"},
                          {kBody + 60, "01080000", TooLong, "payload"},
                          {kBody + 66, "ffffffff", Null, "mosaics"},
                          {kBody + 66, "feffffff", Truncated, "mosaics"},
                          {kBody + 66, "00", TrailingBytes, ""},
                          {kBody + 66, "02", Truncated, "mosaics"},
                          {kBody + 74, "ffffffff", Null, "mosaicId"},
                          {kBody + 82, "ff", BadText, "namespaceId"}};
    for (const auto& [at, hex, problem, field] : cases) {
        const auto decoded = spoiled(at, hex);
        ASSERT_FALSE(decoded) << at << ' ' << hex;
        EXPECT_EQ(decoded.error().problem, problem) << at << ' ' << hex << speak(decoded.error());
        EXPECT_EQ(decoded.error().field, field) << at << ' ' << hex;
        EXPECT_TRUE(decoded.error().offset);
    }
}

TEST(NemCodec, RefusesTextsThatNisWouldCut) {
    const auto with = [](const std::string& part) {
        return decode_unsigned(
            encode_unsigned(Transaction{header(kMainnet), ProvisionNamespace{to(), {}, part, {}}}));
    };
    std::string astral;
    for (int i = 0; i < 64; ++i) { astral += "😀"; }
    EXPECT_TRUE(with(std::string(128, 'a')));
    EXPECT_TRUE(with(astral));
    for (const auto& part : {std::string(129, 'a'), astral + "a"}) {
        ASSERT_FALSE(with(part));
        EXPECT_EQ(with(part).error().problem, CodecProblem::TooLong);
    }
}

TEST(NemCodec, ACountCannotAskForMoreMemoryThanTheInputHas) {
    // 2^28 elements announced, none there: refused by the count alone.
    const auto decoded =
        decode_transaction(unhex(head("01100000", "01000068", true) + "00000010" + "00000000"));
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().problem, CodecProblem::Truncated);
}

TEST(NemCodec, WrapsNoMultisigInAMultisig) {
    const Layout cosignature = layouts().back();
    const std::string inside =
        head(cosignature.type, cosignature.version, false) + cosignature.body;
    const auto decoded =
        decode_unsigned(unhex(head("04100000", "01000068", false) + counted(inside) + inside));
    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().problem, CodecProblem::UnknownType);
    EXPECT_EQ(decoded.error().field, "type");
    const std::string empty = head("04100000", "01000068", false);
    EXPECT_FALSE(decode_unsigned(unhex(empty + counted(empty) + empty)));
}

TEST(NemCodec, SaysWhichFieldOfTheJsonIsWrong) {
    using enum CodecProblem;
    struct Case {
        const char* at;
        Json value;
        CodecProblem problem;
        const char* field;
    };
    const Transaction inner{header(kMainnet), layouts()[2].value};
    const SignedTransaction good_one{
        {header(kMainnet), Multisig{{inner.header, std::get<Transfer>(inner.body)}, {}}},
        filled<Signature>(0x22)};
    const Json json = to_json(good_one);
    ASSERT_TRUE(parse_transaction(json) == good_one);
    const Case cases[] = {
        {"/type", "x", WrongKind, "type"},
        {"/type", 1.5, WrongKind, "type"},
        {"/type", nullptr, Null, "type"},
        {"/type", 4099, UnknownType, "type"},
        {"/type", 4294967296U + 4100, OutOfRange, "type"},
        {"/type", -4294967296 + 4100, OutOfRange, "type"},
        {"/version", 1744830466, UnknownType, "type"},
        {"/fee", -1, OutOfRange, "fee"},
        {"/fee", "1", WrongKind, "fee"},
        {"/deadline", 2147483648U, OutOfRange, "deadline"},
        {"/signer", "11", BadLength, "signer"},
        {"/signer", std::string(64, 'g'), BadHex, "signer"},
        {"/signatures", Json::object(), WrongKind, "signatures"},
        {"/signatures", Json::array({1}), WrongKind, "signatures[0]"},
        {"/signatures", Json::array({Json::object()}), Missing, "signatures[0].type"},
        {"/otherTrans", 1, WrongKind, "otherTrans"},
        {"/otherTrans/recipient", "NALICE", BadLength, "otherTrans.recipient"},
        {"/otherTrans/recipient", std::string(40, '!'), BadAddress, "otherTrans.recipient"},
        {"/otherTrans/mosaics/0/mosaicId/name", 1, WrongKind,
         "otherTrans.mosaics[0].mosaicId.name"},
        {"/otherTrans/mosaics/0/mosaicId/name", std::string(129, 'a'), TooLong,
         "otherTrans.mosaics[0].mosaicId.name"},
        {"/otherTrans/message", 1, WrongKind, "otherTrans.message"},
        {"/otherTrans/message", {{"type", 3}}, UnknownChoice, "otherTrans.message.type"},
        {"/otherTrans/message",
         {{"type", 1}, {"payload", std::string(4098, '0')}},
         TooLong,
         "otherTrans.message.payload"},
    };
    for (const auto& [at, value, problem, field] : cases) {
        Json wrong = json;
        wrong[Json::json_pointer{at}] = value;
        const auto parsed = parse_transaction(wrong);
        ASSERT_FALSE(parsed) << at << ' ' << value;
        EXPECT_EQ(parsed.error().problem, problem) << at << ' ' << value << speak(parsed.error());
        EXPECT_EQ(parsed.error().field, field) << at << ' ' << value;
    }
    for (const char* text : {"", "{", "[1", "{\"type\":1e999}", "\xff", "{} x"}) {
        ASSERT_FALSE(parse_transaction_text(text)) << text;
        EXPECT_EQ(parse_transaction_text(text).error().problem, NotJson) << text;
    }
    EXPECT_EQ(parse_transaction_text("[]").error().problem, WrongKind);
    EXPECT_EQ(parse_transaction_text(std::string(kJsonBytesMax + 1, ' ')).error().problem, NotJson);
    EXPECT_EQ(parse_block_text(std::string(1'000'000, '[')).error().problem, NotJson);
}

TEST(NemCodec, ReadsJsonAsLooselyAsNis) {
    const SignedTransaction transaction{{header(kMainnet), layouts()[0].value},
                                        filled<Signature>(0xab)};
    Json json = to_json(transaction);
    json["_propertyOrderArray"] = {"type"};
    json["recipient"] = "naliceLGU3IVY4DPJKHYLSSVYFFWYS5QPLYEZDJJ";
    json["signature"] = std::string(64, 'a').append(64, 'B');
    json["message"]["payload"] = "868";
    const auto parsed = good(parse_transaction(json));
    const auto& transfer = std::get<Transfer>(parsed.transaction.body);
    EXPECT_EQ(transfer.recipient, to());
    EXPECT_EQ(transfer.message->payload, (Bytes{0x08, 0x68}));
    json.erase("message");
    EXPECT_FALSE(std::get<Transfer>(good(parse_transaction(json)).transaction.body).message);
}

TEST(NemCodec, EveryErrorSpeaksBothLanguages) {
    for (int i = 0; i <= static_cast<int>(CodecProblem::QuantityOverflow); ++i) {
        const CodecError error{static_cast<CodecProblem>(i), "fee", 7};
        const base::Phrase text = to_phrase(error);
        EXPECT_TRUE(text.en.starts_with("fee: ") && text.en.ends_with("(at byte 7)")) << text.en;
        EXPECT_TRUE(text.ja.starts_with("fee: ") && text.ja != text.en) << text.ja;
    }
}

// ---- NIS's own form.

TEST(NemCanonical, SortsMosaicsByTheirTextAndMergesThem) {
    const auto atoms = money::Amount::from_atoms;
    const MosaicId cat{"zoo", "cat"};
    const MosaicId c{"a.b", "c"};
    const MosaicId c1{"a.b", "c 1"};
    const Transaction given{
        header(kTestnet),
        Transfer{to(),
                 {},
                 Message{},
                 {{{cat, atoms(3)}, {c1, atoms(5)}, {c, atoms(7)}, {cat, atoms(4)}}}}};
    EXPECT_FALSE(is_canonical(given));
    const Transaction canonical = good(to_canonical(given));
    EXPECT_TRUE(is_canonical(canonical));
    EXPECT_EQ(std::get<Transfer>(canonical.body),
              (Transfer{to(), {}, {}, {{{c1, atoms(5)}, {c, atoms(7)}, {cat, atoms(7)}}}}));
    const Transaction too_many{header(kTestnet),
                               Transfer{to(), {}, {}, {{{cat, atoms(~0ULL)}, {cat, atoms(1)}}}}};
    EXPECT_EQ(to_canonical(too_many).error().problem, CodecProblem::QuantityOverflow);
    EXPECT_FALSE(is_canonical(too_many));
}

TEST(NemCanonical, SortsModificationsByTypeThenAddressText) {
    std::vector<Modification> modifications;
    for (std::uint8_t i = 0; i < 60; ++i) {
        modifications.push_back({i % 3 == 0 ? Modification::Type::Delete : Modification::Type::Add,
                                 filled<PublicKey>(i)});
    }
    const Transaction canonical = good(
        to_canonical({header(kMainnet), MultisigModification{modifications, MinCosignatories{}}}));
    const auto sorted = std::get<MultisigModification>(canonical.body).modifications;
    ASSERT_EQ(sorted.size(), modifications.size());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        ASSERT_LE(sorted[i - 1].type, sorted[i].type);
        if (sorted[i - 1].type != sorted[i].type) { continue; }
        EXPECT_LT(to_address(sorted[i - 1].cosignatory, kMainnet).text(),
                  to_address(sorted[i].cosignatory, kMainnet).text());
    }
}

TEST(NemCanonical, WritesAllFourMosaicProperties) {
    const auto canonical = [](std::vector<MosaicProperty> properties) {
        return to_canonical(
            {header(kMainnet),
             MosaicDefinitionCreation{{{}, {"ts", "x"}, "d", properties, {}}, to(), {}}});
    };
    const std::vector<MosaicProperty> defaults{{"divisibility", "0"},
                                               {"initialSupply", "1000"},
                                               {"supplyMutable", "false"},
                                               {"transferable", "true"}};
    const auto properties_of = [](const Transaction& transaction) {
        return std::get<MosaicDefinitionCreation>(transaction.body).definition.properties;
    };
    EXPECT_EQ(properties_of(good(canonical({}))), defaults);
    auto given = defaults;
    std::ranges::reverse(given);
    given[3].value = "006";
    given.push_back({"colour", "red"});
    auto expected = defaults;
    expected[0].value = "6";
    EXPECT_EQ(properties_of(good(canonical(given))), expected);
    for (const char* bad : {"", "x", "-1", "1 ", "99999999999999999999"}) {
        EXPECT_EQ(canonical({{"divisibility", bad}}).error().problem, CodecProblem::BadProperty);
    }
    EXPECT_EQ(canonical({{"transferable", "yes"}}).error().problem, CodecProblem::BadProperty);
}

TEST(NemCanonical, DropsTheInitiatorsOwnCosignatureAndDoubles) {
    const auto cosign = [](std::uint8_t signer, std::uint8_t mark) {
        Header by = header(kMainnet);
        by.signer = filled<PublicKey>(signer);
        return Cosignature{by, {filled<Hash>(1), to()}, filled<Signature>(mark)};
    };
    const Multisig multisig{{header(kMainnet), std::get<Transfer>(layouts()[0].value)},
                            {cosign(0x11, 1), cosign(0x44, 2), cosign(0x55, 3), cosign(0x44, 4)}};
    const auto canonical = good(to_canonical({header(kMainnet), multisig}));
    const auto& kept = std::get<Multisig>(canonical.body).cosignatures;
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_LT(to_address(kept[0].header.signer, kMainnet),
              to_address(kept[1].header.signer, kMainnet));
    EXPECT_TRUE(std::ranges::count(kept, cosign(0x44, 2)) == 1);
}

TEST(NemCanonical, RefusesToCallATransactionCanonicalThatNisWouldCut) {
    const Transaction cut{header(kMainnet),
                          ProvisionNamespace{to(), {}, std::string(129, 'a'), {}}};
    EXPECT_TRUE(to_canonical(cut) == cut);
    EXPECT_FALSE(is_canonical(cut));
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
    const PublicKey key = filled<PublicKey>(7);
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

#include <gtest/gtest.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nem_testing/values.hpp>
#include <nlohmann/json.hpp>

#include "layouts.hpp"

namespace {

using namespace nem;
using namespace nem::testing;
using Json = nlohmann::json;

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

TEST(NemCodec, ABlockIsRegularOrTheNemesisAndOfVersionOne) {
    const Bytes bytes = encode(Block{});
    ASSERT_TRUE(decode_block(bytes));
    for (const auto& [at, byte] : {std::pair{0, 2}, {0, 0}, {1, 1}, {3, 255}, {4, 2}, {4, 0}}) {
        Bytes other = bytes;
        other[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(byte);
        const auto decoded = decode_block(other);
        ASSERT_FALSE(decoded) << at << ' ' << byte;
        EXPECT_EQ(decoded.error().problem, CodecProblem::UnknownType);
    }
    Json json = to_json(Block{});
    json["type"] = -1;
    EXPECT_EQ(good(parse_block(json)).type, BlockType::Nemesis);
    json["type"] = 257;
    EXPECT_EQ(parse_block(json).error().problem, CodecProblem::UnknownType);
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

}  // namespace

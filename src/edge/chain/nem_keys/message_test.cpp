#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nem_keys/nem_keys.hpp>
#include <nem_testing/values.hpp>

namespace {

using namespace nem;
using namespace nem_keys;
using namespace nem::testing;

KeyPair pair_of(std::string_view private_key) { return *KeyPair::parse(private_key); }

RC_GTEST_PROP(NemMessage, ReachesTheOtherPartyAndNobodyElse, ()) {
    const KeyPair sender = pair_of("1");
    const KeyPair receiver = pair_of("2");
    const auto clear = *rc::gen::arbitrary<Bytes>();
    const auto scheme = *rc::gen::element(MessageScheme::AesCbc, MessageScheme::AesGcm);
    const auto message = encrypt_message(sender, receiver.public_key(), clear, scheme);
    RC_ASSERT(message.has_value());
    RC_ASSERT((message->type == MessageType::Encrypted));
    RC_ASSERT(
        (decrypt_message(receiver, sender.public_key(), *message) == ClearMessage{scheme, clear}));
    RC_ASSERT(
        (decrypt_message(sender, receiver.public_key(), *message) == ClearMessage{scheme, clear}));
    const auto again = encrypt_message(sender, receiver.public_key(), clear, scheme);
    RC_ASSERT((again->payload != message->payload));
    const auto other = decrypt_message(pair_of("3"), sender.public_key(), *message);
    RC_ASSERT((!other || other->bytes != clear || clear.empty()));
}

TEST(NemMessage, AnAuthenticatedOneNoticesEveryChange) {
    const KeyPair sender = pair_of("1");
    const KeyPair receiver = pair_of("2");
    const Bytes clear{'h', 'i'};
    const auto message =
        encrypt_message(sender, receiver.public_key(), clear, MessageScheme::AesGcm);
    ASSERT_TRUE(message);
    for (std::size_t i = 0; i < message->payload.size(); ++i) {
        Message changed = *message;
        changed.payload[i] ^= 1U;
        const auto read = decrypt_message(receiver, sender.public_key(), changed);
        ASSERT_FALSE(read) << i;
        EXPECT_EQ(read.error(), MessageError::NotReadable);
    }
}

TEST(NemMessage, ThatIsNoneIsAnError) {
    const KeyPair sender = pair_of("1");
    const KeyPair receiver = pair_of("2");
    for (std::size_t size = 0; size < 100; ++size) {
        const Message junk{MessageType::Encrypted, Bytes(size, 1)};
        const auto read = decrypt_message(receiver, sender.public_key(), junk);
        if (!read) { EXPECT_EQ(read.error(), MessageError::NotReadable) << size; }
        if (size < 64 || size % 16 != 0) { EXPECT_FALSE(read) << size; }
    }
    const Message plain = *make_plain_message("hi");
    EXPECT_EQ(decrypt_message(receiver, sender.public_key(), plain).error(),
              MessageError::NotEncrypted);
}

TEST(NemMessage, IsMadeForHonestKeysOnly) {
    const KeyPair mine = pair_of("1");
    const auto small_order =
        octets_of<PublicKey>("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
    for (const PublicKey& bad : {PublicKey{}, small_order, filled<PublicKey>(2)}) {
        for (const auto scheme : {MessageScheme::AesCbc, MessageScheme::AesGcm}) {
            EXPECT_EQ(encrypt_message(mine, bad, Bytes{1}, scheme).error(),
                      MessageError::BadPublicKey);
        }
        EXPECT_EQ(decrypt_message(mine, bad, {MessageType::Encrypted, Bytes(80, 1)}).error(),
                  MessageError::BadPublicKey);
    }
}

TEST(NemMessage, FitsTheChainOrIsRefused) {
    const KeyPair mine = pair_of("1");
    const PublicKey other = pair_of("2").public_key();
    struct Case {
        MessageScheme scheme;
        std::size_t most;  // of clear bytes
    };
    // 48 bytes before whole blocks of 16, the last never full; 28 bytes before as many as there
    // are.
    for (const auto [scheme, most] :
         {Case{MessageScheme::AesCbc, 975}, Case{MessageScheme::AesGcm, 996}}) {
        const auto message = encrypt_message(mine, other, Bytes(most, 1), scheme);
        ASSERT_TRUE(message);
        EXPECT_EQ(message->payload.size(), kMessageBytesMax);
        for (const std::size_t size : {most + 1, std::size_t{100'000}}) {
            EXPECT_EQ(encrypt_message(mine, other, Bytes(size, 1), scheme).error(),
                      MessageError::TooLong);
        }
    }
    EXPECT_TRUE(make_plain_message(std::string(1024, 'a')));
    EXPECT_EQ(make_plain_message(std::string(1025, 'a')).error(), MessageError::TooLong);
    EXPECT_TRUE(make_raw_message(Bytes(1023, 1)));
    EXPECT_EQ(make_raw_message(Bytes(1024, 1)).error(), MessageError::TooLong);
}

TEST(NemMessage, OfRawBytesBeginsWithItsMark) {
    const Message raw = *make_raw_message(Bytes{1, 2});
    EXPECT_EQ(raw, (Message{MessageType::Plain, {0xfe, 1, 2}}));
    EXPECT_EQ(raw_content(raw), (Bytes{1, 2}));
    EXPECT_EQ(raw_content(*make_plain_message("fe")), std::nullopt);
    EXPECT_EQ(raw_content(Message{}), std::nullopt);
    EXPECT_EQ(raw_content({MessageType::Encrypted, {0xfe}}), std::nullopt);
}

TEST(NemMessage, ErrorsSpeakBothLanguages) {
    for (int i = 0; i <= static_cast<int>(MessageError::NoLockedMemory); ++i) {
        const base::Phrase text = to_phrase(static_cast<MessageError>(i));
        EXPECT_FALSE(text.en.empty() || text.ja.empty() || text.en == text.ja);
    }
}

}  // namespace

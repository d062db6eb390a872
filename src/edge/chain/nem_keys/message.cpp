#include <sodium.h>

#include <nem_keys/message.hpp>

#include "cipher.hpp"

namespace nem_keys {
namespace {

constexpr std::uint8_t kRawMark = 0xfe;

std::expected<nem::Message, MessageError> make(nem::MessageType type, nem::Bytes payload) {
    if (payload.size() > kMessageBytesMax) { return std::unexpected(MessageError::TooLong); }
    return nem::Message{type, std::move(payload)};
}

template <class Octets>
Octets random() {
    Octets octets{};
    randombytes_buf(octets.data(), octets.size());
    return octets;
}

}  // namespace

std::expected<nem::Message, MessageError> make_plain_message(std::string_view text) {
    return make(nem::MessageType::Plain, nem::Bytes(text.begin(), text.end()));
}

std::expected<nem::Message, MessageError> make_raw_message(std::span<const std::uint8_t> bytes) {
    nem::Bytes payload{kRawMark};
    payload.insert(payload.end(), bytes.begin(), bytes.end());
    return make(nem::MessageType::Plain, std::move(payload));
}

std::optional<nem::Bytes> raw_content(const nem::Message& message) {
    const nem::Bytes& payload = message.payload;
    if (message.type != nem::MessageType::Plain || payload.empty() || payload[0] != kRawMark) {
        return std::nullopt;
    }
    return nem::Bytes(payload.begin() + 1, payload.end());
}

std::expected<nem::Message, MessageError> encrypt_message(const KeyPair& mine,
                                                          const nem::PublicKey& other,
                                                          std::span<const std::uint8_t> clear,
                                                          MessageScheme scheme) {
    // Whatever is longer before is longer after: nothing large is ever encrypted.
    if (clear.size() > kMessageBytesMax) { return std::unexpected(MessageError::TooLong); }
    start_sodium();
    auto payload = scheme == MessageScheme::AesCbc
                       ? encrypt_cbc(mine, other, clear, random<Salt>(), random<CbcVector>())
                       : encrypt_gcm(mine, other, clear, random<GcmVector>());
    if (!payload) { return std::unexpected(payload.error()); }
    return make(nem::MessageType::Encrypted, *std::move(payload));
}

std::expected<ClearMessage, MessageError> decrypt_message(const KeyPair& mine,
                                                          const nem::PublicKey& other,
                                                          const nem::Message& message) {
    if (message.type != nem::MessageType::Encrypted) {
        return std::unexpected(MessageError::NotEncrypted);
    }
    auto clear = decrypt_gcm(mine, other, message.payload);
    if (clear) { return ClearMessage{MessageScheme::AesGcm, *std::move(clear)}; }
    if (clear.error() != MessageError::NotReadable) { return std::unexpected(clear.error()); }
    clear = decrypt_cbc(mine, other, message.payload);
    if (!clear) { return std::unexpected(clear.error()); }
    return ClearMessage{MessageScheme::AesCbc, *std::move(clear)};
}

base::Phrase to_phrase(MessageError error) {
    using base::phrase;
    switch (error) {
        case MessageError::NotEncrypted:
            return phrase("the message is not encrypted", "メッセージは暗号化されていません");
        case MessageError::TooLong:
            return phrase("the message takes more than {} bytes",
                          "メッセージが {} バイトを超えます", kMessageBytesMax);
        case MessageError::BadPublicKey:
            return phrase("the other party's public key is no usable point",
                          "相手の公開鍵は使えない点です");
        case MessageError::NotReadable:
            return phrase("the message cannot be decrypted: other keys, or damaged",
                          "メッセージを復号できません（鍵が違うか、壊れています）");
        case MessageError::NoLockedMemory: return to_phrase(KeyError::NoLockedMemory);
    }
    base::broken("unnamed message error");
}

}  // namespace nem_keys

#pragma once

#include <expected>
#include <nem/nem.hpp>
#include <nem_keys/keys.hpp>
#include <optional>
#include <span>
#include <string_view>

/// What a transfer's message says (Reference 2). Two parties can read an encrypted one: each with
/// its own secret key and the other's public key.
namespace nem_keys {

/// Of the payload as the chain holds it, since height 1,025,000 of the main network.
inline constexpr std::size_t kMessageBytesMax = 1024;

enum class MessageScheme : std::uint8_t {
    AesCbc,  // the only one of January 2018; not authenticated
    AesGcm   // Symbol's SDK
};

enum class MessageError : std::uint8_t {
    NotEncrypted,   // the message is a plain one
    TooLong,        // more than kMessageBytesMax once encrypted
    BadPublicKey,   // not a point of the prime-order subgroup
    NotReadable,    // other keys, damaged, or no ciphertext of either scheme
    NoLockedMemory  // the system locks no memory for us (ulimit -l)
};
[[nodiscard]] base::Phrase to_phrase(MessageError error);

/// Errors: TooLong.
[[nodiscard]] std::expected<nem::Message, MessageError> make_plain_message(std::string_view text);
/// Wallets' convention for raw bytes: a first byte `fe`. Errors: TooLong.
[[nodiscard]] std::expected<nem::Message, MessageError> make_raw_message(
    std::span<const std::uint8_t> bytes);
/// The bytes of a plain message that follows that convention; nothing for any other.
[[nodiscard]] std::optional<nem::Bytes> raw_content(const nem::Message& message);

/// Salt and vector are random. Errors: TooLong, BadPublicKey, NoLockedMemory.
[[nodiscard]] std::expected<nem::Message, MessageError> encrypt_message(
    const KeyPair& mine, const nem::PublicKey& other, std::span<const std::uint8_t> clear,
    MessageScheme scheme);

struct ClearMessage {
    MessageScheme scheme{};
    nem::Bytes bytes;
    friend bool operator==(const ClearMessage&, const ClearMessage&) = default;
};
/// Nothing in a message tells the schemes apart: AES-GCM is tried first, for it is authenticated.
/// AES-CBC is not: one wrong key in about 256 gives bytes without sense instead of an error.
/// Errors: NotEncrypted, BadPublicKey, NotReadable, NoLockedMemory.
[[nodiscard]] std::expected<ClearMessage, MessageError> decrypt_message(
    const KeyPair& mine, const nem::PublicKey& other, const nem::Message& message);

}  // namespace nem_keys

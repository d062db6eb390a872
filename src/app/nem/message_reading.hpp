#pragma once

#include <base/base.hpp>
#include <expected>
#include <nem_keys/nem_keys.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace app {

/// What an encrypted message says to one of its two parties, or why it says nothing.
using MessageReading = std::expected<nem_keys::ClearMessage, nem_keys::MessageError>;

/// Nothing where the transaction carries no message. `other` is the other party's public key: the
/// chain has the signer's only, so whoever reads what they sent names the recipient's.
[[nodiscard]] std::optional<MessageReading> read_message(
    const nem::Transaction& transaction, const nem_keys::KeyPair& keys,
    const std::optional<nem::PublicKey>& other);

/// The transfer in it, that of a multisig transaction included.
[[nodiscard]] const nem::Transfer* transfer_of(const nem::Transaction& transaction);

/// `{"scheme":"aes-gcm","hex":…,"text":…|null}`, or `{"error":…}`.
[[nodiscard]] nlohmann::ordered_json to_json(const MessageReading& reading);
[[nodiscard]] std::string_view to_string(nem_keys::MessageScheme scheme);

/// Bytes as a person reads them: text where they are UTF-8, else hexadecimal.
[[nodiscard]] std::string to_shown(std::span<const std::uint8_t> bytes);

}  // namespace app

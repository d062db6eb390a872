#include "message_reading.hpp"

#include <variant>

namespace app {

namespace {

std::string text_of(std::span<const std::uint8_t> bytes) {
    return std::string{bytes.begin(), bytes.end()};
}

/// Whose transfer it is: in a multisig transaction the multisig account's.
const nem::PublicKey& sender_of(const nem::Transaction& transaction) {
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    return multisig == nullptr ? transaction.header.signer : multisig->inner.header.signer;
}

}  // namespace

const nem::Transfer* transfer_of(const nem::Transaction& transaction) {
    if (const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        return std::get_if<nem::Transfer>(&multisig->inner.body);
    }
    return std::get_if<nem::Transfer>(&transaction.body);
}

std::optional<MessageReading> read_message(const nem::Transaction& transaction,
                                           const nem_keys::KeyPair& keys,
                                           const std::optional<nem::PublicKey>& other) {
    const nem::Transfer* const transfer = transfer_of(transaction);
    if (transfer == nullptr || !transfer->message) { return std::nullopt; }
    return nem_keys::decrypt_message(keys, other.value_or(sender_of(transaction)),
                                     *transfer->message);
}

nlohmann::ordered_json to_json(const MessageReading& reading) {
    using Json = nlohmann::ordered_json;
    if (!reading) { return {{"error", to_phrase(reading.error()).en}}; }
    const std::string text = text_of(reading->bytes);
    return {{"scheme", to_string(reading->scheme)},
            {"hex", base::to_hex(reading->bytes)},
            {"text", base::is_utf8(text) ? Json(text) : Json(nullptr)}};
}

std::string_view to_string(nem_keys::MessageScheme scheme) {
    switch (scheme) {
        case nem_keys::MessageScheme::AesCbc: return "aes-cbc";
        case nem_keys::MessageScheme::AesGcm: return "aes-gcm";
    }
    base::broken("unnamed message scheme");
}

std::string to_shown(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t kShownBytes = 2048;
    const std::string text = text_of(bytes);
    return base::is_utf8(text) ? base::visible(text, kShownBytes) : "0x" + base::to_hex(bytes);
}

}  // namespace app

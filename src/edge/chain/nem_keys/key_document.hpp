#pragma once

#include <sodium.h>

#include <array>
#include <expected>
#include <nem_keys/key_file.hpp>
#include <optional>
#include <string>
#include <string_view>

/// A key file's values and its text, without any secret.
namespace nem_keys {

struct KeyDocument {
    nem::PublicKey public_key;
    KeyFileCost cost;
    std::array<std::uint8_t, crypto_pwhash_SALTBYTES> salt{};
    std::array<std::uint8_t, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
    /// The private key's 32 bytes, encrypted, and the tag.
    std::array<std::uint8_t, 32 + crypto_aead_xchacha20poly1305_ietf_ABYTES> sealed{};
};

[[nodiscard]] std::string to_text(const KeyDocument& document);
/// What is not secret in the document, as text: authenticated with it.
[[nodiscard]] std::string context_of(const KeyDocument& document);
/// Nothing for anything but what `to_text` writes (spaces and the order of keys aside).
[[nodiscard]] std::optional<KeyDocument> parse_key_document(std::string_view text);

}  // namespace nem_keys

#include <sodium.h>

#include <nem_keys/key_file.hpp>

#include "key_document.hpp"
#include "secret.hpp"

namespace nem_keys {
namespace {

const std::uint8_t* as_bytes(std::string_view text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): libsodium reads text as bytes
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::expected<SecretBytes, KeyFileError> stretch(std::string_view passphrase,
                                                 const KeyDocument& document) {
    const auto [passes, memory] = document.cost;
    if (passes < crypto_pwhash_OPSLIMIT_MIN || passes > kKeyFilePassesMax ||
        memory < crypto_pwhash_MEMLIMIT_MIN || memory > kKeyFileMemoryBytesMax) {
        return std::unexpected(KeyFileError::CostOutOfRange);
    }
    if (passphrase.empty()) { return std::unexpected(KeyFileError::EmptyPassphrase); }
    auto key = SecretBytes::make(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (!key) { return std::unexpected(KeyFileError::NoLockedMemory); }
    if (crypto_pwhash(key->data(), key->bytes().size(), passphrase.data(), passphrase.size(),
                      document.salt.data(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return std::unexpected(KeyFileError::NoMemory);
    }
    return *std::move(key);
}

}  // namespace

std::expected<std::string, KeyFileError> seal_key(const KeyPair& keys, std::string_view passphrase,
                                                  KeyFileCost cost) {
    start_sodium();
    KeyDocument document{keys.public_key(), cost};
    randombytes_buf(document.salt.data(), document.salt.size());
    randombytes_buf(document.nonce.data(), document.nonce.size());
    const auto key = stretch(passphrase, document);
    if (!key) { return std::unexpected(key.error()); }
    const std::string context = context_of(document);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        document.sealed.data(), nullptr, SecretAccess::secret(keys).number().data(), kNumberBytes,
        as_bytes(context), context.size(), nullptr, document.nonce.data(), key->data());
    return to_text(document);
}

std::expected<KeyPair, KeyFileError> open_key(std::string_view text, std::string_view passphrase) {
    start_sodium();
    const auto document = parse_key_document(text);
    if (!document) { return std::unexpected(KeyFileError::NotAKeyFile); }
    const auto key = stretch(passphrase, *document);
    if (!key) { return std::unexpected(key.error()); }
    const auto number = SecretBytes::make(kNumberBytes);
    if (!number) { return std::unexpected(KeyFileError::NoLockedMemory); }
    const std::string context = context_of(*document);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            number->data(), nullptr, nullptr, document->sealed.data(), document->sealed.size(),
            as_bytes(context), context.size(), document->nonce.data(), key->data()) != 0) {
        return std::unexpected(KeyFileError::NotOpened);
    }
    auto keys = SecretAccess::make(number->bytes());
    if (!keys) { return std::unexpected(KeyFileError::NoLockedMemory); }
    // Whoever has the passphrase could have written another public key over the right one.
    if (keys->public_key() != document->public_key) {
        return std::unexpected(KeyFileError::NotOpened);
    }
    return *std::move(keys);
}

std::expected<nem::PublicKey, KeyFileError> stated_public_key(std::string_view text) {
    const auto document = parse_key_document(text);
    if (!document) { return std::unexpected(KeyFileError::NotAKeyFile); }
    return document->public_key;
}

}  // namespace nem_keys

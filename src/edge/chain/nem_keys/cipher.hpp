#pragma once

#include <array>
#include <nem_keys/message.hpp>

#include "secret.hpp"

/// The two schemes with their random parts given, so that vectors can be checked.
namespace nem_keys {

inline constexpr std::size_t kCipherKeyBytes = 32;
using Salt = std::array<std::uint8_t, 32>;
using CbcVector = std::array<std::uint8_t, 16>;
using GcmVector = std::array<std::uint8_t, 12>;

using CipherKey = std::expected<SecretBytes, MessageError>;
/// Keccak-256(P xor salt).
[[nodiscard]] CipherKey make_cbc_key(const KeyPair& mine, const nem::PublicKey& other,
                                     const Salt& salt);
/// HKDF-SHA256(P, salt of 32 zeros, info `nem-nis1`).
[[nodiscard]] CipherKey make_gcm_key(const KeyPair& mine, const nem::PublicKey& other);

/// salt, vector, ciphertext
[[nodiscard]] std::expected<nem::Bytes, MessageError> encrypt_cbc(
    const KeyPair& mine, const nem::PublicKey& other, std::span<const std::uint8_t> clear,
    const Salt& salt, const CbcVector& vector);
/// tag, vector, ciphertext
[[nodiscard]] std::expected<nem::Bytes, MessageError> encrypt_gcm(
    const KeyPair& mine, const nem::PublicKey& other, std::span<const std::uint8_t> clear,
    const GcmVector& vector);
[[nodiscard]] std::expected<nem::Bytes, MessageError> decrypt_cbc(
    const KeyPair& mine, const nem::PublicKey& other, std::span<const std::uint8_t> payload);
[[nodiscard]] std::expected<nem::Bytes, MessageError> decrypt_gcm(
    const KeyPair& mine, const nem::PublicKey& other, std::span<const std::uint8_t> payload);

}  // namespace nem_keys

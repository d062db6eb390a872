#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <nem_keys/keys.hpp>
#include <nem_keys/secret_bytes.hpp>
#include <span>

namespace nem_keys {

inline constexpr std::size_t kScalarBytes = 32;
inline constexpr std::size_t kNumberBytes = 32;

/// One block of 96 bytes.
struct KeyPair::Secret {
    SecretBytes memory;
    /// The private key as it is written: big endian.
    [[nodiscard]] std::span<std::uint8_t, kNumberBytes> number() const {
        return memory.bytes().first<kNumberBytes>();
    }
    /// Clamped, little endian.
    [[nodiscard]] std::span<std::uint8_t, kScalarBytes> scalar() const {
        return memory.bytes().subspan<kNumberBytes, kScalarBytes>();
    }
    /// The second half of the key's hash: whoever has it has every nonce, and so the key.
    [[nodiscard]] std::span<std::uint8_t, kScalarBytes> prefix() const {
        return memory.bytes().subspan<kNumberBytes + kScalarBytes, kScalarBytes>();
    }
};

struct SecretAccess {
    /// `number`: 32 bytes, big endian. Errors: NoLockedMemory.
    [[nodiscard]] static std::expected<KeyPair, KeyError> make(
        std::span<const std::uint8_t> number);
    [[nodiscard]] static const KeyPair::Secret& secret(const KeyPair& keys) {
        return *keys.secret_;
    }
    /// The point that both parties of a message can compute (Reference 2), into 32 bytes of locked
    /// memory. False for a key that is no point of the prime-order subgroup: there the result would
    /// tell something of the secret.
    [[nodiscard]] static bool shared_point(const KeyPair& keys, const nem::PublicKey& other,
                                           std::span<std::uint8_t> point);
};

/// Once a process, before anything else of libsodium.
void start_sodium();

}  // namespace nem_keys

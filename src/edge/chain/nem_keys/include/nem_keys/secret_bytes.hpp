#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <nem_keys/keys.hpp>
#include <span>

namespace nem_keys {

struct FreeSecret {
    void operator()(std::uint8_t* bytes) const noexcept;
};

/// Memory for secrets: locked against swapping, left out of core dumps, between guard pages, wiped
/// when it is freed. Every step of a computation that would betray a key happens in such memory,
/// and whoever reads a key or a passphrase reads it into such memory.
class SecretBytes {
public:
    /// Zeros. Errors: NoLockedMemory.
    [[nodiscard]] static std::expected<SecretBytes, KeyError> make(std::size_t size);
    [[nodiscard]] std::span<std::uint8_t> bytes() const { return {bytes_.get(), size_}; }
    [[nodiscard]] std::uint8_t* data() const { return bytes_.get(); }

private:
    SecretBytes(std::uint8_t* bytes, std::size_t size) : bytes_{bytes}, size_{size} {}
    std::unique_ptr<std::uint8_t, FreeSecret> bytes_;
    std::size_t size_;
};

}  // namespace nem_keys

#pragma once

#include <botan/sha2_32.h>

#include <bitcoin/network.hpp>
#include <span>

namespace bitcoin {

/// SHA-256 of SHA-256. One of these serves a whole block: making one costs more than hashing a
/// transaction.
class DoubleHash {
public:
    DoubleHash& add(std::span<const std::uint8_t> bytes) {
        sha_.update(bytes.data(), bytes.size());
        return *this;
    }
    /// Of what was added since the last call.
    [[nodiscard]] Hash finish() {
        Hash hash;
        sha_.final(hash.bytes.data());
        sha_.update(hash.bytes.data(), hash.bytes.size());
        sha_.final(hash.bytes.data());
        return hash;
    }
    [[nodiscard]] Hash of(std::span<const std::uint8_t> bytes) { return add(bytes).finish(); }

private:
    Botan::SHA_256 sha_;
};

}  // namespace bitcoin

#pragma once

#include <base/base.hpp>
#include <concepts>
#include <cstdint>
#include <vector>

namespace taint {

/// Little-endian integers, one after another: the canonical form of a state.
class CanonicalBytes {
public:
    template <std::unsigned_integral... Value>
    void put(Value... values) {
        (put_one(values, sizeof(values)), ...);
    }
    void put_total(base::Wide value) {
        put(static_cast<std::uint64_t>(value), static_cast<std::uint64_t>(value >> 64U));
    }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

private:
    void put_one(std::uint64_t value, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
        }
    }
    std::vector<std::uint8_t> bytes_;
};

}  // namespace taint

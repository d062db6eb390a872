#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>

/// Keccak with its original padding (0x01), not SHA-3's. `digest` may be locked memory: nothing
/// else holds it afterwards.
namespace nem_keys {

using Piece = std::span<const std::uint8_t>;
void keccak256(std::initializer_list<Piece> pieces, std::span<std::uint8_t, 32> digest);
void keccak512(std::initializer_list<Piece> pieces, std::span<std::uint8_t, 64> digest);

}  // namespace nem_keys

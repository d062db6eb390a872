#pragma once

#include <array>
#include <initializer_list>
#include <nem/types.hpp>
#include <span>

/// Keccak with its original padding (0x01), not SHA-3's.
namespace nem {

using Piece = std::span<const std::uint8_t>;
[[nodiscard]] Hash keccak256(std::initializer_list<Piece> pieces);
/// `digest` may be locked memory: nothing else holds it afterwards.
void keccak512(std::initializer_list<Piece> pieces, std::span<std::uint8_t, 64> digest);

}  // namespace nem

#pragma once

#include <algorithm>
#include <bitcoin/bitcoin.hpp>
#include <span>

/// What stands before each block in a node's file.
namespace store {

inline constexpr std::size_t kFrameBytes = 8;  // magic and length

/// Of fewer bytes than a magic has: none that anybody uses.
inline bitcoin::Magic magic_in(std::span<const std::uint8_t> bytes) {
    bitcoin::Magic magic{};
    std::copy_n(bytes.begin(), std::min(bytes.size(), magic.size()), magic.begin());
    return magic;
}

inline std::uint32_t length_in(std::span<const std::uint8_t> frame) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) { length |= std::uint32_t{frame[4 + i]} << (8 * i); }
    return length;
}

}  // namespace store

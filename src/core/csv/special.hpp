#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace csv {

/// The next byte that may mean something: a comma, a quote, or a control character below 0x0e
/// (NUL, line feed, carriage return; a tab is found too and is ordinary text).
struct Found {
    const char* at;   // the end when there is none
    bool only_ascii;  // all bytes before `at` are; a `false` may be due to bytes after it
};

/// Eight bytes at a time: a byte x becomes 0x80 in `(x - n) & ~x` exactly when x < n, borrows
/// disturb only bytes above a hit, and the lowest hit is the one that is taken.
inline Found find_special(const char* from, const char* end) {
    static_assert(std::endian::native == std::endian::little, "the lowest byte is the first");
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    constexpr std::uint64_t kHighBits = 0x80 * kOnes;
    std::uint64_t seen = 0;
    for (; end - from >= 8; from += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, from, sizeof word);
        seen |= word;
        const std::uint64_t commas = word ^ (',' * kOnes);
        const std::uint64_t quotes = word ^ ('"' * kOnes);
        const std::uint64_t hits = (((word - 0x0e * kOnes) & ~word) | ((commas - kOnes) & ~commas) |
                                    ((quotes - kOnes) & ~quotes)) &
                                   kHighBits;
        if (hits != 0) { return {from + (std::countr_zero(hits) / 8), (seen & kHighBits) == 0}; }
    }
    for (; from != end; ++from) {
        const auto byte = static_cast<unsigned char>(*from);
        if (byte < 0x0e || byte == ',' || byte == '"') { break; }
        seen |= byte;
    }
    return {from, (seen & kHighBits) == 0};
}

}  // namespace csv

#pragma once

#include <base/base.hpp>
#include <bit>
#include <cstdint>

namespace bench {

/// splitmix64: the same numbers on every machine and with every library, which the distributions
/// of the standard do not promise.
class Random {
public:
    explicit constexpr Random(std::uint64_t seed) : state_{seed} {}

    constexpr std::uint64_t next() {
        state_ += 0x9E37'79B9'7F4A'7C15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58'476D'1CE4'E5B9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D0'49BB'1331'11EBULL;
        return mixed ^ (mixed >> 31U);
    }
    /// 0 to bound - 1; the bias is below bound / 2^64.
    constexpr std::uint64_t below(std::uint64_t bound) {
        return static_cast<std::uint64_t>((base::Wide{next()} * bound) >> 64U);
    }
    constexpr bool happens(unsigned percent) { return below(100) < percent; }

    /// 1 to `most`, every doubling about equally likely: how far back people remember.
    constexpr std::uint64_t log_uniform(std::uint64_t most) {
        const auto doublings = static_cast<std::uint64_t>(std::bit_width(most));
        const std::uint64_t least = 1ULL << below(doublings);
        const std::uint64_t drawn = least + below(least);
        return drawn <= most ? drawn : 1 + below(most);
    }

private:
    std::uint64_t state_;
};

/// Atoms, log-normal: median 100 whole units of 10^6 atoms, sigma 2 (natural logarithm). Integers
/// only: the logarithm is a sum of eight uniform draws, the exponential a table.
std::uint64_t draw_amount(Random& random);

}  // namespace bench

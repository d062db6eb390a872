#include "random.hpp"

#include <array>

namespace bench {
namespace {

/// 2^(i/16) in units of 2^-16.
constexpr std::array<std::uint64_t, 17> kSixteenths{
    65'536, 68'438,  71'468,  74'632,  77'936,  81'386,  84'990,  88'752, 92'682,
    96'785, 101'070, 105'545, 110'218, 115'098, 120'194, 125'515, 131'072};

/// 2^(logarithm / 2^16), with the table's points joined by straight lines.
std::uint64_t power_of_two(std::uint64_t logarithm) {
    const std::uint64_t whole = logarithm >> 16U;
    const std::uint64_t sixteenth = (logarithm >> 12U) & 15U;
    const std::uint64_t rest = logarithm & 4095U;
    const std::uint64_t low = kSixteenths[sixteenth];
    const std::uint64_t high = kSixteenths[sixteenth + 1];
    return ((low + (((high - low) * rest) >> 12U)) << whole) >> 16U;
}

}  // namespace

std::uint64_t draw_amount(Random& random) {
    std::uint64_t sum = 0;
    for (int draw = 0; draw < 2; ++draw) {
        const std::uint64_t bits = random.next();
        for (unsigned lane = 0; lane < 4; ++lane) { sum += (bits >> (16 * lane)) & 0xFFFFU; }
    }
    // All in units of 2^-16 of a doubling. The sum's mean is 262'140 and its standard deviation
    // 53'510; sigma is 2 / ln 2 = 2.885 doublings = 189'100, so 3.53 of it. log2(10^8) = 26.575.
    constexpr std::uint64_t kMedian = 1'741'647;
    constexpr std::uint64_t kMean = 262'140 * 353 / 100;
    return power_of_two(kMedian - kMean + (sum * 353 / 100));
}

}  // namespace bench

#pragma once

#include <chrono>
#include <cstdint>

namespace nem_node {

using Millis = std::chrono::milliseconds;

/// Spaces questions evenly. Pure: the caller tells the time and does the waiting.
class Pace {
public:
    /// 0: no limit.
    explicit Pace(unsigned per_second)
        : interval_{per_second == 0 ? std::chrono::microseconds{0}
                                    : std::chrono::microseconds{1'000'000 / per_second}} {}
    /// Takes the next slot: how long to wait for it from `now` on.
    std::chrono::microseconds wait_before(std::chrono::microseconds now);

private:
    std::chrono::microseconds interval_;
    std::chrono::microseconds next_{0};
};

/// Doubled `failures` times from `first`, `last` at most.
[[nodiscard]] Millis backed_off(Millis first, Millis last, unsigned failures);
/// Up to half as much again: many clients that failed together do not come back together.
[[nodiscard]] Millis jittered(Millis wait, std::uint64_t random);

}  // namespace nem_node

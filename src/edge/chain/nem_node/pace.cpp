#include "pace.hpp"

#include <algorithm>

namespace nem_node {

std::chrono::microseconds Pace::wait_before(std::chrono::microseconds now) {
    const auto slot = std::max(now, next_);
    next_ = slot + interval_;
    return slot - now;
}

Millis backed_off(Millis first, Millis last, unsigned failures) {
    Millis wait = first;
    for (unsigned i = 0; i < failures && wait < last; ++i) { wait *= 2; }
    return std::min(wait, last);
}

Millis jittered(Millis wait, std::uint64_t random) {
    const auto half = static_cast<std::uint64_t>(std::max<Millis::rep>(wait.count(), 0)) / 2;
    return wait + Millis{random % (half + 1)};
}

}  // namespace nem_node

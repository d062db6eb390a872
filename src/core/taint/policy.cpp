#include <algorithm>
#include <taint/taint.hpp>

namespace taint {

std::string_view to_string(Policy policy) {
    switch (policy) {
        case Policy::Poison: return "poison";
        case Policy::Haircut: return "haircut";
        case Policy::Fifo: return "fifo";
        case Policy::Lifo: return "lifo";
        case Policy::Tiho: return "tiho";
    }
    base::broken("unnamed policy");
}

std::optional<Policy> parse_policy(std::string_view name) {
    const auto* found = std::ranges::find(kPolicies, name, to_string);
    if (found == kPolicies.end()) { return std::nullopt; }
    return *found;
}

}  // namespace taint

#pragma once

#include <optional>
#include <vector>

#include "traced.hpp"

namespace app {

/// Results that say the same of every holder, boundary and fee: one column, not several.
using Alike = std::vector<const trace::Result*>;
/// In the order of their first members.
[[nodiscard]] std::vector<Alike> group_alike(const std::vector<Traced>& traced);

/// Whether every movement of stolen coins carried nothing but stolen coins. Then no division is
/// ever made, and every policy must say the same: this is why policies agree, where they do.
[[nodiscard]] bool moves_unmixed(const LoadedCase& loaded);

}  // namespace app

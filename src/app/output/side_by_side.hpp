#pragma once

#include <string>
#include <vector>

#include "../agreement.hpp"
#include "../terminal/terminal.hpp"
#include "wording.hpp"

namespace app {

/// Policies that differ, one column each (those that agree share one): the sums, then every holder
/// of any of them.
[[nodiscard]] std::string side_by_side(const LoadedCase& loaded, const std::vector<Alike>& groups,
                                       const Wording& wording, const Terminal& terminal);

}  // namespace app

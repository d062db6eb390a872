#pragma once

#include <string>

#include "../terminal/terminal.hpp"
#include "../traced.hpp"

namespace app {

/// Holders beyond this are counted, not listed: the other formats have them all.
inline constexpr std::size_t kHoldersShown = 100;

/// The result for a person: the sums, who holds what, the hand-offs, the proposed marks. Policies
/// that agree share one column, and the text says why they do.
[[nodiscard]] std::string trace_table(const LoadedCase& loaded, const std::vector<Traced>& traced,
                                      base::Language language, const Terminal& terminal);

}  // namespace app

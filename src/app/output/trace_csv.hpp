#pragma once

#include <string>

#include "../traced.hpp"

namespace app {

/// One line a holder, for every policy; docs/formats.md has the columns.
[[nodiscard]] std::string trace_csv(const LoadedCase& loaded, const std::vector<Traced>& traced);

}  // namespace app

#pragma once

#include <string>

#include "../traced.hpp"

namespace app {

/// The flow as GraphML: typed keys; `taint` is exact text, `taint_atoms` a long where it fits.
[[nodiscard]] std::string to_graphml(const LoadedCase& loaded, const trace::Result& result);

}  // namespace app

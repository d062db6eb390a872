#pragma once

#include <string>

#include "../traced.hpp"

namespace app {

/// The flow as GEXF 1.3, dynamic: a node lives from the first arrival of taint until the last of it
/// left, an edge from its first transfer to its last. Times, or heights where there are no times.
[[nodiscard]] std::string to_gexf(const LoadedCase& loaded, const trace::Result& result);

}  // namespace app

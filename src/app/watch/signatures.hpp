#pragma once

#include <nem_node/nem_node.hpp>
#include <span>

namespace app {

/// True when every signature holds; many are shared out over the machine's cores.
[[nodiscard]] bool verify_all(std::span<const nem_node::Signed> signatures);

}  // namespace app

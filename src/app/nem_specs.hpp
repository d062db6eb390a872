#pragma once

#include <vector>

#include "command_specs.hpp"

namespace app {

/// The commands `nem ...`: NEM by hand.
[[nodiscard]] std::vector<CommandSpec> nem_command_specs();

}  // namespace app

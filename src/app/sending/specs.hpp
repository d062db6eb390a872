#pragma once

#include <vector>

#include "../command_specs.hpp"

namespace app {

/// The commands that bring transactions into NEM's chain: nem send, mosaic, multisig, announce.
[[nodiscard]] std::vector<CommandSpec> nem_sending_specs();

}  // namespace app

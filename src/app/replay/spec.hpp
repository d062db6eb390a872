#pragma once

#include "../command_specs.hpp"

namespace app {

[[nodiscard]] CommandSpec replay_spec();

}  // namespace app

#pragma once

#include "../command_specs.hpp"

namespace app {

[[nodiscard]] CommandSpec watch_spec();

}  // namespace app

#pragma once

#include "../command_specs.hpp"

namespace app {

[[nodiscard]] CommandSpec mark_spec();

}  // namespace app

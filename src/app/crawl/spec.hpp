#pragma once

#include "../command_specs.hpp"

namespace app {

[[nodiscard]] CommandSpec nem_crawl_spec();

}  // namespace app

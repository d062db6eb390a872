#pragma once

#include <span>
#include <string>

namespace app {

/// Runs one command line (argv without the program's name); returns the exit code.
[[nodiscard]] int run(std::span<const std::string> words);

}  // namespace app

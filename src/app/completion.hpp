#pragma once

#include <string>

namespace app {

/// Shell scripts that complete commands, options and their values; written from the command specs
/// into completions/ (a test keeps them equal).
[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace app

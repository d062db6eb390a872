#pragma once

#include <base/base.hpp>
#include <string>

#include "command_specs.hpp"

namespace app {

/// `dyepack 0.1.0`, as results name it.
[[nodiscard]] std::string program_version();

/// What the program does, its commands, examples and exit codes.
[[nodiscard]] std::string to_help(base::Language language);
/// The commands that share a first word, with an example each.
[[nodiscard]] std::string to_group_help(std::string_view group, base::Language language);
/// One command's usage, options, notes and examples.
[[nodiscard]] std::string to_help(const CommandSpec& command, base::Language language);

}  // namespace app

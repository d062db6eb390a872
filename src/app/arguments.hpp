#pragma once

#include <base/base.hpp>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "command_specs.hpp"
#include "expected.hpp"

namespace app {

/// The words of a command line, sorted: nothing in them is checked yet but their names.
struct Arguments {
    const CommandSpec* command{nullptr};  // none: only --help, --version or nothing was said
    std::vector<std::string> operands;
    /// Values by name, in the order given; more than one only where the option may be repeated. A
    /// switch has an empty one.
    std::map<std::string, std::vector<std::string>, std::less<>> options;
    std::string_view group;  // `dyepack nem --help`: the word whose commands are asked for
    bool wants_help{false};
    bool wants_version{false};

    [[nodiscard]] bool has(std::string_view option) const { return options.contains(option); }
    [[nodiscard]] std::optional<std::string> find(std::string_view option) const;
    [[nodiscard]] std::vector<std::string> all(std::string_view option) const;
};

/// `words` are argv without the program's name.
[[nodiscard]] Expected<Arguments> parse_arguments(std::span<const std::string> words);

}  // namespace app

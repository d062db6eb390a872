#pragma once

#include <base/base.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// One option as the command line, the help, the man page and the completions know it.
struct OptionSpec {
    std::string_view name;   // without the leading `--`
    std::string_view value;  // placeholder of its value; empty for a switch
    base::Phrase help;
    std::vector<std::string_view> choices;  // the words it accepts, where these are few
    bool takes_path{false};
    bool repeats{false};  // may be given several times
};

/// A word that stands without an option in front of it.
struct OperandSpec {
    std::string_view name;  // as the usage line shows it, e.g. `CASE.yaml`
    std::size_t at_least{0};
    std::size_t at_most{0};
};

struct Example {
    std::string command;
    base::Phrase purpose;
};

/// One command: the single place where its words are written down.
struct CommandSpec {
    std::string_view name;  // `trace`, `case new`
    base::Phrase summary;
    std::vector<std::string_view> usage;  // what follows `dyepack NAME`
    OperandSpec operands;
    std::vector<OptionSpec> options;
    std::vector<base::Phrase> notes;  // paragraphs
    std::vector<Example> examples;
};

/// Every command, in the order in which the help lists them.
[[nodiscard]] const std::vector<CommandSpec>& command_specs();
[[nodiscard]] const CommandSpec* find_command(std::string_view name);

/// `nem` of `nem sign`; empty where the command's name is one word.
[[nodiscard]] std::string_view group_of(const CommandSpec& command);
[[nodiscard]] std::string_view last_word_of(const CommandSpec& command);
/// The commands that share this first word, in order; none where it is no group's.
[[nodiscard]] std::vector<const CommandSpec*> commands_of_group(std::string_view word);

/// The options that every command takes: --lang, --help.
[[nodiscard]] const std::vector<OptionSpec>& common_options();
/// The meaning of each exit code, from 0 on.
[[nodiscard]] const std::vector<base::Phrase>& exit_code_meanings();

}  // namespace app

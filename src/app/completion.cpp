#include "completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "command_specs.hpp"

namespace app {

namespace {

std::vector<OptionSpec> options_of(const CommandSpec& command) {
    std::vector<OptionSpec> options = command.options;
    const auto& common = common_options();
    options.insert(options.end(), common.begin(), common.end());
    return options;
}

/// The words that may follow an option, the same under every command.
std::map<std::string, OptionSpec> options_with_values() {
    std::map<std::string, OptionSpec> by_name;
    for (const auto& command : command_specs()) {
        for (const auto& option : options_of(command)) {
            if (!option.value.empty()) { by_name.try_emplace(std::string{option.name}, option); }
        }
    }
    return by_name;
}

std::string_view first_word_of(const CommandSpec& command) {
    return command.name.substr(0, command.name.find(' '));
}

/// A first word, and the commands that begin with it: one that is named by it, or a group.
struct FirstWord {
    std::string_view word;
    std::vector<const CommandSpec*> commands;
    [[nodiscard]] bool is_group() const { return !group_of(*commands.front()).empty(); }
    [[nodiscard]] std::string words() const {
        std::string list;
        for (const auto* const command : commands) {
            list += (list.empty() ? "" : " ") + std::string{last_word_of(*command)};
        }
        return list;
    }
    [[nodiscard]] std::string summary() const {
        return commands.size() == 1 ? commands.front()->summary.en : "commands: " + words();
    }
};

std::vector<FirstWord> first_words() {
    std::vector<FirstWord> found;
    for (const auto& command : command_specs()) {
        const auto word = first_word_of(command);
        const auto at = std::ranges::find(found, word, &FirstWord::word);
        if (at == found.end()) {
            found.push_back({word, {&command}});
        } else {
            at->commands.push_back(&command);
        }
    }
    return found;
}

std::string option_words(const CommandSpec& command) {
    std::string words;
    for (const auto& option : options_of(command)) {
        words += fmt::format("{}--{}", words.empty() ? "" : " ", option.name);
    }
    return words;
}

/// Text inside single quotes of a shell.
std::string quoted(std::string_view text) {
    std::string inside;
    for (const char letter : text) {
        if (letter == '\'') {
            inside += "'\\''";
        } else {
            inside += letter;
        }
    }
    return "'" + inside + "'";
}

/// Help inside zsh's brackets and colons.
std::string zsh_text(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        if (letter == '[' || letter == ']' || letter == ':' || letter == '\\') { escaped += '\\'; }
        escaped += letter;
    }
    return escaped;
}

std::string zsh_option(const OptionSpec& option) {
    std::string entry = fmt::format("--{}[{}]", option.name, zsh_text(option.help.en));
    if (option.value.empty()) { return quoted(entry); }
    entry += fmt::format(":{}:", zsh_text(option.value));
    if (!option.choices.empty()) { entry += fmt::format("({})", fmt::join(option.choices, " ")); }
    if (option.takes_path) { entry += "_files"; }
    return quoted(entry);
}

/// When a command's options are offered.
std::string fish_condition(const CommandSpec& command) {
    auto condition = fmt::format("__fish_seen_subcommand_from {}", first_word_of(command));
    if (!group_of(command).empty()) {
        condition += fmt::format("; and __fish_seen_subcommand_from {}", last_word_of(command));
    }
    return condition;
}

std::string fish_option(const CommandSpec& command, const OptionSpec& option) {
    std::string line =
        fmt::format("complete -c dyepack -n '{}' -l {}", fish_condition(command), option.name);
    if (!option.value.empty()) { line += option.takes_path ? " -r -F" : " -x"; }
    if (!option.choices.empty()) {
        line += fmt::format(" -a '{}'", fmt::join(option.choices, " "));
    }
    return line + " -d " + quoted(option.help.en) + "\n";
}

std::string bash_branch(const FirstWord& first) {
    if (!first.is_group()) {
        return fmt::format("        {}) local options='{}' ;;\n", first.word,
                           option_words(*first.commands.front()));
    }
    std::string text =
        fmt::format("        {})\n            case ${{COMP_WORDS[2]-}} in\n", first.word);
    for (const auto* const command : first.commands) {
        text += fmt::format("                {}) local options='{}' ;;\n", last_word_of(*command),
                            option_words(*command));
    }
    return text +
           fmt::format("                *) local options='{} --help' ;;\n            esac ;;\n",
                       first.words());
}

std::string zsh_entry(std::string_view word, std::string_view summary) {
    return quoted(fmt::format("{}:{}", word, zsh_text(summary)));
}

std::string zsh_arguments(const CommandSpec& command) {
    std::string text = "_arguments";
    for (const auto& option : options_of(command)) {
        text += " \\\n                " + zsh_option(option);
    }
    return text + " \\\n                '*:file:_files'";
}

std::string zsh_branch(const FirstWord& first) {
    if (!first.is_group()) {
        return fmt::format("        {})\n            {} ;;\n", first.word,
                           zsh_arguments(*first.commands.front()));
    }
    std::string text = fmt::format(
        "        {})\n            if ((CURRENT == 3)); then\n"
        "                local -a members=(\n",
        first.word);
    for (const auto* const command : first.commands) {
        text += fmt::format("                    {}\n",
                            zsh_entry(last_word_of(*command), command->summary.en));
    }
    text +=
        "                )\n                _describe command members\n                return\n"
        "            fi\n            case $words[3] in\n";
    for (const auto* const command : first.commands) {
        text += fmt::format("            {})\n                {} ;;\n", last_word_of(*command),
                            zsh_arguments(*command));
    }
    return text + "            esac ;;\n";
}

std::string fish_group(const FirstWord& first) {
    std::string text;
    for (const auto* const command : first.commands) {
        text += fmt::format(
            "complete -c dyepack -n '__fish_seen_subcommand_from {}; and not "
            "__fish_seen_subcommand_from {}' -a {} -d {}\n",
            first.word, first.words(), last_word_of(*command), quoted(command->summary.en));
    }
    return text;
}

}  // namespace

std::string bash_completion() {
    std::string text =
        "# bash completion for dyepack\n"
        "_dyepack() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
        "    case $previous in\n";
    for (const auto& [name, option] : options_with_values()) {
        const auto reply = option.choices.empty()
                               ? std::string{option.takes_path ? "-f" : "-W ''"}
                               : fmt::format("-W '{}'", fmt::join(option.choices, " "));
        text += fmt::format(
            "        --{}) mapfile -t COMPREPLY < <(compgen {} -- \"$current\"); return ;;\n", name,
            reply);
    }
    text +=
        "    esac\n"
        "    case ${COMP_WORDS[1]-} in\n";
    std::string all;
    for (const auto& first : first_words()) {
        all += std::string{first.word} + " ";
        text += bash_branch(first);
    }
    text += fmt::format("        *) local options='{}help --help --version --lang' ;;\n", all);
    return text +
           "    esac\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\")\n"
           "    if [[ $current != -* && $COMP_CWORD -gt 1 ]]; then\n"
           "        local files\n"
           "        mapfile -t files < <(compgen -f -- \"$current\")\n"
           "        COMPREPLY+=(\"${files[@]}\")\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _dyepack dyepack\n";
}

std::string zsh_completion() {
    std::string text =
        "#compdef dyepack\n"
        "# zsh completion for dyepack\n"
        "_dyepack() {\n"
        "    if ((CURRENT == 2)); then\n"
        "        local -a commands=(\n";
    for (const auto& first : first_words()) {
        text += fmt::format("            {}\n", zsh_entry(first.word, first.summary()));
    }
    text +=
        "        )\n"
        "        _describe command commands\n"
        "        _arguments '--help[show help]' '--version[show the version]' "
        "'--lang[language]:language:(en ja)'\n"
        "        return\n"
        "    fi\n"
        "    case $words[2] in\n";
    for (const auto& first : first_words()) { text += zsh_branch(first); }
    return text +
           "    esac\n"
           "}\n"
           "_dyepack \"$@\"\n";
}

std::string fish_completion() {
    std::string text = "# fish completion for dyepack\n";
    for (const auto& first : first_words()) {
        text += fmt::format("complete -c dyepack -n __fish_use_subcommand -a {} -d {}\n",
                            first.word, quoted(first.summary()));
    }
    for (const auto& first : first_words()) {
        if (first.is_group()) { text += fish_group(first); }
    }
    for (const auto& command : command_specs()) {
        for (const auto& option : options_of(command)) { text += fish_option(command, option); }
    }
    return text;
}

}  // namespace app

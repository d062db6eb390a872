#include "completion.hpp"

#include <fmt/format.h>

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

std::string first_words() {
    std::string words;
    for (const auto& command : command_specs()) {
        const auto name = command.name.substr(0, command.name.find(' '));
        words += (words.empty() ? "" : " ") + std::string{name};
    }
    return words + " help";
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

std::string fish_option(const CommandSpec& command, const OptionSpec& option) {
    const auto first = command.name.substr(0, command.name.find(' '));
    std::string line = fmt::format("complete -c dyepack -n '__fish_seen_subcommand_from {}' -l {}",
                                   first, option.name);
    if (!option.value.empty()) { line += option.takes_path ? " -r -F" : " -x"; }
    if (!option.choices.empty()) {
        line += fmt::format(" -a '{}'", fmt::join(option.choices, " "));
    }
    return line + " -d " + quoted(option.help.en) + "\n";
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
    for (const auto& command : command_specs()) {
        std::string words;
        for (const auto& option : options_of(command)) {
            words += fmt::format("{}--{}", words.empty() ? "" : " ", option.name);
        }
        if (command.name == "case new") { words.insert(0, "new "); }
        text += fmt::format("        {}) local options='{}' ;;\n",
                            command.name.substr(0, command.name.find(' ')), words);
    }
    text +=
        fmt::format("        *) local options='{} --help --version --lang' ;;\n", first_words());
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
    for (const auto& command : command_specs()) {
        const auto name = command.name.substr(0, command.name.find(' '));
        text += fmt::format("            {}\n",
                            quoted(fmt::format("{}:{}", name, zsh_text(command.summary.en))));
    }
    text +=
        "        )\n"
        "        _describe command commands\n"
        "        _arguments '--help[show help]' '--version[show the version]' "
        "'--lang[language]:language:(en ja)'\n"
        "        return\n"
        "    fi\n"
        "    case $words[2] in\n";
    for (const auto& command : command_specs()) {
        text += fmt::format("        {})\n            _arguments",
                            command.name.substr(0, command.name.find(' ')));
        for (const auto& option : options_of(command)) {
            text += " \\\n                " + zsh_option(option);
        }
        if (command.name == "case new") { text += " \\\n                '2:word:(new)'"; }
        text += " \\\n                '*:file:_files' ;;\n";
    }
    return text +
           "    esac\n"
           "}\n"
           "_dyepack \"$@\"\n";
}

std::string fish_completion() {
    std::string text = "# fish completion for dyepack\n";
    for (const auto& command : command_specs()) {
        const auto name = command.name.substr(0, command.name.find(' '));
        text += fmt::format("complete -c dyepack -n __fish_use_subcommand -a {} -d {}\n", name,
                            quoted(command.summary.en));
    }
    text += "complete -c dyepack -n '__fish_seen_subcommand_from case' -a new\n";
    for (const auto& command : command_specs()) {
        for (const auto& option : options_of(command)) { text += fish_option(command, option); }
    }
    return text;
}

}  // namespace app

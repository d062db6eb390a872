#include "help.hpp"

#include <fmt/format.h>

#include "terminal/text_width.hpp"

namespace app {

using base::Language;
using base::pick;

namespace {

constexpr std::size_t kHelpColumns = 96;
constexpr std::size_t kNameColumns = 12;

/// `  --name VALUE   help`, the help wrapped and hung under itself.
std::string to_entry(std::string_view head, std::string_view text, std::size_t head_columns) {
    const std::string indent(head_columns + 4, ' ');
    std::string entry = "  " + pad_right(std::string{head}, head_columns) + "  ";
    bool first = true;
    for (const auto& line : wrap(text, kHelpColumns - indent.size())) {
        entry += (first ? "" : indent) + line + "\n";
        first = false;
    }
    return entry;
}

std::string head_of(const OptionSpec& option) {
    std::string head = "--" + std::string{option.name};
    if (!option.value.empty()) { head += " " + std::string{option.value}; }
    return head;
}

std::string to_options(std::span<const OptionSpec> options, Language language) {
    constexpr std::size_t kHeadColumns = 24;
    std::string text;
    for (const auto& option : options) {
        std::string help = pick(option.help, language);
        if (!option.choices.empty() && option.name != "lang") {
            help += fmt::format(": {}", fmt::join(option.choices, ", "));
        }
        text += to_entry(head_of(option), help, kHeadColumns);
    }
    return text;
}

std::string to_examples(std::span<const Example> examples, Language language) {
    std::string text;
    for (const auto& example : examples) {
        text += fmt::format("  # {}\n  {}\n", pick(example.purpose, language), example.command);
    }
    return text;
}

std::string title(const char* en, const char* ja, Language language) {
    return fmt::format("\n{}\n", language == Language::Ja ? ja : en);
}

std::string to_exit_codes(Language language) {
    std::string text = title("Exit codes", "終了コード", language);
    int code = 0;
    for (const auto& meaning : exit_code_meanings()) {
        text += fmt::format("  {}  {}\n", code++, pick(meaning, language));
    }
    return text;
}

}  // namespace

std::string program_version() { return "dyepack " DYEPACK_VERSION; }

std::string to_help(Language language) {
    std::string text = program_version() + "\n";
    const base::Phrase purpose{
        "Follows stolen crypto-assets through a ledger, exactly to the atom, and marks the "
        "accounts "
        "that they reach.",
        "流出した暗号資産を台帳の上で最小単位まで正確に追跡し、届いたアカウントに印を付けます。"};
    for (const auto& line : wrap(pick(purpose, language), kHelpColumns)) { text += line + "\n"; }
    text += title("Usage", "使い方", language) + "  dyepack COMMAND [OPTIONS]\n" +
            "  dyepack COMMAND --help\n" + "  dyepack --version\n";
    text += title("Commands", "コマンド", language);
    for (const auto& command : command_specs()) {
        text += to_entry(command.name, pick(command.summary, language), kNameColumns);
    }
    text += title("Options of every command", "すべてのコマンドに共通のオプション", language);
    text += to_options(common_options(), language);
    text += title("Examples", "例", language);
    for (const auto& command : command_specs()) {
        text += to_examples(std::span{command.examples}.first(1), language);
    }
    return text + to_exit_codes(language);
}

std::string to_group_help(std::string_view group, Language language) {
    std::string text = title("Usage", "使い方", language).substr(1);
    text += fmt::format("  dyepack {0} COMMAND [OPTIONS]\n  dyepack {0} COMMAND --help\n", group);
    text += title("Commands", "コマンド", language);
    for (const auto* const command : commands_of_group(group)) {
        text += to_entry(command->name, pick(command->summary, language), kNameColumns);
    }
    text += title("Examples", "例", language);
    for (const auto* const command : commands_of_group(group)) {
        text += to_examples(command->examples, language);
    }
    return text + to_exit_codes(language);
}

std::string to_help(const CommandSpec& command, Language language) {
    std::string text =
        fmt::format("dyepack {}: {}\n", command.name, pick(command.summary, language));
    text += title("Usage", "使い方", language);
    for (const auto usage : command.usage) {
        text += fmt::format("  dyepack {} {}\n", command.name, usage);
    }
    text += title("Options", "オプション", language);
    text += to_options(command.options, language) + to_options(common_options(), language);
    for (const auto& note : command.notes) {
        text += "\n";
        for (const auto& line : wrap(pick(note, language), kHelpColumns)) { text += line + "\n"; }
    }
    text += title("Examples", "例", language) + to_examples(command.examples, language);
    return text + to_exit_codes(language);
}

}  // namespace app

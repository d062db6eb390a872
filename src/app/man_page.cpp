#include "man_page.hpp"

#include <fmt/format.h>

#include "command_specs.hpp"
#include "help.hpp"

namespace app {

namespace {

/// Text that roff shows as it stands.
std::string roff(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        if (letter == '\\') {
            escaped += "\\e";
        } else if (letter == '-') {
            escaped += "\\-";
        } else {
            escaped += letter;
        }
    }
    if (escaped.starts_with('.') || escaped.starts_with('\'')) { escaped.insert(0, "\\&"); }
    return escaped;
}

std::string option_entry(const OptionSpec& option) {
    std::string entry = ".TP\n\\fB\\-\\-" + roff(option.name) + "\\fR";
    if (!option.value.empty()) { entry += " \\fI" + roff(option.value) + "\\fR"; }
    entry += "\n" + roff(option.help.en);
    if (!option.choices.empty()) {
        entry += roff(fmt::format(": {}", fmt::join(option.choices, ", ")));
    }
    return entry + "\n";
}

std::string command_section(const CommandSpec& command) {
    std::string text = fmt::format(".SS dyepack {}\n", roff(command.name));
    text += roff(command.summary.en) + ".\n";
    for (const auto usage : command.usage) {
        text += fmt::format(".PP\n\\fBdyepack {}\\fR {}\n", roff(command.name), roff(usage));
    }
    for (const auto& option : command.options) { text += option_entry(option); }
    for (const auto& note : command.notes) { text += ".PP\n" + roff(note.en) + "\n"; }
    return text;
}

}  // namespace

std::string man_page() {
    std::string text =
        ".\\\" Written from the program's own help by its tests (UPDATE_GOLDEN=1).\n"
        ".TH DYEPACK 1 \"\" \"" +
        program_version() +
        "\" \"User Commands\"\n"
        ".SH NAME\n"
        "dyepack \\- follow stolen crypto\\-assets through a ledger, exactly to the atom\n"
        ".SH SYNOPSIS\n"
        "\\fBdyepack\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n"
        ".SH DESCRIPTION\n"
        "A bank hides a dye pack among its notes: when they are stolen it bursts and the notes "
        "are\n"
        "marked. dyepack does that for crypto\\-assets: it follows every stolen coin through a\n"
        "ledger by one policy or several, and proposes marks for the accounts that it reaches.\n"
        ".SH COMMANDS\n";
    for (const auto& command : command_specs()) { text += command_section(command); }
    text += ".SH OPTIONS OF EVERY COMMAND\n";
    for (const auto& option : common_options()) { text += option_entry(option); }
    text += ".SH EXIT STATUS\n";
    int code = 0;
    for (const auto& meaning : exit_code_meanings()) {
        text += fmt::format(".TP\n{}\n{}\n", code++, roff(meaning.en));
    }
    text += ".SH EXAMPLES\n";
    for (const auto& command : command_specs()) {
        for (const auto& example : command.examples) {
            text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(example.command),
                                roff(example.purpose.en));
        }
    }
    return text +
           ".SH ENVIRONMENT\n"
           ".TP\nLC_ALL, LC_MESSAGES, LANG\nThe first that is set chooses Japanese (ja*) or "
           "English.\n"
           ".TP\nNO_COLOR\nWhen it is set, nothing is coloured.\n"
           ".TP\nCOLUMNS\nThe width of tables on a terminal.\n";
}

}  // namespace app

#include "run.hpp"

#include <iostream>

#include "arguments.hpp"
#include "commands/commands.hpp"
#include "complain.hpp"
#include "help.hpp"
#include "language.hpp"
#include "written.hpp"

namespace app {

namespace {

Expected<int> say(std::string_view text) {
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return kDone;
}

Expected<int> run_command(const Arguments& arguments, base::Language language) {
    const std::string_view name = arguments.command->name;
    if (name == "trace") { return run_trace(arguments, language); }
    if (name == "explain") { return run_explain(arguments, language); }
    if (name == "verify") { return run_verify(arguments, language); }
    if (name == "import") { return run_import(arguments, language); }
    if (name == "report") { return run_report(arguments, language); }
    if (name == "diff") { return run_diff(arguments, language); }
    if (name == "replay") { return run_replay(arguments, language); }
    if (name == "watch") { return run_watch(arguments, language); }
    if (name == "mark") { return run_mark(arguments, language); }
    if (name == "case new") { return run_case_new(arguments, language); }
    if (name == "nem address") { return run_nem_address(arguments, language); }
    if (name == "nem key") { return run_nem_key(arguments, language); }
    if (name == "nem decode") { return run_nem_decode(arguments, language); }
    if (name == "nem sign") { return run_nem_sign(arguments, language); }
    if (name == "nem verify") { return run_nem_verify(arguments, language); }
    if (name == "nem send") { return run_nem_send(arguments, language); }
    if (name == "nem mosaic") { return run_nem_mosaic(arguments, language); }
    if (name == "nem multisig") { return run_nem_multisig(arguments, language); }
    if (name == "nem announce") { return run_nem_announce(arguments, language); }
    if (name == "nem crawl") { return run_nem_crawl(arguments, language); }
    base::broken("a command without a function");
}

Expected<int> dispatch(const Arguments& arguments, base::Language language) {
    if (arguments.wants_version) { return say(program_version() + "\n"); }
    if (arguments.wants_help && !arguments.group.empty()) {
        return say(to_group_help(arguments.group, language));
    }
    if (arguments.wants_help) {
        return say(arguments.command != nullptr ? to_help(*arguments.command, language)
                                                : to_help(language));
    }
    if (arguments.command == nullptr) {
        return std::unexpected(usage_complaint(
            base::phrase("no command, expected one: `dyepack --help` lists them",
                         "コマンドがありません。`dyepack --help` に一覧があります")));
    }
    return run_command(arguments, language);
}

}  // namespace

int run(std::span<const std::string> words) {
    const auto language = find_language(words);
    const auto arguments = parse_arguments(words);
    if (!arguments) {
        std::cerr << to_line(arguments.error(), language);
        return exit_code(arguments.error().blame);
    }
    const auto code = dispatch(*arguments, language);
    if (!code) {
        std::cerr << to_line(code.error(), language);
        return exit_code(code.error().blame);
    }
    return *code;
}

}  // namespace app

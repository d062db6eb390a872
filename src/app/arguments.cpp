#include "arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "closest_word.hpp"
#include "complain.hpp"
#include "language.hpp"

namespace app {

namespace {

std::unexpected<base::Complaint> usage(base::Phrase text) {
    return std::unexpected(usage_complaint(std::move(text)));
}

std::vector<OptionSpec> options_of(const CommandSpec& command) {
    std::vector<OptionSpec> options = command.options;
    const auto& common = common_options();
    options.insert(options.end(), common.begin(), common.end());
    return options;
}

/// ` (did you mean --policy?)`, or nothing when no name is near.
base::Phrase suggestion(std::string_view word, const std::vector<OptionSpec>& options) {
    std::vector<std::string> names;
    names.reserve(options.size());
    for (const auto& option : options) { names.push_back("--" + std::string{option.name}); }
    const auto near = find_closest(word.substr(0, word.find('=')), names);
    if (!near) { return {}; }
    return base::phrase(" (did you mean {}?)", "（{} ではありませんか）", *near);
}

std::unexpected<base::Complaint> unknown_option(std::string_view word, const CommandSpec& command,
                                                const std::vector<OptionSpec>& options) {
    const auto hint = suggestion(word, options);
    return usage(
        {fmt::format("unknown option {}{}, expected one of those that `dyepack {} --help` lists",
                     base::visible(word), hint.en, command.name),
         fmt::format("不明なオプション {}{}。使えるオプションは `dyepack {} --help` にあります",
                     base::visible(word), hint.ja, command.name)});
}

std::unexpected<base::Complaint> operand_count(const CommandSpec& command, std::size_t given) {
    const auto& operands = command.operands;
    if (given < operands.at_least) {
        return usage(base::phrase("{} is missing, expected: dyepack {} {}",
                                  "{} がありません。書き方: dyepack {} {}", operands.name,
                                  command.name, command.usage.front()));
    }
    return usage(base::phrase("{} words are too many, expected at most {} ({})",
                              "引数が {} 個あります。多くても {} 個（{}）です", given,
                              operands.at_most, operands.name));
}

/// CLI11 sorts the words; what it complains of is said in our own words.
class Sorter {
public:
    explicit Sorter(const CommandSpec& command) : command_{command}, specs_{options_of(command)} {
        cli_.set_help_flag();
        cli_.allow_extras();
        for (const auto& spec : specs_) { add(spec); }
    }

    Expected<Arguments> sort(std::span<const std::string> words) {
        std::vector<std::string> reversed(words.rbegin(), words.rend());
        try {
            cli_.parse(std::move(reversed));
        } catch (const CLI::ArgumentMismatch&) {
            return usage(base::phrase("the option {0} needs a value: {0} {1}",
                                      "オプション {0} には値が必要です: {0} {1}", words.back(),
                                      placeholder(words.back())));
        } catch (const CLI::ParseError&) {
            return usage(base::phrase("the command line cannot be read, expected: dyepack {} {}",
                                      "コマンドラインを解釈できません。書き方: dyepack {} {}",
                                      command_.name, command_.usage.front()));
        }
        return collect();
    }

private:
    void add(const OptionSpec& spec) {
        const std::string name = "--" + std::string{spec.name};
        if (spec.value.empty()) {
            given_[std::string{spec.name}] =
                cli_.add_flag(spec.name == "help" ? "-h," + name : name);
            return;
        }
        given_[std::string{spec.name}] = cli_.add_option(name)->expected(1)->multi_option_policy(
            CLI::MultiOptionPolicy::TakeAll);
    }

    std::string_view placeholder(std::string_view word) const {
        const auto found = std::ranges::find_if(
            specs_, [&](const OptionSpec& spec) { return word == "--" + std::string{spec.name}; });
        return found == specs_.end() ? std::string_view{"VALUE"} : found->value;
    }

    /// Saying a harmless switch twice is no mistake.
    [[nodiscard]] bool may_repeat(std::string_view name) const {
        const auto found = std::ranges::find(specs_, name, &OptionSpec::name);
        return name == "json" || name == "help" || (found != specs_.end() && found->repeats);
    }

    Expected<Arguments> collect() const {
        Arguments arguments;
        arguments.command = &command_;
        for (const auto& [name, option] : given_) {
            if (option->count() == 0) { continue; }
            if (option->count() > 1 && !may_repeat(name)) {
                return usage(base::phrase(
                    "the option --{} is given {} times, expected once",
                    "オプション --{} が {} 回指定されています。1 回だけ指定してください", name,
                    option->count()));
            }
            const bool is_switch = option->get_items_expected_max() == 0;
            arguments.options[name] = is_switch ? std::vector<std::string>{{}} : option->results();
        }
        arguments.wants_help = arguments.has("help");
        for (auto& word : cli_.remaining()) {
            if (word.starts_with('-') && word != "-") {
                return unknown_option(word, command_, specs_);
            }
            arguments.operands.push_back(std::move(word));
        }
        return arguments;
    }

    const CommandSpec& command_;
    std::vector<OptionSpec> specs_;
    CLI::App cli_;
    std::map<std::string, CLI::Option*, std::less<>> given_;
};

/// The first word is a group's, the second none of its commands.
std::unexpected<base::Complaint> unknown_in_group(std::string_view group,
                                                  std::span<const CommandSpec* const> commands,
                                                  std::string_view second) {
    std::vector<std::string> names;
    for (const auto* const command : commands) { names.emplace_back(last_word_of(*command)); }
    const auto near =
        commands.size() == 1 ? std::optional{names.front()} : find_closest(second, names);
    const auto hint = near ? base::phrase(" (did you mean {0} {1}?)",
                                          "（{0} {1} ではありませんか）", group, *near)
                           : base::Phrase{};
    const auto said = base::visible(second);
    return usage(
        {fmt::format("unknown command {}{}{}{}, expected one of: {} {}", group,
                     said.empty() ? "" : " ", said, hint.en, group, fmt::join(names, "|")),
         fmt::format("不明なコマンド {}{}{}{}。使えるコマンド: {} {}", group,
                     said.empty() ? "" : " ", said, hint.ja, group, fmt::join(names, "|"))});
}

std::unexpected<base::Complaint> unknown_command(std::span<const std::string> words) {
    const std::string_view word = words.front();
    const auto group = commands_of_group(word);
    if (!group.empty()) {
        const auto second = words.size() > 1 ? std::string_view{words[1]} : std::string_view{};
        return unknown_in_group(group_of(*group.front()), group, second);
    }
    std::vector<std::string> names;
    for (const auto& command : command_specs()) { names.emplace_back(command.name); }
    const auto near = find_closest(word, names);
    const auto hint = near ? base::phrase(" (did you mean {}?)", "（{} ではありませんか）", *near)
                           : base::Phrase{};
    return usage({fmt::format("unknown command {}{}, expected one of: {}", base::visible(word),
                              hint.en, fmt::join(names, ", ")),
                  fmt::format("不明なコマンド {}{}。使えるコマンド: {}", base::visible(word),
                              hint.ja, fmt::join(names, "、"))});
}

/// Reads what may stand before the command; returns how many words that was.
Expected<std::size_t> read_leading(std::span<const std::string> words, Arguments& into) {
    std::size_t i = 0;
    for (; i < words.size() && words[i].starts_with('-'); ++i) {
        const std::string_view word = words[i];
        if (word == "--help" || word == "-h") {
            into.wants_help = true;
        } else if (word == "--version") {
            into.wants_version = true;
        } else if (word.starts_with("--lang=")) {
            into.options["lang"] = {std::string{word.substr(word.find('=') + 1)}};
        } else if (word == "--lang" && i + 1 < words.size()) {
            into.options["lang"] = {words[++i]};
        } else if (word == "--lang") {
            return usage(base::phrase("the option --lang needs a value: --lang en|ja",
                                      "オプション --lang には値が必要です: --lang en|ja"));
        } else {
            return usage(base::phrase(
                "unknown option {}, expected a command first: dyepack COMMAND [OPTIONS]",
                "不明なオプション {}。先にコマンドを書いてください: dyepack COMMAND [OPTIONS]",
                base::visible(word)));
        }
    }
    return i;
}

std::optional<base::Complaint> check_language(const Arguments& arguments) {
    const auto name = arguments.find("lang");
    if (!name || parse_language(*name)) { return std::nullopt; }
    return usage_complaint(base::phrase("--lang {} is not known, expected en or ja",
                                        "--lang {} は使えません。en か ja を指定してください",
                                        base::visible(*name)));
}

}  // namespace

std::optional<std::string> Arguments::find(std::string_view option) const {
    const auto found = options.find(option);
    if (found == options.end()) { return std::nullopt; }
    return found->second.front();
}

std::vector<std::string> Arguments::all(std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? std::vector<std::string>{} : found->second;
}

Expected<Arguments> parse_arguments(std::span<const std::string> words) {
    Arguments leading;
    const auto read = read_leading(words, leading);
    if (!read) { return std::unexpected(read.error()); }
    words = words.subspan(*read);
    if (const auto wrong = check_language(leading)) { return std::unexpected(*wrong); }
    const bool asks_help = !words.empty() && words.front() == "help";
    if (asks_help) { words = words.subspan(1); }
    if (words.empty()) {
        leading.wants_help = leading.wants_help || asks_help;
        return leading;
    }
    const CommandSpec* command = find_command(words.front());
    std::size_t taken = 1;
    if (command == nullptr && words.size() > 1) {
        command = find_command(words[0] + " " + words[1]);
        taken = 2;
    }
    const bool asks_group = std::ranges::any_of(
        words.subspan(1), [](const std::string& word) { return word == "--help" || word == "-h"; });
    const auto group = commands_of_group(words.front());
    if (command == nullptr && (asks_group || asks_help) && !group.empty()) {
        leading.group = group_of(*group.front());
        leading.wants_help = true;
        return leading;
    }
    if (command == nullptr) { return unknown_command(words); }
    auto arguments = Sorter{*command}.sort(words.subspan(taken));
    if (!arguments) { return arguments; }
    arguments->options.merge(leading.options);
    arguments->wants_help = arguments->wants_help || leading.wants_help || asks_help;
    arguments->wants_version = leading.wants_version;
    if (const auto wrong = check_language(*arguments)) { return std::unexpected(*wrong); }
    const std::size_t given = arguments->operands.size();
    const bool fits = given >= command->operands.at_least && given <= command->operands.at_most;
    if (!arguments->wants_help && !fits) { return operand_count(*command, given); }
    return arguments;
}

}  // namespace app

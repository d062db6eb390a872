#include <charconv>

#include "../complain.hpp"
#include "../output/explanation.hpp"
#include "../plan_making.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

constexpr std::size_t kPathsShown = 20;
constexpr std::size_t kPathsMost = 100'000;

Expected<std::size_t> parse_paths(const Arguments& arguments) {
    const auto text = arguments.find("paths");
    if (!text) { return arguments.has("json") ? trace::kPathsMaxDefault : kPathsShown; }
    std::size_t paths = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), paths);
    const bool whole = error == std::errc{} && end == text->data() + text->size();
    if (!whole || paths == 0 || paths > kPathsMost) {
        return std::unexpected(usage_complaint(
            base::phrase("--paths {} is not a number of paths, expected 1 to {}",
                         "--paths {} は経路の数ではありません。1 から {} の整数を指定してください",
                         base::visible(*text), kPathsMost)));
    }
    return paths;
}

}  // namespace

Expected<int> run_explain(const Arguments& arguments, base::Language language) {
    const auto named = arguments.find("account");
    if (!named) {
        return std::unexpected(usage_complaint(base::phrase(
            "--account is missing, expected the account to explain: --account ACCOUNT",
            "--account がありません。説明するアカウントを指定してください: --account ACCOUNT")));
    }
    const auto paths = parse_paths(arguments);
    if (!paths) { return std::unexpected(paths.error()); }
    auto request = to_trace_request(arguments);
    if (!request) { return std::unexpected(request.error()); }
    const auto loaded = load_for_person(std::move(*request), language);
    if (!loaded) { return std::unexpected(loaded.error()); }
    const auto account = find_account(*loaded, {*named, {}}, "--account");
    if (!account) { return std::unexpected(account.error()); }
    std::vector<trace::Explanation> explanations;
    for (const auto policy : loaded->request.policies) {
        explanations.push_back(with_ledger(loaded->ledger, [&](const auto& ledger) {
            return trace::explain(ledger, loaded->plan, policy, *account, *paths);
        }));
    }
    const auto terminal = arguments.has("out") ? Terminal{} : terminal_of_stdout();
    const auto text = arguments.has("json")
                          ? to_text(explanation_document(*loaded, explanations))
                          : explanation_table(*loaded, explanations, language, terminal);
    if (const auto failure = write_result(arguments, text, input_files(*loaded))) {
        return std::unexpected(*failure);
    }
    return kDone;
}

}  // namespace app

#include <fmt/format.h>

#include <filesystem>
#include <report/report.hpp>

#include "../case_documents.hpp"
#include "../complain.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

/// Every policy, the case's own first: it is the one that is drawn.
std::vector<taint::Policy> all_policies(taint::Policy first) {
    std::vector<taint::Policy> policies{first};
    for (const auto policy : taint::kPolicies) {
        if (policy != first) { policies.push_back(policy); }
    }
    return policies;
}

std::string language_name(base::Language language) {
    return language == base::Language::Ja ? "ja" : "en";
}

std::vector<std::string> commands_of(const LoadedCase& loaded, base::Language language) {
    // Where the case lay on this machine is nobody's business; its folder's name is.
    const auto& path = loaded.the_case_file().path;
    const auto shown = path.is_absolute() ? path.parent_path().filename() / path.filename() : path;
    const auto file = shown.generic_string();
    return {"dyepack trace " + file + " --policy all --json --out result.json",
            "dyepack verify result.json",
            "dyepack report " + file + " --lang " + language_name(language)};
}

report::Input report_input(const LoadedCase& loaded, CaseDocuments read, std::vector<Traced> traced,
                           base::Language language) {
    const auto& shown = traced.front();
    report::Input input{.record = loaded.the_case(),
                        .ledger = loaded.ledger.any(),
                        .documents = std::move(read.documents),
                        .plan = loaded.plan,
                        .results = {},
                        .policy = shown.result.policy,
                        .flows = with_ledger(loaded.ledger,
                                             [&](const auto& ledger) {
                                                 return trace::find_flows(ledger, loaded.plan,
                                                                          shown.result.policy);
                                             }),
                        .findings = shown.findings.value_or(std::vector<marks::Finding>{}),
                        .until = std::nullopt,
                        .program_version = DYEPACK_VERSION,
                        .fingerprints = std::move(read.fingerprints),
                        .commands = commands_of(loaded, language)};
    for (auto& each : traced) { input.results.push_back(std::move(each.result)); }
    return input;
}

}  // namespace

Expected<int> run_report(const Arguments& arguments, base::Language language) {
    TraceRequest request;
    request.case_file = arguments.operands.front();
    auto loaded = load_for_person(std::move(request), language);
    if (!loaded) { return std::unexpected(loaded.error()); }
    loaded->request.policies = all_policies(loaded->request.policies.front());
    auto read = read_documents(*loaded);
    if (!read) { return std::unexpected(read.error()); }
    auto traced = trace_for_person(*loaded, language);
    const bool closed = books_close(traced);
    const auto html = report::to_html(
        report_input(*loaded, std::move(*read), std::move(traced), language), language);
    const std::filesystem::path file = arguments.find("out").value_or(
        fmt::format("{}-report.{}.html", loaded->the_case().id, language_name(language)));
    if (const auto refused = refuse_input_as_output(arguments, file, input_files(*loaded))) {
        return std::unexpected(*refused);
    }
    if (const auto failure = store::write_file(file, html)) { return std::unexpected(*failure); }
    if (const auto failure = write_stdout(file.string() + "\n")) {
        return std::unexpected(*failure);
    }
    return closed ? kDone : kFinding;
}

}  // namespace app

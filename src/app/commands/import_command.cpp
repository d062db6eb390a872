#include <fmt/format.h>

#include "../complain.hpp"
#include "../output/json.hpp"
#include "../terminal/progress.hpp"
#include "../trace_request.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

std::string summary_text(const store::ImportSummary& summary, const std::string& folder,
                         bool as_json, base::Language language) {
    if (as_json) {
        return to_text(Json{{"format", "dyepack.import/1"},
                            {"into", folder},
                            {"rows", summary.rows},
                            {"accounts", summary.accounts},
                            {"sha256", summary.sha256}});
    }
    return base::pick(
        base::phrase("{}: {} rows, {} accounts, SHA-256 {}\n",
                     "{}: {} 行、アカウント {} 件、SHA-256 {}\n", base::visible(folder, 4096),
                     summary.rows, summary.accounts, summary.sha256),
        language);
}

}  // namespace

Expected<int> run_import(const Arguments& arguments, base::Language language) {
    const auto folder = arguments.find("into");
    if (!folder) {
        return std::unexpected(usage_complaint(
            base::phrase("--into is missing, expected the folder to make: --into DIR",
                         "--into がありません。作成するフォルダーを指定してください: --into DIR")));
    }
    TraceRequest request;
    if (const auto wrong = read_ledger_options(arguments, request)) {
        return std::unexpected(*wrong);
    }
    store::OpenOptions options;
    options.format = request.input_format;
    options.asset = request.asset;
    options.divisibility = request.divisibility;
    options.chain = request.chain.value_or(address::Chain::Other);
    options.openings = request.openings_file;
    const std::vector<std::filesystem::path> files{arguments.operands.begin(),
                                                   arguments.operands.end()};
    store::Expected<store::ImportSummary> summary;
    {
        ProgressBar bar{{"importing", "取り込み"}, language};
        options.progress = [&](std::uint64_t done, std::uint64_t total) { bar.show(done, total); };
        summary = store::import_ledger(files, *folder, options);
    }
    if (!summary) { return std::unexpected(summary.error()); }
    print_warnings(summary->warnings, language);
    const auto text = summary_text(*summary, *folder, arguments.has("json"), language);
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app

#include <filesystem>
#include <system_error>

#include "../complain.hpp"
#include "../recorded_files.hpp"
#include "../result_document.hpp"
#include "../terminal/terminal.hpp"
#include "../verification.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;

/// Where a recorded path leads: from here, else from the folder of the result. The path itself
/// where neither is there, so that the complaint names it.
fs::path resolve(const fs::path& recorded, const fs::path& result) {
    std::error_code ignored;
    if (fs::exists(recorded, ignored)) { return recorded; }
    const fs::path beside = result.parent_path() / recorded;
    return fs::exists(beside, ignored) ? beside : recorded;
}

void resolve(std::optional<fs::path>& file, const fs::path& result) {
    if (file) { file = resolve(*file, result); }
}

Expected<TraceRequest> request_of(const ResultDocument& document, const Arguments& arguments) {
    auto request = recorded_request(document);
    if (!request) { return request; }
    resolve(request->case_file, document.file);
    resolve(request->openings_file, document.file);
    resolve(request->boundary_file, document.file);
    if (const auto file = arguments.find("case")) { request->case_file = *file; }
    if (request->case_file) { request->ledger_file.reset(); }  // the case knows where it is
    std::error_code ignored;
    const auto& boundary = request->boundary_file;
    if (request->case_file && boundary && !fs::exists(*boundary, ignored)) {
        request->boundary_file.reset();  // the case has moved, and its list with it
    }
    resolve(request->ledger_file, document.file);
    if (const auto file = arguments.find("ledger")) { request->ledger_file = *file; }
    return request;
}

}  // namespace

Expected<int> run_verify(const Arguments& arguments, base::Language language) {
    const auto document = read_result(arguments.operands.front());
    if (!document) { return std::unexpected(document.error()); }
    auto request = request_of(*document, arguments);
    if (!request) { return std::unexpected(request.error()); }
    RecordedFiles files{*document, *request, arguments};
    const auto loaded = load_for_person(
        std::move(*request), language,
        [&](FileRole role, const fs::path& file) { return files.check(role, file); });
    if (!loaded && files.differences.empty()) { return std::unexpected(loaded.error()); }
    if (!loaded && !files.has_read_ledger()) {
        const auto recorded = recorded_request(*document);
        const auto ledger = recorded ? recorded->ledger_file : std::nullopt;
        if (ledger) {
            std::ignore = files.check(FileRole::Ledger, resolve(*ledger, document->file));
        }
    }
    const auto verification = loaded
                                  ? compare(*document, *loaded, trace_for_person(*loaded, language))
                                  : without_files(std::move(files.differences));
    const auto text = arguments.has("json") ? to_text(to_document(verification))
                                            : to_text(verification, language, terminal_of_stdout());
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return verification.equal() ? kDone : kFinding;
}

}  // namespace app

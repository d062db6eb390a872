#include "recorded_files.hpp"

#include <system_error>

namespace app {

namespace {

namespace fs = std::filesystem;

const char* pointer_of(FileRole role) {
    switch (role) {
        case FileRole::Case: return "/case/sha256";
        case FileRole::Ledger: return "/ledger/sha256";
        case FileRole::Boundary: return "/input/boundary/sha256";
        case FileRole::Openings: return "/input/openings/sha256";
        case FileRole::Accounts: return "/input/accounts/sha256";
    }
    base::broken("unnamed role of a file");
}

std::string to_shown(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

base::Complaint cannot_be_meant(const fs::path& file, base::Phrase text) {
    return {.blame = base::Blame::Input, .place = {.file = file.string()}, .text = std::move(text)};
}

base::Complaint not_a_file(const fs::path& file) {
    return cannot_be_meant(
        file, base::phrase("is not a regular file; verify reads no other that a result names",
                           "通常のファイルではありません。結果が指すもののうち検証で"
                           "読むのは通常のファイルだけです"));
}

base::Complaint another_file(const fs::path& file) {
    return cannot_be_meant(
        file, base::phrase("is not the file that the result names: its SHA-256 differs",
                           "結果が指すファイルではありません（SHA-256 が異なります）"));
}

/// Files of the system say that they are empty, and may never end; no file of ours is empty.
bool has_no_bytes(const fs::path& file) {
    std::error_code failed;
    return fs::file_size(file, failed) == 0;
}

base::Complaint empty_file(const fs::path& file) {
    return cannot_be_meant(
        file, {"is empty; a file with the SHA-256 that the result records was expected",
               "空のファイルです。結果に記録された SHA-256 のファイルが必要です"});
}

/// What is read of a folder that was imported.
std::optional<base::Complaint> find_odd_file(const fs::path& folder) {
    std::error_code failed;
    for (const auto& file : store::files_of_imported(folder)) {
        const auto status = fs::status(file, failed);
        if (!fs::exists(status)) { continue; }
        if (!fs::is_regular_file(status)) { return not_a_file(file); }
        if (has_no_bytes(file)) { return empty_file(file); }
    }
    return std::nullopt;
}

}  // namespace

RecordedFiles::RecordedFiles(const ResultDocument& document, const TraceRequest& request,
                             const Arguments& arguments)
    : trace_{document.traces.front()},
      prefix_{document.traces.size() > 1 ? "/traces/0" : ""},
      case_is_ours_{arguments.has("case")},
      ledger_is_ours_{arguments.has("ledger")},
      boundary_is_ours_{case_is_ours_ && !request.boundary_file},
      openings_are_ours_{case_is_ours_ && !request.openings_file} {}

std::optional<base::Complaint> RecordedFiles::check(FileRole role, const fs::path& file) {
    ledger_was_asked_for_ = ledger_was_asked_for_ || role == FileRole::Ledger;
    if (is_ours(role)) { return std::nullopt; }
    std::error_code failed;
    const bool imported = role == FileRole::Ledger && fs::is_directory(file, failed);
    if (imported) {
        if (auto odd = find_odd_file(file)) { return odd; }
        return compare(role, file);
    }
    const auto status = fs::status(file, failed);
    if (!fs::exists(status)) { return std::nullopt; }  // whoever opens it says so
    if (!fs::is_regular_file(status)) { return not_a_file(file); }
    if (has_no_bytes(file)) { return empty_file(file); }
    return compare(role, file);
}

std::optional<base::Complaint> RecordedFiles::compare(FileRole role, const fs::path& content) {
    std::error_code failed;
    if (role != FileRole::Ledger && fs::file_size(content, failed) > store::kDocumentBytesMax) {
        return cannot_be_meant(content,
                               base::phrase("has more than {} bytes", "{} バイトを超えています",
                                            store::kDocumentBytesMax));
    }
    const auto found = role == FileRole::Ledger ? store::sha256_of_ledger(content)
                                                : store::sha256_of_file(content);
    if (!found) { return found.error(); }
    const Json::json_pointer pointer{pointer_of(role)};
    const Json recorded = trace_.contains(pointer) ? trace_.at(pointer) : Json(nullptr);
    if (recorded == Json(*found)) { return std::nullopt; }
    differences.push_back({prefix_ + pointer_of(role), to_shown(recorded), to_shown(*found)});
    return another_file(content);
}

bool RecordedFiles::is_ours(FileRole role) const {
    switch (role) {
        case FileRole::Case:
        case FileRole::Accounts: return case_is_ours_;
        case FileRole::Ledger: return case_is_ours_ || ledger_is_ours_;
        case FileRole::Openings: return openings_are_ours_;
        case FileRole::Boundary: return boundary_is_ours_;
    }
    base::broken("unnamed role of a file");
}

}  // namespace app

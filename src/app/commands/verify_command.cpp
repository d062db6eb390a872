#include <filesystem>
#include <system_error>

#include "../complain.hpp"
#include "../output/trace_json.hpp"
#include "../result_document.hpp"
#include "../terminal/terminal.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDifferencesShown = 20;

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

/// A result is anybody's file, and names files of whoever verifies it. None that it names is read
/// unless it has the SHA-256 recorded for it: what the sender did not know stays unsaid.
class RecordedFiles {
public:
    RecordedFiles(const ResultDocument& document, const TraceRequest& request,
                  const Arguments& arguments)
        : trace_{document.traces.front()},
          prefix_{document.traces.size() > 1 ? "/traces/0" : ""},
          case_is_ours_{arguments.has("case")},
          ledger_is_ours_{arguments.has("ledger")},
          boundary_is_ours_{case_is_ours_ && !request.boundary_file},
          openings_are_ours_{case_is_ours_ && !request.openings_file} {}

    /// A complaint where the file must not be read; a difference is noted as well where there is
    /// one.
    std::optional<base::Complaint> check(FileRole role, const fs::path& file) {
        ledger_was_asked_for_ = ledger_was_asked_for_ || role == FileRole::Ledger;
        if (is_ours(role)) { return std::nullopt; }
        std::error_code failed;
        const bool imported = role == FileRole::Ledger && fs::is_directory(file, failed);
        if (imported) {
            for (const char* const name : {"manifest.json", "openings.csv"}) {
                const auto status = fs::status(file / name, failed);
                if (fs::exists(status) && !fs::is_regular_file(status)) {
                    return not_a_file(file / name);
                }
            }
        }
        const fs::path content = imported ? ledger_in_folder(file) : file;
        const auto status = fs::status(content, failed);
        if (!imported && !fs::exists(status)) { return std::nullopt; }  // whoever opens it says so
        if (!fs::is_regular_file(status)) { return not_a_file(content); }
        const auto bytes = fs::file_size(content, failed);
        // Files of the system say that they are empty, and may never end.
        if (bytes == 0) {
            return cannot_be_meant(
                content, {"is empty; a file with the SHA-256 that the result records was expected",
                          "空のファイルです。結果に記録された SHA-256 のファイルが必要です"});
        }
        if (role != FileRole::Ledger && bytes > store::kDocumentBytesMax) {
            return cannot_be_meant(content,
                                   base::phrase("has more than {} bytes", "{} バイトを超えています",
                                                store::kDocumentBytesMax));
        }
        const auto found = store::sha256_of_file(content);
        if (!found) { return found.error(); }
        const Json::json_pointer pointer{pointer_of(role)};
        const Json recorded = trace_.contains(pointer) ? trace_.at(pointer) : Json(nullptr);
        if (recorded == Json(*found)) { return std::nullopt; }
        differences.push_back({prefix_ + pointer_of(role), to_shown(recorded), to_shown(*found)});
        return another_file(content);
    }

    [[nodiscard]] bool has_read_ledger() const { return ledger_was_asked_for_; }

    std::vector<Difference> differences;

private:
    static std::string to_shown(const Json& value) {
        return value.dump(-1, ' ', false, Json::error_handler_t::replace);
    }

    /// `--case` and `--ledger` are the word of the person who verifies.
    [[nodiscard]] bool is_ours(FileRole role) const {
        switch (role) {
            case FileRole::Case:
            case FileRole::Accounts: return case_is_ours_;
            case FileRole::Ledger: return case_is_ours_ || ledger_is_ours_;
            case FileRole::Openings: return openings_are_ours_;
            case FileRole::Boundary: return boundary_is_ours_;
        }
        base::broken("unnamed role of a file");
    }

    static fs::path ledger_in_folder(const fs::path& folder) {
        std::error_code failed;
        const fs::path raw = folder / "ledger.raw20";
        return fs::exists(raw, failed) ? raw : folder / "ledger.csv";
    }

    static base::Complaint cannot_be_meant(const fs::path& file, base::Phrase text) {
        return {
            .blame = base::Blame::Input, .place = {.file = file.string()}, .text = std::move(text)};
    }

    static base::Complaint not_a_file(const fs::path& file) {
        return {.blame = base::Blame::Input,
                .place = {.file = file.string()},
                .text = base::phrase("is not a regular file; verify reads no other that a result "
                                     "names",
                                     "通常のファイルではありません。結果が指すもののうち検証で"
                                     "読むのは通常のファイルだけです")};
    }

    static base::Complaint another_file(const fs::path& file) {
        return {.blame = base::Blame::Input,
                .place = {.file = file.string()},
                .text = base::phrase("is not the file that the result names: its SHA-256 differs",
                                     "結果が指すファイルではありません（SHA-256 が異なります）")};
    }

    const Json& trace_;
    std::string prefix_;
    bool case_is_ours_;
    bool ledger_is_ours_;
    bool boundary_is_ours_;
    bool openings_are_ours_;
    bool ledger_was_asked_for_{false};
};

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

struct Verification {
    bool same_case{true};
    bool same_ledger{true};
    bool recomputed{true};  // not where a file is another one
    std::vector<Difference> differences;
    [[nodiscard]] bool equal() const { return same_case && same_ledger && differences.empty(); }
};

Verification compare(const ResultDocument& document, const LoadedCase& loaded,
                     const std::vector<Traced>& traced) {
    Verification verification;
    for (std::size_t i = 0; i < document.traces.size(); ++i) {
        const Json recomputed = trace_document(loaded, traced[i]);
        auto differences = find_differences(document.traces[i], recomputed);
        for (auto& difference : differences) {
            verification.same_case =
                verification.same_case && !difference.pointer.starts_with("/case");
            verification.same_ledger =
                verification.same_ledger && difference.pointer != "/ledger/sha256";
            if (document.traces.size() > 1) {
                difference.pointer.insert(0, fmt::format("/traces/{}", i));
            }
            verification.differences.push_back(std::move(difference));
        }
    }
    return verification;
}

/// Nothing to recompute from: which files are others is all there is to say.
Verification without_files(std::vector<Difference> differences) {
    Verification verification;
    verification.recomputed = false;
    for (const auto& difference : differences) {
        const std::string_view pointer = difference.pointer;
        if (pointer.ends_with("/case/sha256")) { verification.same_case = false; }
        if (pointer.ends_with("/ledger/sha256")) { verification.same_ledger = false; }
    }
    verification.differences = std::move(differences);
    return verification;
}

Json to_document(const Verification& verification) {
    Json document;
    document["format"] = "dyepack.verification/1";
    document["equal"] = verification.equal();
    document["same_case"] = verification.same_case;
    document["same_ledger"] = verification.same_ledger;
    document["recomputed"] = verification.recomputed;
    document["differences"] = Json::array();
    const auto value = [](const std::string& text) {
        return text.empty() ? Json(nullptr) : Json::parse(text);
    };
    for (const auto& difference : verification.differences) {
        document["differences"].push_back({{"pointer", difference.pointer},
                                           {"recorded", value(difference.recorded)},
                                           {"recomputed", value(difference.recomputed)}});
    }
    return document;
}

std::string to_text(const Verification& verification, base::Language language,
                    const Terminal& terminal) {
    const auto say = [&](const base::Phrase& phrase) { return base::pick(phrase, language); };
    if (verification.equal()) {
        return painted(say({"Verified: recomputed from case and ledger, and equal.",
                            "検証成功: 事件と台帳から計算し直し、一致しました。"}),
                       Tone::Good, terminal) +
               "\n";
    }
    std::string text =
        painted(say(verification.recomputed
                        ? base::Phrase{"Not verified: the result differs from what the program "
                                       "computes.",
                                       "検証失敗: 結果がプログラムの計算と異なります。"}
                        : base::Phrase{"Not verified: a file is not the one the result was made "
                                       "from.",
                                       "検証失敗: 結果の作成時と異なるファイルがあります。"}),
                Tone::Bad, terminal) +
        "\n";
    if (!verification.same_case) {
        text += say({"The case file is not the one the result was made from (SHA-256).\n",
                     "事件ファイルが結果の作成時のものと異なります（SHA-256）。\n"});
    }
    if (!verification.same_ledger) {
        text += say({"The ledger is not the one the result was made from (SHA-256).\n",
                     "台帳が結果の作成時のものと異なります（SHA-256）。\n"});
    }
    if (!verification.recomputed) {
        text +=
            say({"Nothing was recomputed. Where the files have moved, name them: --case, "
                 "--ledger.\n",
                 "再計算はしていません。ファイルを移した場合は --case や --ledger で"
                 "指定してください。\n"});
    }
    const auto nothing = say({"(nothing)", "（なし）"});
    std::size_t shown = 0;
    for (const auto& difference : verification.differences) {
        if (shown++ == kDifferencesShown) { break; }
        const auto value = [&](const std::string& side) {
            return side.empty() ? nothing : base::visible(side);
        };
        text += say(base::phrase("  {}\n    recorded   {}\n    recomputed {}\n",
                                 "  {}\n    記録   {}\n    再計算 {}\n",
                                 base::visible(difference.pointer), value(difference.recorded),
                                 value(difference.recomputed)));
    }
    if (verification.differences.size() > kDifferencesShown) {
        text += say(base::phrase("  ... and {} more; --json lists them all\n",
                                 "  ほか {} 件。すべては --json で出力できます\n",
                                 verification.differences.size() - kDifferencesShown));
    }
    return text;
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

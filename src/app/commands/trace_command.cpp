#include <array>
#include <filesystem>
#include <system_error>

#include "../complain.hpp"
#include "../output/gexf.hpp"
#include "../output/graphml.hpp"
#include "../output/nem2018.hpp"
#include "../output/trace_csv.hpp"
#include "../output/trace_json.hpp"
#include "../output/trace_table.hpp"
#include "../written.hpp"
#include "commands.hpp"
#include "loading.hpp"

namespace app {

namespace {

enum class Format : std::uint8_t { Table, Json, Csv, Graphml, Gexf, Nem2018 };
constexpr std::array<std::pair<std::string_view, Format>, 6> kFormats{
    {{"table", Format::Table},
     {"json", Format::Json},
     {"csv", Format::Csv},
     {"graphml", Format::Graphml},
     {"gexf", Format::Gexf},
     {"nem2018", Format::Nem2018}}};

bool shows_one_policy(Format format) {
    return format == Format::Graphml || format == Format::Gexf || format == Format::Nem2018;
}

Expected<Format> parse_format(const Arguments& arguments) {
    const auto name = arguments.find("format");
    if (!name) { return arguments.has("json") ? Format::Json : Format::Table; }
    for (const auto& [known, format] : kFormats) {
        if (*name != known) { continue; }
        if (arguments.has("json") && format != Format::Json) {
            return std::unexpected(usage_complaint(base::phrase(
                "--json and --format {} exclude each other, expected one of the two",
                "--json と --format {} は同時に指定できません。どちらか一方を指定してください",
                known)));
        }
        return format;
    }
    return std::unexpected(usage_complaint(base::phrase(
        "--format {} is not known, expected table, json, csv, graphml, gexf or nem2018",
        "--format {} は使えません。table、json、csv、graphml、gexf、nem2018 から選んでください",
        base::visible(*name))));
}

std::optional<base::Complaint> check_format(Format format, const Arguments& arguments,
                                            const LoadedCase& loaded) {
    const auto name = arguments.find("format").value_or("");
    if (shows_one_policy(format) && loaded.request.policies.size() > 1) {
        return usage_complaint(
            base::phrase("--format {} shows one policy, expected one in --policy",
                         "--format {} が扱う方式は 1 つです。--policy に 1 つだけ指定して"
                         "ください",
                         name));
    }
    if (format == Format::Nem2018 && loaded.is_utxo()) {
        return usage_complaint(base::phrase(
            "--format nem2018 is for ledgers of accounts, this one is of outputs (UTXO)",
            "--format nem2018 はアカウント型の台帳用です。この台帳は UTXO 型です"));
    }
    return std::nullopt;
}

/// The folders on the way to this one that are not there, the innermost first.
std::vector<std::filesystem::path> find_missing_folders(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> missing;
    std::error_code unknown;
    for (auto path = folder; !path.empty() && !std::filesystem::exists(path, unknown);
         path = path.parent_path()) {
        missing.push_back(path);
    }
    return missing;
}

/// Those that hold something stay.
void remove_folders(const std::vector<std::filesystem::path>& innermost_first) {
    std::error_code ignored;
    for (const auto& folder : innermost_first) { std::filesystem::remove(folder, ignored); }
}

/// Two files belong together: when the second cannot be written, the first does not stay alone.
std::optional<base::Complaint> write_nem2018(const Arguments& arguments,
                                             const std::vector<std::filesystem::path>& inputs,
                                             const Nem2018& files) {
    const std::filesystem::path folder = arguments.find("out").value_or(".");
    for (const char* const name : {"transactions.csv", "accounts.csv"}) {
        if (auto refused = refuse_input_as_output(arguments, folder / name, inputs)) {
            return refused;
        }
    }
    std::error_code failed;
    const auto made = find_missing_folders(folder);
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        remove_folders(made);
        const auto why = store::cause_of(failed.value());
        return base::Complaint{.blame = base::Blame::World,
                               .place = {.file = folder.string()},
                               .text = {fmt::format("the folder cannot be made: {}", why.en),
                                        fmt::format("フォルダーを作成できません: {}", why.ja)}};
    }
    const auto transactions = folder / "transactions.csv";
    const bool was_there = std::filesystem::exists(transactions, failed);
    auto wrong = store::write_file(transactions, files.transactions);
    if (!wrong) {
        wrong = store::write_file(folder / "accounts.csv", files.accounts);
        if (wrong && !was_there) { std::filesystem::remove(transactions, failed); }
    }
    if (wrong) { remove_folders(made); }
    return wrong;
}

std::string written_as(Format format, const LoadedCase& loaded, const std::vector<Traced>& traced,
                       const Arguments& arguments, base::Language language) {
    switch (format) {
        case Format::Table:
            return trace_table(loaded, traced, language,
                               arguments.has("out") ? Terminal{} : terminal_of_stdout());
        case Format::Json: return to_text(trace_document(loaded, traced));
        case Format::Csv: return trace_csv(loaded, traced);
        case Format::Graphml: return to_graphml(loaded, traced.front().result);
        case Format::Gexf: return to_gexf(loaded, traced.front().result);
        case Format::Nem2018: break;
    }
    base::broken("nem2018 is two files");
}

}  // namespace

Expected<int> run_trace(const Arguments& arguments, base::Language language) {
    const auto format = parse_format(arguments);
    if (!format) { return std::unexpected(format.error()); }
    if (*format == Format::Nem2018 && !arguments.has("out")) {
        return std::unexpected(usage_complaint(
            base::phrase("--format nem2018 writes two files, expected a folder: --out DIR",
                         "--format nem2018 は 2 つのファイルを書きます。--out DIR "
                         "でフォルダーを指定してください")));
    }
    auto request = to_trace_request(arguments);
    if (!request) { return std::unexpected(request.error()); }
    const auto loaded = load_for_person(std::move(*request), language);
    if (!loaded) { return std::unexpected(loaded.error()); }
    if (const auto wrong = check_format(*format, arguments, *loaded)) {
        return std::unexpected(*wrong);
    }
    const auto traced = trace_for_person(*loaded, language);
    const auto inputs = input_files(*loaded);
    const auto failure =
        *format == Format::Nem2018
            ? write_nem2018(arguments, inputs, to_nem2018(*loaded, traced.front()))
            : write_result(arguments, written_as(*format, *loaded, traced, arguments, language),
                           inputs);
    if (failure) { return std::unexpected(*failure); }
    return books_close(traced) ? kDone : kFinding;
}

}  // namespace app

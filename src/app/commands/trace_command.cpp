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

/// Two files belong together: when the second cannot be written, the first does not stay alone.
std::optional<base::Complaint> write_nem2018(const std::filesystem::path& folder,
                                             const Nem2018& files) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) {
        return base::Complaint{
            .blame = base::Blame::World,
            .place = {.file = folder.string()},
            .text = base::phrase("the folder cannot be made: {}", "フォルダーを作成できません: {}",
                                 failed.message())};
    }
    const auto transactions = folder / "transactions.csv";
    const bool was_there = std::filesystem::exists(transactions, failed);
    if (auto wrong = store::write_file(transactions, files.transactions)) { return wrong; }
    auto wrong = store::write_file(folder / "accounts.csv", files.accounts);
    if (wrong && !was_there) { std::filesystem::remove(transactions, failed); }
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
    const auto failure =
        *format == Format::Nem2018
            ? write_nem2018(arguments.find("out").value_or("."),
                            to_nem2018(*loaded, traced.front()))
            : write_result(arguments, written_as(*format, *loaded, traced, arguments, language));
    if (failure) { return std::unexpected(*failure); }
    return books_close(traced) ? kDone : kFinding;
}

}  // namespace app

#include "loaded_case.hpp"

#include <system_error>

#include "complain.hpp"
#include "plan_making.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;

Expected<NamedFile> name_file(const fs::path& path) {
    auto sha256 = store::sha256_of_file(path);
    if (!sha256) { return std::unexpected(sha256.error()); }
    return NamedFile{path, std::move(*sha256)};
}

std::optional<base::Complaint> ask(const MayRead& may_read, FileRole role, const fs::path& file) {
    return may_read ? may_read(role, file) : std::nullopt;
}

/// Reads a text file and remembers which it was.
Expected<std::string> read_named(const MayRead& may_read, FileRole role, const fs::path& path,
                                 std::optional<NamedFile>& name) {
    if (auto refused = ask(may_read, role, path)) { return std::unexpected(*std::move(refused)); }
    auto text = store::read_file(path, store::kDocumentBytesMax);
    if (!text) { return text; }
    auto named = name_file(path);
    if (!named) { return std::unexpected(named.error()); }
    name = std::move(*named);
    return text;
}

template <class Value>
const Value& given(const std::optional<Value>& value) {
    if (!value) { base::broken("asked for what the request does not say"); }
    return *value;
}

/// What the case says, where the request says nothing.
std::optional<base::Complaint> fill_from_case(const casebook::Case& record, TraceRequest& request) {
    const fs::path& file = given(request.case_file);
    if (!request.ledger_file) { request.ledger_file = beside_case(file, record.ledger_file); }
    if (request.input_format == store::InputFormat::Detect && !record.ledger_format.text.empty()) {
        const auto format = store::parse_input_format(record.ledger_format.text);
        if (!format) {
            return complaint_about(
                record.ledger_format,
                base::phrase(
                    "ledger format {} is not known, expected account-csv, utxo-csv, raw20, "
                    "nem-blocks or bitcoin-blocks",
                    "台帳の形式 {} は使えません。account-csv、utxo-csv、raw20、nem-blocks、"
                    "bitcoin-blocks から選んでください",
                    base::visible(record.ledger_format.text)));
        }
        request.input_format = *format;
    }
    if (!request.chain) { request.chain = record.chain; }
    request.divisibility = record.divisibility;
    request.asset = record.asset;
    request.thefts = record.thefts;
    if (record.theft_account) {
        request.from_account = record.theft_account->account;
        const auto stated = [](const casebook::Stated& bound) {
            return bound.text.empty() ? std::nullopt : std::optional{bound};
        };
        request.since = stated(record.theft_account->since);
        request.theft_until = stated(record.theft_account->until);
    }
    if (!request.boundary_file && !record.boundaries_file.empty()) {
        request.boundary_file = beside_case(file, record.boundaries_file);
    }
    if (!record.openings_file.empty()) {
        request.openings_file = beside_case(file, record.openings_file);
    }
    if (request.policies.empty() && !record.default_policy.text.empty()) {
        auto policies = parse_policies(record.default_policy.text);
        if (!policies) { return complaint_about(record.default_policy, policies.error().text); }
        request.policies = std::move(*policies);
    }
    return std::nullopt;
}

std::optional<base::Complaint> read_case(LoadedCase& into, const MayRead& may_read) {
    if (!into.request.case_file) { return std::nullopt; }
    into.request.case_file = case_file_of(*into.request.case_file);
    const auto text = read_named(may_read, FileRole::Case, *into.request.case_file, into.case_file);
    if (!text) { return text.error(); }
    auto record = casebook::parse_case(*text, given(into.case_file).path.string());
    if (!record) { return record.error(); }
    into.record = std::move(*record);
    return fill_from_case(given(into.record), into.request);
}

std::optional<base::Complaint> read_known_accounts(LoadedCase& into, const MayRead& may_read) {
    if (!into.record || into.record->accounts_file.empty()) { return std::nullopt; }
    const fs::path path = beside_case(given(into.request.case_file), into.record->accounts_file);
    const auto text = read_named(may_read, FileRole::Accounts, path, into.accounts_file);
    if (!text) { return text.error(); }
    auto accounts = casebook::parse_accounts(*text, path.string(), into.chain());
    if (!accounts) { return accounts.error(); }
    into.known_accounts = std::move(*accounts);
    for (const auto& known : into.known_accounts) { into.labels[known.account] = known.label; }
    return std::nullopt;
}

std::optional<base::Complaint> read_ledger(LoadedCase& into, const store::Progress& progress,
                                           const MayRead& may_read) {
    into.ledger_file = given(into.request.ledger_file);
    if (auto refused = ask(may_read, FileRole::Ledger, into.ledger_file)) { return refused; }
    store::OpenOptions options;
    options.format = into.request.input_format;
    options.asset = into.request.asset;
    options.divisibility = into.request.divisibility;
    options.chain = into.chain();
    options.progress = progress;
    if (into.request.openings_file) {
        if (auto refused = ask(may_read, FileRole::Openings, *into.request.openings_file)) {
            return refused;
        }
        auto named = name_file(*into.request.openings_file);
        if (!named) { return named.error(); }
        into.openings_file = std::move(*named);
        options.openings = into.openings_file->path;
    }
    auto ledger = store::open_ledger(into.ledger_file, options);
    if (!ledger) { return ledger.error(); }
    into.ledger = std::move(*ledger);
    into.warnings.insert(into.warnings.end(), into.ledger.warnings.begin(),
                         into.ledger.warnings.end());
    return std::nullopt;
}

std::optional<base::Complaint> read_boundaries(LoadedCase& into, const MayRead& may_read) {
    if (!into.request.boundary_file) { return std::nullopt; }
    const fs::path path = *into.request.boundary_file;
    const auto text = read_named(may_read, FileRole::Boundary, path, into.boundary_file);
    if (!text) { return text.error(); }
    const auto entries = casebook::parse_boundaries(*text, path.string(), into.chain());
    if (!entries) { return entries.error(); }
    return add_boundaries(*entries, into);
}

}  // namespace

const casebook::Case& LoadedCase::the_case() const {
    if (!record) { base::broken("asked for a case where there is none"); }
    return *record;
}

const NamedFile& LoadedCase::the_case_file() const {
    if (!case_file) { base::broken("asked for a case file where there is none"); }
    return *case_file;
}

std::optional<base::Phrase> LoadedCase::find_label(std::string_view account) const {
    const auto found = labels.find(account);
    if (found == labels.end()) { return std::nullopt; }
    return found->second;
}

std::string LoadedCase::asset() const {
    if (!ledger.asset.empty()) { return ledger.asset; }
    return request.asset.value_or("");
}

address::Chain LoadedCase::chain() const { return request.chain.value_or(address::Chain::Other); }

fs::path beside_case(const fs::path& case_file, std::string_view file) {
    return case_file.parent_path() / fs::path{file};
}

base::Complaint at_naming(const LoadedCase& loaded, base::Complaint complaint) {
    if (!loaded.record || complaint.place.line != 0) { return complaint; }
    for (const auto& [name, place] : loaded.record->file_places) {
        const std::string path = beside_case(given(loaded.request.case_file), name).string();
        if (path != complaint.place.file) { continue; }
        const std::string shown = base::visible(path, 4096);
        complaint.text = {fmt::format("{}: {}", shown, complaint.text.en),
                          fmt::format("{}：{}", shown, complaint.text.ja)};
        complaint.place = place;
        break;
    }
    return complaint;
}

std::vector<fs::path> input_files(const LoadedCase& loaded) {
    std::vector<fs::path> files{loaded.ledger_file};
    for (const auto& imported : store::files_of_imported(loaded.ledger_file)) {
        files.push_back(imported);  // where that is a folder
    }
    for (const auto& named :
         {loaded.case_file, loaded.accounts_file, loaded.boundary_file, loaded.openings_file}) {
        if (named) { files.push_back(named->path); }
    }
    if (!loaded.record) { return files; }
    for (const auto& [name, place] : loaded.record->file_places) {
        files.push_back(beside_case(loaded.the_case_file().path, name));
    }
    return files;
}

fs::path case_file_of(const fs::path& named) {
    std::error_code ignored;
    return fs::is_directory(named, ignored) ? named / "case.yaml" : named;
}

Expected<LoadedCase> load_case(TraceRequest request, const store::Progress& progress,
                               const MayRead& may_read) {
    LoadedCase loaded;
    loaded.request = std::move(request);
    if (const auto failure = read_case(loaded, may_read)) { return std::unexpected(*failure); }
    if (loaded.request.policies.empty()) { loaded.request.policies = {taint::Policy::Fifo}; }
    auto wrong_file = read_known_accounts(loaded, may_read);
    if (!wrong_file) { wrong_file = read_ledger(loaded, progress, may_read); }
    if (!wrong_file) { wrong_file = read_boundaries(loaded, may_read); }
    if (wrong_file) { return std::unexpected(at_naming(loaded, *std::move(wrong_file))); }
    if (const auto failure = make_plan(loaded)) { return std::unexpected(*failure); }
    return loaded;
}

}  // namespace app

#include <sys/stat.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "bitcoin/open_bitcoin.hpp"
#include "canonical.hpp"
#include "complain.hpp"
#include "manifest.hpp"
#include "open.hpp"
#include "open_nem.hpp"
#include "output.hpp"
#include "raw20.hpp"

namespace store {
namespace {

using Files = std::vector<std::filesystem::path>;

/// A folder being filled beside its place. It is removed with all it holds unless `commit`
/// succeeded.
class NewFolder {
public:
    [[nodiscard]] static Expected<NewFolder> create(const std::filesystem::path& target) {
        // A slash at the end, `.` and links are resolved: the folder is made beside its real place.
        std::error_code unresolved;
        const auto real = std::filesystem::weakly_canonical(target, unresolved);
        NewFolder folder{unresolved ? target : real, target};
        if (unresolved) { return std::unexpected(folder.failed(unresolved.value())); }
        if (::mkdir(folder.path_.c_str(), 0777) != 0) {
            const int error = errno;
            folder.path_.clear();
            return std::unexpected(folder.failed(error));
        }
        return folder;
    }
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    NewFolder(NewFolder&& other) noexcept
        : path_{std::exchange(other.path_, {})},
          target_{std::move(other.target_)},
          asked_{std::move(other.asked_)} {}
    NewFolder& operator=(NewFolder&&) = delete;
    ~NewFolder() {
        std::error_code ignored;
        if (!path_.empty()) { std::filesystem::remove_all(path_, ignored); }
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// A complaint about a file in here, under the name that the caller gave the folder.
    [[nodiscard]] base::Complaint as_asked(base::Complaint complaint) const {
        const std::string here = path_.string();
        if (!here.empty() && complaint.place.file.starts_with(here)) {
            complaint.place.file.replace(0, here.size(), asked_.string());
        }
        return complaint;
    }
    /// An empty folder in its place is replaced.
    [[nodiscard]] std::optional<base::Complaint> commit() {
        if (auto complaint = sync_folder(path_)) { return complaint; }
        if (::rename(path_.c_str(), target_.c_str()) != 0) { return failed(errno); }
        path_.clear();
        return sync_folder(folder_of(target_));
    }

private:
    NewFolder(std::filesystem::path target, std::filesystem::path asked)
        : path_{temporary_beside(target)}, target_{std::move(target)}, asked_{std::move(asked)} {}

    [[nodiscard]] base::Complaint failed(int error) const {
        return world_failed(asked_, base::phrase("cannot be made", "作成できません"), error);
    }

    std::filesystem::path path_;  // empty when nothing is to be removed
    std::filesystem::path target_;
    std::filesystem::path asked_;  // the target as the caller named it
};

std::optional<base::Complaint> check_target(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) { return std::nullopt; }
    if (std::filesystem::is_directory(folder, error) && std::filesystem::is_empty(folder, error)) {
        return std::nullopt;
    }
    return bad_usage(folder, {"exists and is not an empty folder; a new folder was expected",
                              "すでに存在し、空のフォルダーではありません。新しいフォルダーを"
                              "指定してください"});
}

/// Writes one file of the folder; `fill` gives its bytes to a sink. Returns its SHA-256.
template <class Fill>
Expected<std::string> write_part(const std::filesystem::path& file, Fill fill) {
    auto output = OutputFile::create(file);
    if (!output) { return std::unexpected(output.error()); }
    const Sink sink = [&](std::string_view bytes) { return output->write(bytes); };
    if (auto complaint = fill(sink)) { return std::unexpected(*std::move(complaint)); }
    if (auto complaint = output->finish()) { return std::unexpected(*std::move(complaint)); }
    return output->sha256();
}

std::optional<base::Complaint> write_manifest(const std::filesystem::path& folder,
                                              const Manifest& manifest) {
    const auto written = write_part(folder / kManifestName,
                                    [&](const Sink& sink) { return sink(to_json(manifest)); });
    return written ? std::nullopt : std::optional{written.error()};
}

/// The opening balances and the manifest, beside a ledger file that is written.
std::optional<base::Complaint> write_papers(const std::filesystem::path& folder,
                                            const OpenLedger& opened, Manifest& manifest) {
    manifest.input_format = opened.format;
    manifest.asset = opened.asset;
    manifest.divisibility = opened.divisibility;
    manifest.rows = opened.any().rows();
    manifest.accounts = accounts_seen(opened);
    if (const auto* accounts = dynamic_cast<const StoredAccounts*>(opened.accounts.get())) {
        auto sha256 = write_part(folder / kOpeningsName, [&](const Sink& sink) {
            return sink(to_stored_openings(*accounts));
        });
        if (!sha256) { return sha256.error(); }
        manifest.openings_sha256 = *std::move(sha256);
    }
    return write_manifest(folder, manifest);
}

std::optional<base::Complaint> write_ledger(const OpenLedger& opened, const Sink& sink) {
    if (const auto* accounts = dynamic_cast<const AccountTable*>(opened.accounts.get())) {
        return write_canonical(*accounts, opened.divisibility, sink);
    }
    const auto* utxo = dynamic_cast<const UtxoTable*>(opened.utxo.get());
    base::invariant(utxo != nullptr, "what CSV gives is a table");
    return write_canonical(*utxo, sink);
}

Expected<OpenLedger> write_csv(OpenLedger opened, const std::filesystem::path& folder,
                               Manifest& manifest) {
    auto sha256 = write_part(folder / ledger_file_name(opened.format),
                             [&](const Sink& sink) { return write_ledger(opened, sink); });
    if (!sha256) { return std::unexpected(sha256.error()); }
    manifest.sha256 = *std::move(sha256);
    return opened;
}

Expected<OpenLedger> import_csv(const Files& files, const std::filesystem::path& folder,
                                const OpenOptions& options, Manifest& manifest) {
    auto declared = read_declared(options);
    if (!declared) { return std::unexpected(declared.error()); }
    CsvLoader loader{options};
    for (const auto& file : files) {
        auto input = Input::open(file, kLedgerBytesMax, options.progress);
        if (!input) { return std::unexpected(input.error()); }
        if (auto complaint = loader.load(*input)) { return std::unexpected(*std::move(complaint)); }
    }
    auto opened = finish_csv(std::move(loader), options, {*std::move(declared)});
    if (!opened) { return opened; }
    return write_csv(*std::move(opened), folder, manifest);
}

/// Checks each file before it is appended, so that a complaint names it.
std::optional<base::Complaint> append_raw(const Files& files, const Sink& sink) {
    RawSurvey before;
    std::uint64_t rows = 0;
    for (const auto& file : files) {
        const auto mapped = MappedFile::open(file);
        if (!mapped) { return mapped.error(); }
        const auto survey = survey_raw(mapped->bytes(), file.string(), before.height_last);
        if (!survey) { return survey.error(); }
        before = *survey;
        rows += survey->rows;
        if (rows > ledger::kRowsMax) { return bad_input(file, too_many_rows()); }
        if (auto complaint = sink(mapped->bytes())) { return complaint; }
    }
    return std::nullopt;
}

Expected<OpenLedger> import_raw(const Files& files, const std::filesystem::path& folder,
                                const OpenOptions& options, Manifest& manifest) {
    auto declared = read_declared(options);
    if (!declared) { return std::unexpected(declared.error()); }
    const auto file = folder / ledger_file_name(InputFormat::Raw20);
    auto sha256 = write_part(file, [&](const Sink& sink) { return append_raw(files, sink); });
    if (!sha256) { return std::unexpected(sha256.error()); }
    manifest.sha256 = *std::move(sha256);
    auto mapped = MappedFile::open(file);
    if (!mapped) { return std::unexpected(mapped.error()); }
    // Whatever is wrong now is wrong in the input, which has another name than the copy.
    return open_raw(*std::move(mapped), files.front().string(), options, {*std::move(declared)});
}

/// NEM's blocks become a ledger of accounts: what they moved, a row each.
Expected<OpenLedger> import_nem(const Files& files, const std::filesystem::path& folder,
                                const OpenOptions& options, Manifest& manifest) {
    auto opened = open_nem_files(files, options);
    if (!opened) { return opened; }
    opened->format = InputFormat::AccountCsv;
    manifest.chain = opened->chain.value_or(options.chain);
    return write_csv(*std::move(opened), folder, manifest);
}

/// Blocks of Bitcoin's family become a ledger of outputs, row by row: no memory holds such a chain.
Expected<std::vector<base::Phrase>> import_bitcoin(const Files& files,
                                                   const std::filesystem::path& folder,
                                                   const OpenOptions& options, Manifest& manifest) {
    Expected<WrittenLedger> written;
    auto sha256 = write_part(folder / ledger_file_name(InputFormat::UtxoCsv),
                             [&](const Sink& sink) -> std::optional<base::Complaint> {
                                 written = write_bitcoin(files, options, folder_of(folder), sink);
                                 return written ? std::nullopt : std::optional{written.error()};
                             });
    if (!sha256) { return std::unexpected(sha256.error()); }
    manifest.input_format = InputFormat::UtxoCsv;
    manifest.asset = written->asset;
    manifest.divisibility = bitcoin::kPlaces;
    manifest.chain = written->chain;
    manifest.rows = written->rows;
    manifest.accounts = written->accounts;
    manifest.sha256 = *std::move(sha256);
    if (auto complaint = write_manifest(folder, manifest)) { return std::unexpected(*complaint); }
    return std::move(written->warnings);
}

Expected<OpenLedger> import_as(InputFormat format, const Files& files,
                               const std::filesystem::path& folder, const OpenOptions& options,
                               Manifest& manifest) {
    if (format == InputFormat::Raw20) { return import_raw(files, folder, options, manifest); }
    if (format == InputFormat::NemBlocks) { return import_nem(files, folder, options, manifest); }
    return import_csv(files, folder, options, manifest);
}

/// The folder's files; what is to be told.
Expected<std::vector<base::Phrase>> fill(const Files& files, const std::filesystem::path& folder,
                                         const OpenOptions& options, Manifest& manifest) {
    if (options.format == InputFormat::BitcoinBlocks) {
        return import_bitcoin(files, folder, options, manifest);
    }
    auto opened = import_as(options.format, files, folder, options, manifest);
    if (!opened) { return std::unexpected(opened.error()); }
    if (auto complaint = write_papers(folder, *opened, manifest)) {
        return std::unexpected(*std::move(complaint));
    }
    return std::move(opened->warnings);
}

}  // namespace

Expected<ImportSummary> import_ledger(const Files& files, const std::filesystem::path& folder,
                                      const OpenOptions& options) {
    if (files.empty()) {
        return std::unexpected(
            bad_usage({}, {"no ledger file was named", "台帳ファイルが指定されていません"}));
    }
    if (auto complaint = check_options(files.front(), options)) {
        return std::unexpected(*std::move(complaint));
    }
    if (auto complaint = check_target(folder)) { return std::unexpected(*std::move(complaint)); }
    auto filling = NewFolder::create(folder);
    if (!filling) { return std::unexpected(filling.error()); }
    Manifest manifest;
    manifest.chain = options.chain;
    auto warnings = fill(files, filling->path(), options, manifest);
    if (!warnings) { return std::unexpected(filling->as_asked(warnings.error())); }
    if (auto complaint = filling->commit()) {
        return std::unexpected(filling->as_asked(*std::move(complaint)));
    }
    return ImportSummary{manifest.rows, manifest.accounts, manifest.sha256, *std::move(warnings)};
}

}  // namespace store

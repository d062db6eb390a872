#include <future>
#include <system_error>
#include <utility>

#include "bitcoin/open_bitcoin.hpp"
#include "canonical.hpp"
#include "complain.hpp"
#include "hash.hpp"
#include "manifest.hpp"
#include "new_folder.hpp"
#include "open.hpp"
#include "open_nem.hpp"
#include "output.hpp"
#include "segments/progress_part.hpp"
#include "segments/raw_import.hpp"
#include "segments/touch_builder.hpp"
#include "segments/touch_index.hpp"

namespace store {
namespace {

using Files = std::vector<std::filesystem::path>;

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
    Hasher hasher;
    const Sink sink = [&](std::string_view bytes) {
        hasher.update(bytes);
        return output->write(bytes);
    };
    if (auto complaint = fill(sink)) { return std::unexpected(*std::move(complaint)); }
    if (auto complaint = output->finish()) { return std::unexpected(*std::move(complaint)); }
    return hasher.finish();
}

std::optional<base::Complaint> write_manifest(const std::filesystem::path& folder,
                                              const Manifest& manifest) {
    const auto written = write_part(folder / kManifestName,
                                    [&](const Sink& sink) { return sink(to_json(manifest)); });
    return written ? std::nullopt : std::optional{written.error()};
}

/// The index of what follows each row. The ledger has its opening balances.
std::optional<base::Complaint> write_index(const std::filesystem::path& folder,
                                           const StoredAccounts& ledger,
                                           const Expected<NextTouches>& next,
                                           const Progress& progress, Manifest& manifest) {
    if (!next) { return next.error(); }
    auto file = SegmentFile::create(folder, kTouchesShape);
    if (!file) { return file.error(); }
    if (auto complaint = write_touches(ledger, *next, file->writer(), progress)) {
        return complaint;
    }
    const auto root = file->seal();
    if (!root) { return root.error(); }
    manifest.segments.push_back({SegmentKind::Touches, *root});
    return file->finish();
}

/// The opening balances and the manifest, beside a ledger that is written.
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
                               const Progress& progress, Manifest& manifest) {
    auto sha256 = write_part(folder / kLedgerName,
                             [&](const Sink& sink) { return write_ledger(opened, sink); });
    if (!sha256) { return std::unexpected(sha256.error()); }
    manifest.sha256 = *std::move(sha256);
    const auto* accounts = dynamic_cast<const StoredAccounts*>(opened.accounts.get());
    if (accounts == nullptr) { return opened; }
    const auto next = NextTouches::find(*accounts, folder, progress_part(progress, 0, 2));
    if (auto complaint =
            write_index(folder, *accounts, next, progress_part(progress, 1, 2), manifest)) {
        return std::unexpected(*std::move(complaint));
    }
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
    return write_csv(*std::move(opened), folder, options.progress, manifest);
}

Expected<OpenLedger> import_raw(const Files& files, const std::filesystem::path& folder,
                                const OpenOptions& options, Manifest& manifest) {
    auto declared = read_declared(options);
    if (!declared) { return std::unexpected(declared.error()); }
    const auto part = [&](std::uint64_t index) {
        return progress_part(options.progress, index, 2);
    };
    auto packed = pack_raw(files, folder, part(0), manifest);
    if (!packed) { return std::unexpected(packed.error()); }
    SegmentLedger& ledger = *packed->ledger;
    // Links need no balances, and balances no links.
    auto next =
        std::async(std::launch::async, [&] { return NextTouches::find(ledger, folder, {}); });
    auto warnings = settle_openings(ledger, *declared, Undeclared::LeastThatCovers);
    const auto linked = next.get();
    if (!warnings) { return std::unexpected(warnings.error()); }
    auto complaint = write_index(folder, ledger, linked, part(1), manifest);
    for (SegmentFile& file : packed->files) {
        if (!complaint) { complaint = file.finish(); }
    }
    if (complaint) { return std::unexpected(*std::move(complaint)); }
    OpenLedger opened;
    opened.format = InputFormat::Raw20;
    opened.asset = options.asset.value_or("");
    opened.warnings = *std::move(warnings);
    opened.accounts = std::move(packed->ledger);
    return opened;
}

Expected<OpenLedger> import_nem(const Files& files, const std::filesystem::path& folder,
                                const OpenOptions& options, Manifest& manifest) {
    auto opened = open_nem_files(files, options);
    if (!opened) { return opened; }
    opened->format = InputFormat::AccountCsv;
    manifest.chain = opened->chain.value_or(options.chain);
    return write_csv(*std::move(opened), folder, options.progress, manifest);
}

/// Blocks of Bitcoin's family become a ledger of outputs, row by row: no memory holds such a chain.
Expected<std::vector<base::Phrase>> import_bitcoin(const Files& files,
                                                   const std::filesystem::path& folder,
                                                   const OpenOptions& options, Manifest& manifest) {
    Expected<WrittenLedger> written;
    auto sha256 =
        write_part(folder / kLedgerName, [&](const Sink& sink) -> std::optional<base::Complaint> {
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

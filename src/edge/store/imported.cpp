#include <algorithm>
#include <system_error>
#include <utility>

#include "complain.hpp"
#include "hash.hpp"
#include "manifest.hpp"
#include "open.hpp"
#include "segments/open_segments.hpp"
#include "segments/raw_import.hpp"

namespace store {
namespace {

constexpr std::uint64_t kManifestBytesMax = 1ULL << 20U;
/// As many accounts as a ledger can have, with names of usual length.
constexpr std::uint64_t kOpeningsBytesMax = 1ULL << 38U;

Expected<Manifest> read_manifest(const std::filesystem::path& folder) {
    const auto file = folder / kManifestName;
    std::error_code unknown;
    if (!std::filesystem::exists(file, unknown)) {
        return std::unexpected(bad_input(
            folder,
            base::phrase("is a folder without {}; a ledger file or a folder made by "
                         "`dyepack import` was expected",
                         "{} のないフォルダーです。台帳ファイルか、`dyepack import` で作った"
                         "フォルダーを指定してください",
                         kManifestName)));
    }
    const auto text = read_file(file, kManifestBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    return parse_manifest(*text, file.string());
}

base::Phrase differs(std::string_view what, std::string_view stated, std::string_view asked) {
    return base::phrase("the imported ledger's {0} is `{1}`, not `{2}` as was asked for",
                        "取り込み済み台帳の {0} は `{1}` で、指定された `{2}` と異なります", what,
                        base::visible(stated, 60), base::visible(asked, 60));
}

/// What the caller asked for must be what the folder holds.
std::optional<base::Phrase> find_difference(const Manifest& manifest, const OpenOptions& options) {
    if (options.format != InputFormat::Detect && options.format != manifest.input_format) {
        return differs("input_format", to_string(manifest.input_format), to_string(options.format));
    }
    if (options.asset && !manifest.asset.empty() && *options.asset != manifest.asset) {
        return differs("asset", manifest.asset, *options.asset);
    }
    if (options.divisibility && *options.divisibility != manifest.divisibility) {
        return differs("divisibility", std::to_string(manifest.divisibility),
                       std::to_string(*options.divisibility));
    }
    if (options.chain != address::Chain::Other && manifest.chain != address::Chain::Other &&
        options.chain != manifest.chain) {
        return differs("chain", address::to_string(manifest.chain),
                       address::to_string(options.chain));
    }
    if (options.openings) {
        return base::Phrase{
            "an imported ledger has its opening balances; declare others when it is imported",
            "取り込み済みの台帳には期首残高が含まれています。変更するには取り込みをやり直して"
            "ください"};
    }
    return std::nullopt;
}

base::Complaint wrong_checksum(const std::filesystem::path& file) {
    return bad_input(file, base::phrase("is not the file that was imported: its SHA-256 is not the "
                                        "one in {}",
                                        "取り込み時のファイルと異なります。SHA-256 が {} の値と"
                                        "一致しません",
                                        kManifestName));
}

/// `found` of what `manifest` says there are.
template <class Number>
base::Complaint wrong_count(const std::filesystem::path& file, std::string_view what, Number found,
                            Number stated) {
    return bad_input(file, base::phrase("has {0} {1}; the manifest says {2}. Was it imported for "
                                        "another chain?",
                                        "{1} の数が {0} で、マニフェストの {2} と異なります。"
                                        "別のチェーンとして取り込まれた可能性があります",
                                        found, what, stated));
}

Expected<std::vector<casebook::OpeningEntry>> read_stored(const std::filesystem::path& folder,
                                                          const Manifest& manifest,
                                                          address::Chain chain) {
    if (!manifest.openings_sha256) { return std::vector<casebook::OpeningEntry>{}; }
    const auto file = folder / kOpeningsName;
    const auto sha256 = sha256_of_file(file);
    if (!sha256) { return std::unexpected(sha256.error()); }
    if (*sha256 != *manifest.openings_sha256) { return std::unexpected(wrong_checksum(file)); }
    const auto text = read_file(file, kOpeningsBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    return parse_stored_openings(*text, file.string(), chain);
}

/// The text is read again, and hashed on the way.
Expected<OpenLedger> open_text(const std::filesystem::path& folder, const Manifest& manifest,
                               const OpenOptions& options, const Openings& openings) {
    const auto file = folder / kLedgerName;
    auto input = Input::open(file, kLedgerBytesMax, options.progress);
    if (!input) { return std::unexpected(input.error()); }
    CsvLoader loader{options};
    auto complaint = loader.load(*input);
    auto opened = complaint ? Expected<OpenLedger>{std::unexpected(*std::move(complaint))}
                            : finish_csv(std::move(loader), options, openings);
    if (opened) {
        opened->sha256 = input->sha256();
        return opened;
    }
    // A file that was changed says so, not where its text is wrong.
    const auto sha256 = sha256_of_file(file);
    if (sha256 && *sha256 != manifest.sha256) { return std::unexpected(wrong_checksum(file)); }
    return opened;
}

/// The opening balances that an import wrote; it found that they cover the ledger.
std::optional<base::Complaint> use_openings(SegmentLedger& ledger,
                                            const std::vector<casebook::OpeningEntry>& stored) {
    std::vector<ledger::OpeningBalances::Held> held;
    held.reserve(stored.size());
    for (const auto& opening : stored) {
        const auto account = ledger.find_account(opening.account);
        if (!account) {
            return bad_place(opening.place, {"names an account that the ledger does not have",
                                             "台帳にないアカウントです"});
        }
        if (opening.amount != money::Amount{}) { held.push_back({*account, opening.amount}); }
    }
    std::ranges::sort(held, {}, &ledger::OpeningBalances::Held::account);
    ledger.set_openings({ledger.accounts(), std::move(held)});
    return std::nullopt;
}

/// Nothing is read but what is asked for; the SHA-256 is taken at the manifest's word.
Expected<OpenLedger> open_packed(const std::filesystem::path& folder, const Manifest& manifest,
                                 const OpenOptions& options,
                                 const std::vector<casebook::OpeningEntry>& stored) {
    auto ledger = open_segments(folder, manifest);
    if (!ledger) { return std::unexpected(ledger.error()); }
    if (auto complaint = use_openings(**ledger, stored)) {
        return std::unexpected(*std::move(complaint));
    }
    OpenLedger opened;
    opened.format = manifest.input_format;
    opened.sha256 = manifest.sha256;
    opened.asset = options.asset.value_or("");
    opened.divisibility = manifest.divisibility;
    opened.place = [rows = ledger->get()](ledger::Row row) { return rows->place(row); };
    opened.accounts = *std::move(ledger);
    return opened;
}

std::optional<base::Complaint> check_opened(const OpenLedger& opened, const Manifest& manifest,
                                            const std::filesystem::path& file) {
    if (opened.sha256 != manifest.sha256) { return wrong_checksum(file); }
    const std::uint64_t rows = opened.any().rows();
    if (rows != manifest.rows) { return wrong_count(file, "rows", rows, manifest.rows); }
    const std::uint64_t accounts = accounts_seen(opened);
    if (accounts != manifest.accounts) {
        return wrong_count(file, "accounts", accounts, manifest.accounts);
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t accounts_seen(const OpenLedger& opened) {
    const auto* stored = dynamic_cast<const StoredAccounts*>(opened.accounts.get());
    return stored != nullptr ? stored->accounts_seen() : opened.any().accounts();
}

Expected<OpenLedger> open_imported(const std::filesystem::path& folder, const OpenOptions& asked) {
    const auto manifest = read_manifest(folder);
    if (!manifest) { return std::unexpected(manifest.error()); }
    if (const auto difference = find_difference(*manifest, asked)) {
        return std::unexpected(bad_usage(folder, *difference));
    }
    OpenOptions options = asked;
    options.format = manifest->input_format;
    options.divisibility = manifest->divisibility;
    options.asset = manifest->asset.empty() ? asked.asset : manifest->asset;
    // A folder that was imported without its chain can be read with it.
    if (options.chain == address::Chain::Other) { options.chain = manifest->chain; }
    auto stored = read_stored(folder, *manifest, options.chain);
    if (!stored) { return std::unexpected(stored.error()); }
    const bool packed = manifest->input_format == InputFormat::Raw20;
    auto opened =
        packed ? open_packed(folder, *manifest, options, *stored)
               : open_text(folder, *manifest, options, {*std::move(stored), Undeclared::Nothing});
    if (!opened) { return opened; }
    const auto file = packed ? folder : folder / kLedgerName;
    if (auto complaint = check_opened(*opened, *manifest, file)) {
        return std::unexpected(*std::move(complaint));
    }
    if (auto* accounts = dynamic_cast<StoredAccounts*>(opened->accounts.get())) {
        if (auto complaint = open_touches(folder, *manifest, *accounts)) {
            return std::unexpected(*std::move(complaint));
        }
    }
    return opened;
}

Expected<std::string> sha256_of_ledger(const std::filesystem::path& path) {
    std::error_code unknown;
    if (!std::filesystem::is_directory(path, unknown)) { return sha256_of_file(path); }
    const auto manifest = read_manifest(path);
    if (!manifest) { return std::unexpected(manifest.error()); }
    if (manifest->input_format != InputFormat::Raw20) { return sha256_of_file(path / kLedgerName); }
    const auto ledger = open_segments(path, *manifest);
    if (!ledger) { return std::unexpected(ledger.error()); }
    Hasher hasher;
    const auto complaint = write_canonical(**ledger, [&](std::string_view bytes) {
        hasher.update(bytes);
        return std::optional<base::Complaint>{};
    });
    if (complaint) { return std::unexpected(*complaint); }
    return hasher.finish();
}

std::vector<std::filesystem::path> files_of_imported(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files{folder / kManifestName, folder / kLedgerName,
                                             folder / kOpeningsName};
    for (const SegmentKind kind : kSegmentKinds) {
        files.push_back(folder / segment_file_name(kind));
    }
    return files;
}

}  // namespace store

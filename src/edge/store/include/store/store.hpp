#pragma once

#include <address/address.hpp>
#include <base/base.hpp>
#include <cstdint>
#include <exception>
#include <expected>
#include <filesystem>
#include <functional>
#include <ledger/ledger.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Files: ledgers in and out, hashes, writing that happens wholly or not at all.
namespace store {

template <class T>
using Expected = std::expected<T, base::Complaint>;

/// Thrown by whatever reads a ledger that was opened from an imported folder, when bytes that are
/// read for the first time are not those that were written: the disk or somebody changed them.
/// Checking all of them on opening would cost what a trace costs. The program cannot go on with
/// the ledger; `main` and the entries of threads tell the complaint.
class DamagedFile : public std::exception {
public:
    explicit DamagedFile(base::Complaint complaint) : complaint_{std::move(complaint)} {}
    [[nodiscard]] const char* what() const noexcept override { return complaint_.text.en.c_str(); }
    [[nodiscard]] const base::Complaint& complaint() const { return complaint_; }

private:
    base::Complaint complaint_;
};

/// Called now and then with bytes read and bytes in all (0: unknown), for a progress bar.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// The whole file; `.gz` and `.zst` (by content) are unpacked. More than `bytes_max` unpacked is a
/// complaint, so is a file that ends in the middle of its compression.
[[nodiscard]] Expected<std::string> read_file(const std::filesystem::path& file,
                                              std::uint64_t bytes_max);
inline constexpr std::uint64_t kDocumentBytesMax = 64ULL << 20U;

/// SHA-256 of the file's bytes as they lie on disk, in lower-case hex: what `sha256sum` prints.
[[nodiscard]] Expected<std::string> sha256_of_file(const std::filesystem::path& file);
[[nodiscard]] std::string sha256_of_bytes(std::string_view bytes);
/// Of a ledger: of the file, or of the canonical form of an imported folder, computed from what the
/// folder holds and not taken from its manifest.
[[nodiscard]] Expected<std::string> sha256_of_ledger(const std::filesystem::path& path);

/// Writes beside the target, syncs, then renames: a reader sees the old file or the new one.
[[nodiscard]] std::optional<base::Complaint> write_file(const std::filesystem::path& file,
                                                        std::string_view bytes);

/// What a folder holds (a rename in it, a file made in it) is on the disk after this.
[[nodiscard]] std::optional<base::Complaint> sync_folder(const std::filesystem::path& folder);

/// What the system says of a failed call (an errno), for people.
[[nodiscard]] base::Phrase cause_of(int error);

/// `Detect` tells by the content: raw20 and blocks never by themselves, CSV by its header.
enum class InputFormat : std::uint8_t {
    Detect,
    AccountCsv,
    UtxoCsv,
    Raw20,
    NemBlocks,
    BitcoinBlocks
};
[[nodiscard]] std::optional<InputFormat> parse_input_format(std::string_view name);
[[nodiscard]] std::string_view to_string(InputFormat format);

struct OpenOptions {
    InputFormat format{InputFormat::Detect};
    std::optional<std::string> asset;               // required when the ledger has several
    std::optional<int> divisibility;                // required for account CSV
    address::Chain chain{address::Chain::Other};    // known: addresses are normalised and checked
    std::optional<std::filesystem::path> openings;  // declared opening balances, `account,amount`
    Progress progress;
};

/// A ledger read from a file or an imported folder; exactly one of the two pointers is set.
struct OpenLedger {
    std::unique_ptr<ledger::AccountLedger> accounts;
    std::unique_ptr<ledger::UtxoLedger> utxo;
    InputFormat format{};
    std::string sha256;  // of the ledger file's bytes
    std::string asset;   // empty where the ledger does not say
    int divisibility{0};
    std::optional<address::Chain> chain;  // where the format says so
    std::vector<base::Phrase> warnings;   // ignored columns and the like, one sentence each
    /// Where a row stands in the file; valid as long as the ledger is.
    std::function<base::Place(ledger::Row)> place;

    [[nodiscard]] const ledger::Ledger& any() const {
        return accounts ? static_cast<const ledger::Ledger&>(*accounts)
                        : static_cast<const ledger::Ledger&>(*utxo);
    }
};
/// `path` is a ledger file, or a folder that `import_ledger` made.
[[nodiscard]] Expected<OpenLedger> open_ledger(const std::filesystem::path& path,
                                               const OpenOptions& options);

struct ImportSummary {
    std::uint64_t rows{0};
    std::uint64_t accounts{0};
    std::string sha256;  // of the normalised ledger file
    std::vector<base::Phrase> warnings;
};
/// Checks ledger files and writes them as one normalised ledger into `folder` (docs/formats.md);
/// block files come in any order; NEM's give a ledger of accounts, those of Bitcoin's family (also
/// folders of them) one of outputs:
/// the ledger, its opening balances, and a manifest with version and checksums. The folder must be
/// new or empty; on a complaint nothing is left behind.
[[nodiscard]] Expected<ImportSummary> import_ledger(const std::vector<std::filesystem::path>& files,
                                                    const std::filesystem::path& folder,
                                                    const OpenOptions& options);
/// The files that such a folder may have.
[[nodiscard]] std::vector<std::filesystem::path> files_of_imported(
    const std::filesystem::path& folder);

}  // namespace store

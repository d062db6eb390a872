#pragma once

#include <casebook/casebook.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <store/store.hpp>
#include <string>
#include <trace/trace.hpp>
#include <vector>

#include "expected.hpp"
#include "trace_request.hpp"

namespace app {

/// A file that a result depends on, as the person or the case named it.
struct NamedFile {
    std::filesystem::path path;
    std::string sha256;
};

/// A theft ready to be traced: every file read, every name looked up.
struct LoadedCase {
    TraceRequest request;                  // with what the case says filled in
    std::optional<casebook::Case> record;  // none where the command line says it all
    std::optional<NamedFile> case_file;
    std::filesystem::path ledger_file;
    std::optional<NamedFile> boundary_file;
    std::optional<NamedFile> openings_file;
    std::optional<NamedFile> accounts_file;
    store::OpenLedger ledger;
    std::vector<casebook::KnownAccount> known_accounts;
    std::map<std::string, base::Phrase, std::less<>> labels;  // by account text
    trace::Plan plan;
    std::vector<base::Phrase> warnings;

    /// For those that have checked that there is a case.
    [[nodiscard]] const casebook::Case& the_case() const;
    [[nodiscard]] const NamedFile& the_case_file() const;
    [[nodiscard]] std::optional<base::Phrase> find_label(std::string_view account) const;
    [[nodiscard]] std::string asset() const;  // empty where nothing names it
    [[nodiscard]] address::Chain chain() const;
    [[nodiscard]] bool is_utxo() const { return ledger.utxo != nullptr; }
};

/// Calls `use` with the ledger in its own kind.
template <class Use>
auto with_ledger(const store::OpenLedger& ledger, Use use) {
    return ledger.accounts ? use(*ledger.accounts) : use(*ledger.utxo);
}

/// What a file is read as, when it is asked whether it may be read at all.
enum class FileRole : std::uint8_t { Case, Ledger, Boundary, Openings, Accounts };
/// Asked before a file is opened; a complaint ends the loading.
using MayRead =
    std::function<std::optional<base::Complaint>(FileRole role, const std::filesystem::path& file)>;

/// Reads everything the request names. `progress` is told of the ledger's bytes.
[[nodiscard]] Expected<LoadedCase> load_case(TraceRequest request,
                                             const store::Progress& progress = {},
                                             const MayRead& may_read = {});

/// Every file that the request and the case name.
[[nodiscard]] std::vector<std::filesystem::path> input_files(const LoadedCase& loaded);

/// A complaint about a whole file, said where the case names that file; any other as it is.
[[nodiscard]] base::Complaint at_naming(const LoadedCase& loaded, base::Complaint complaint);

/// A file of the case's folder.
[[nodiscard]] std::filesystem::path beside_case(const std::filesystem::path& case_file,
                                                std::string_view file);

/// `case.yaml` itself where a folder is named.
[[nodiscard]] std::filesystem::path case_file_of(const std::filesystem::path& named);

}  // namespace app

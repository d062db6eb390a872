#pragma once

#include <store/store.hpp>
#include <string>

#include "csv_loader.hpp"
#include "input.hpp"
#include "mapped_file.hpp"
#include "openings_file.hpp"

/// The steps of opening a ledger, for the door and for tests that have bytes and no file.
namespace store {

/// Whether the options can be meant at all.
[[nodiscard]] std::optional<base::Complaint> check_options(const std::filesystem::path& path,
                                                           const OpenOptions& options);

/// The declared opening balances that the options name; none where they name no file.
[[nodiscard]] Expected<std::vector<casebook::OpeningEntry>> read_declared(
    const OpenOptions& options);

/// What the ledger holds beside its rows, from the options.
struct Openings {
    std::vector<casebook::OpeningEntry> declared;
    Undeclared undeclared{Undeclared::LeastThatCovers};
};

/// A CSV ledger whose files were all loaded. `sha256` stays empty.
[[nodiscard]] Expected<OpenLedger> finish_csv(CsvLoader loader, const OpenOptions& options,
                                              const Openings& openings);
[[nodiscard]] Expected<OpenLedger> open_raw(MappedFile file, const std::string& name,
                                            const OpenOptions& options, const Openings& openings);
[[nodiscard]] Expected<OpenLedger> open_imported(const std::filesystem::path& folder,
                                                 const OpenOptions& options);

/// How many accounts appear in the rows.
[[nodiscard]] std::uint64_t accounts_seen(const OpenLedger& opened);

/// As `open_ledger` with the bytes of a file.
[[nodiscard]] Expected<OpenLedger> open_bytes(std::string_view bytes, const std::string& name,
                                              const OpenOptions& options);

}  // namespace store

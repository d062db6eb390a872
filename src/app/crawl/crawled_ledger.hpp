#pragma once

#include <casebook/casebook.hpp>
#include <filesystem>
#include <nem_crawl/nem_crawl.hpp>
#include <store/store.hpp>

#include "../expected.hpp"

namespace app {

/// The rows as CSV (docs/formats.md, account-csv), and what accounts held before them.
[[nodiscard]] std::string to_ledger_csv(const nem_crawl::MovementLedger& ledger);
[[nodiscard]] std::string to_openings_csv(const nem_crawl::MovementLedger& ledger);

/// The folder in a crawled case that is its ledger.
inline constexpr const char* kCrawledLedger = "ledger-crawled";

/// Writes the case anew into a folder that is new or empty: the same case and its files, but the
/// rows as its ledger, normalised as `dyepack import` does. `case.yaml` comes last: a folder
/// without one is none.
[[nodiscard]] Expected<store::ImportSummary> write_crawled_case(
    const nem_crawl::MovementLedger& ledger, const casebook::Case& record,
    const std::filesystem::path& case_file, const std::filesystem::path& folder);

}  // namespace app

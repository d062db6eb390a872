#pragma once

#include <store/store.hpp>
#include <vector>

#include "input.hpp"

/// Ledgers out of NEM's blocks.
namespace store {

/// XEM has its asset, its places and its chain: other ones cannot be meant.
[[nodiscard]] std::optional<base::Complaint> check_nem_options(const std::filesystem::path& path,
                                                               const OpenOptions& options);
/// One file's blocks.
[[nodiscard]] Expected<OpenLedger> open_nem(Expected<Input> input, const OpenOptions& options);
/// Files in any order: they are read in the order of their first blocks' heights. `sha256` is set
/// where there is one file.
[[nodiscard]] Expected<OpenLedger> open_nem_files(const std::vector<std::filesystem::path>& files,
                                                  const OpenOptions& options);

}  // namespace store

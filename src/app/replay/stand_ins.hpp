#pragma once

#include <replay/replay.hpp>

#include "../loaded_case.hpp"

/// Saying who stands in for whom: as a table, as JSON, and as a case of its own.
namespace app {

[[nodiscard]] std::string stand_in_table(const replay::Chain& chain, const LoadedCase* loaded,
                                         base::Language language);
[[nodiscard]] std::string stand_in_json(const replay::Chain& chain, const LoadedCase* loaded,
                                        const std::string& seed);
/// The case with stand-ins in the place of accounts, and the hashes of the chain's transactions, in
/// a new folder.
[[nodiscard]] std::optional<base::Complaint> write_stand_in_case(
    const replay::Chain& chain, const replay::Recording& recording, const LoadedCase& loaded,
    const std::filesystem::path& folder);

}  // namespace app

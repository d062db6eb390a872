#pragma once

#include <casebook/casebook.hpp>
#include <filesystem>
#include <live/live.hpp>
#include <map>
#include <string>

#include "../expected.hpp"

namespace app {

/// A case as far as a live chain needs it: its ledger is the chain.
struct WatchedCase {
    live::Case rules;
    casebook::Case record;
    std::map<std::string, base::Phrase, std::less<>> labels;  // by account text
};
/// Reads `case.yaml` (or a folder that has one) with its boundaries and accounts. The case's chain
/// must be NEM.
[[nodiscard]] Expected<WatchedCase> load_watched_case(const std::filesystem::path& named);

}  // namespace app

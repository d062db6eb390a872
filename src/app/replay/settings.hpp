#pragma once

#include <filesystem>
#include <optional>
#include <replay/replay.hpp>

#include "../arguments.hpp"
#include "../expected.hpp"

namespace app {

/// What `dyepack replay` was asked for.
struct ReplaySettings {
    std::optional<std::filesystem::path> case_file;
    std::optional<std::filesystem::path> ledger;
    std::vector<replay::Endpoint> endpoints{replay::Endpoint{}};
    std::uint32_t speed{60};  // 0: max
    std::optional<std::filesystem::path> script;
    std::optional<std::filesystem::path> case_out;
    replay::ChainSettings chain;
};
[[nodiscard]] Expected<ReplaySettings> to_replay_settings(const Arguments& arguments);

}  // namespace app

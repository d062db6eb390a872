#pragma once

#include <expected>
#include <replay/node.hpp>
#include <string_view>
#include <variant>
#include <vector>

/// What is to go wrong, and when: docs/replay-scripts.md.
namespace replay {

inline constexpr std::size_t kScenesMax = 1'000;
inline constexpr std::size_t kNodesMax = 8;

enum class Deed : std::uint8_t {
    Reorganise,
    Fork,
    Lie,
    Delay,
    Cut,
    Half,
    Refuse,
    Restart,
    Lag,
};
[[nodiscard]] std::string_view to_string(Deed deed);

struct Scene {
    std::variant<ledger::Height, base::Instant> at;  // once the chain has come so far
    Deed deed{};
    std::uint64_t blocks{1};  // how long it lasts
    std::size_t depth{1};     // Reorganise, Fork
    Returned returned{Returned::Later};
    Lie lie{Lie::Amount};
    std::chrono::milliseconds delay{0};
    std::uint32_t every{1};
    std::vector<std::size_t> nodes;  // from 1 on; empty: all
    base::Place place;
};
struct Script {
    std::vector<Scene> scenes;
};
/// Strict YAML, schema version 1.
[[nodiscard]] std::expected<Script, base::Complaint> parse_script(std::string_view text,
                                                                  std::string_view file);

}  // namespace replay

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace app {

/// The word of `known` that a mistyped `word` most likely meant: at most three edits away, and
/// fewer than half of its letters. Nothing when none is near.
[[nodiscard]] std::optional<std::string> find_closest(std::string_view word,
                                                      std::span<const std::string> known);

}  // namespace app

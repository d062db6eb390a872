#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// Help for those who misspell a word of a file.
namespace yaml {

/// "expected one of: a, b, c", and the nearest of them where `given` looks like a slip.
[[nodiscard]] base::Phrase expected_one_of(std::span<const std::string_view> known,
                                           std::string_view given);

/// The first sentence, then the second.
[[nodiscard]] base::Phrase join(base::Phrase first, const base::Phrase& second);

/// Digits without sign, space or leading zero, below 2^32.
[[nodiscard]] std::optional<std::uint32_t> parse_number(std::string_view text);

}  // namespace yaml

#pragma once

#include <base/base.hpp>
#include <money/money.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <yaml/wording.hpp>

/// The closed lists of words that case files use, and help for those who misspell one.
namespace casebook {

using yaml::expected_one_of;
using yaml::join;
using yaml::parse_number;

/// A word of a file and what a reader sees in its place.
struct Word {
    std::string_view name;
    std::string_view en;
    std::string_view ja;
};

[[nodiscard]] std::span<const Word> categories();
[[nodiscard]] std::span<const Word> precisions();
[[nodiscard]] std::span<const Word> roles();
/// Where a figure comes from: `text`, `outside`, `derived`.
[[nodiscard]] std::span<const Word> bases();

[[nodiscard]] std::optional<base::Phrase> find_word(std::span<const Word> words,
                                                    std::string_view name);

/// As `yaml::expected_one_of`.
[[nodiscard]] base::Phrase expected_one_of(std::span<const Word> known, std::string_view given);

/// Why a text is not an amount in whole units.
[[nodiscard]] base::Phrase to_phrase(money::DecimalError error, std::string_view text,
                                     int divisibility);

}  // namespace casebook

#pragma once

#include <nem/codec.hpp>

/// What a text may be, in both codecs.
namespace nem {

[[nodiscard]] constexpr bool is_base32(char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= '2' && letter <= '7');
}

/// BadText or TooLong. NIS counts as Java does, in units of UTF-16: a character outside the basic
/// plane is two.
[[nodiscard]] std::optional<CodecProblem> find_problem(std::string_view text,
                                                       std::size_t characters_max);

}  // namespace nem

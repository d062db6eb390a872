#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace app {

/// What a text is written for.
struct Terminal {
    std::size_t columns{kUnlimited};
    bool colour{false};
    static constexpr std::size_t kUnlimited = 10'000;
};

/// Standard output as it is: its width and colour only where it is a terminal, no colour where
/// NO_COLOR is set or TERM is `dumb`.
[[nodiscard]] Terminal terminal_of_stdout();
[[nodiscard]] bool stderr_is_terminal();
[[nodiscard]] bool stdin_is_terminal();

/// How a piece of text stands out, where there is colour.
enum class Tone : std::uint8_t { Plain, Strong, Quiet, Good, Bad, Accent };
[[nodiscard]] std::string painted(std::string_view text, Tone tone, const Terminal& terminal);

}  // namespace app

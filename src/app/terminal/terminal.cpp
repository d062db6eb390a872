#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace app {

namespace {

std::string_view environment(const char* name) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

std::size_t width_of_stdout() {
    constexpr std::size_t kNarrowest = 40;
    const std::string_view asked = environment("COLUMNS");
    std::size_t columns = 0;
    std::from_chars(asked.data(), asked.data() + asked.size(), columns);
    winsize size{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): the system's own interface
    if (columns == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) { columns = size.ws_col; }
    if (columns == 0) { return 80; }
    return columns < kNarrowest ? kNarrowest : columns;
}

std::string_view code_of(Tone tone) {
    switch (tone) {
        case Tone::Plain: return "";
        case Tone::Strong: return "\x1b[1m";
        case Tone::Quiet: return "\x1b[2m";
        case Tone::Good: return "\x1b[32m";
        case Tone::Bad: return "\x1b[1;31m";
        case Tone::Accent: return "\x1b[36m";
    }
    return "";
}

}  // namespace

Terminal terminal_of_stdout() {
    if (isatty(STDOUT_FILENO) == 0) { return {}; }
    const bool colour = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
    return {.columns = width_of_stdout(), .colour = colour};
}

bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }
bool stdin_is_terminal() { return isatty(STDIN_FILENO) != 0; }

std::string painted(std::string_view text, Tone tone, const Terminal& terminal) {
    if (!terminal.colour || tone == Tone::Plain || text.empty()) { return std::string{text}; }
    return std::string{code_of(tone)} + std::string{text} + "\x1b[0m";
}

}  // namespace app

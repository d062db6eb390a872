#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "terminal.hpp"

namespace app {

namespace {

constexpr auto kPatience = std::chrono::milliseconds{700};
constexpr auto kInterval = std::chrono::milliseconds{100};

}  // namespace

ProgressBar::ProgressBar(const base::Phrase& what, base::Language language)
    : what_{base::pick(what, language)},
      enabled_{stderr_is_terminal()},
      next_{std::chrono::steady_clock::now() + kPatience} {}

ProgressBar::~ProgressBar() {
    if (shown_) { std::cerr << "\r\x1b[K" << std::flush; }
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
    if (!enabled_) { return; }
    const auto now = std::chrono::steady_clock::now();
    if (now < next_) { return; }
    next_ = now + kInterval;
    shown_ = true;
    std::cerr << "\r\x1b[K" << to_bar(what_, done, total) << std::flush;
}

std::string to_bar(std::string_view what, std::uint64_t done, std::uint64_t total) {
    if (total == 0) { return fmt::format("{}  {}", what, done); }
    constexpr std::size_t kCells = 24;
    const auto share = [&](std::uint64_t of) {
        return static_cast<std::size_t>(base::Wide{std::min(done, total)} * of / total);
    };
    const std::size_t filled = share(kCells);
    return fmt::format("{}  [{}{}]  {} %", what, std::string(filled, '#'),
                       std::string(kCells - filled, '-'), share(100));
}

}  // namespace app

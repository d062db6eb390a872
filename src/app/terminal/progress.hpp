#pragma once

#include <base/base.hpp>
#include <chrono>
#include <cstdint>
#include <string>

namespace app {

/// A bar on standard error while long work runs: nothing unless that is a terminal and the work
/// takes longer than a moment. The line is cleared when the bar goes out of scope.
class ProgressBar {
public:
    ProgressBar(const base::Phrase& what, base::Language language);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ProgressBar(ProgressBar&&) = delete;
    ProgressBar& operator=(ProgressBar&&) = delete;
    ~ProgressBar();

    /// `total` 0: unknown.
    void show(std::uint64_t done, std::uint64_t total);

private:
    std::string what_;
    bool enabled_{false};
    bool shown_{false};
    std::chrono::steady_clock::time_point next_;
};

/// `reading  [########------------]  40 %`, without a percentage where the total is unknown.
[[nodiscard]] std::string to_bar(std::string_view what, std::uint64_t done, std::uint64_t total);

}  // namespace app

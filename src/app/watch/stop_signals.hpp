#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace app {

/// SIGINT and SIGTERM ask to stop instead of ending the process, as long as this lives. Made before
/// any other thread, so that none of them takes the signals.
class StopSignals {
public:
    StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    StopSignals(StopSignals&&) = delete;
    StopSignals& operator=(StopSignals&&) = delete;
    ~StopSignals();

    [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }
    [[nodiscard]] bool stopped() const { return stop_.stop_requested(); }

private:
    sigset_t signals_{};
    sigset_t before_{};
    std::stop_source stop_;
    std::jthread waiting_;  // ends before the mask is given back
};

}  // namespace app

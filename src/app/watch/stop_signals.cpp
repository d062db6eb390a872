#include "stop_signals.hpp"

#include <pthread.h>

#include <ctime>
#include <tuple>

namespace app {

StopSignals::StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    std::ignore = pthread_sigmask(SIG_BLOCK, &signals_, &before_);
    waiting_ = std::jthread{[this](const std::stop_token& over) {
        constexpr timespec kPatience{.tv_sec = 0, .tv_nsec = 100'000'000};
        while (!over.stop_requested()) {
            if (sigtimedwait(&signals_, nullptr, &kPatience) > 0) { stop_.request_stop(); }
        }
    }};
}

StopSignals::~StopSignals() {
    waiting_.request_stop();
    waiting_.join();
    std::ignore = pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace app

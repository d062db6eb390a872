#pragma once

#include <functional>
#include <span>

namespace app {

/// Runs all of them at once, one on the caller's thread, and returns when all are done. What one of
/// them throws is thrown here, as if it had been called.
void run_at_once(std::span<const std::function<void()>> tasks);

}  // namespace app

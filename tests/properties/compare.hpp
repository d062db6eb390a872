#pragma once

#include <rapidcheck.h>

#include <string>
#include <string_view>

namespace properties {

/// Fails with both texts in full, so that a shrunk failure can be worked by hand.
inline void expect_same(std::string_view what, const std::string& engine,
                        const std::string& reference) {
    if (engine == reference) { return; }
    RC_FAIL(std::string{what} + "\n-- engine:" + engine + "\n-- reference:" + reference);
}

}  // namespace properties

#pragma once

#include "markup.hpp"

namespace report {

/// The page's one style sheet.
[[nodiscard]] Markup style_sheet();

}  // namespace report

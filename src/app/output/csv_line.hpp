#pragma once

#include <span>
#include <string>

namespace app {

/// One line of CSV for people and their spreadsheets: as `csv::to_line` writes it, and characters
/// that a screen obeys or hides (control, bidirectional, zero-width) shown as tables show them.
[[nodiscard]] std::string to_csv_line(std::span<const std::string> fields);

}  // namespace app

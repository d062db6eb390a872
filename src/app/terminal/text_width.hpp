#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace app {

/// Columns a text takes on a terminal: wide East Asian characters take two, combining marks and
/// other zero-width characters none. Ambiguous characters count one, as in most terminals.
[[nodiscard]] std::size_t columns_of(std::string_view utf8);

[[nodiscard]] std::string pad_right(std::string text, std::size_t columns);
[[nodiscard]] std::string pad_left(const std::string& text, std::size_t columns);
/// The text itself, or its beginning and `…` in at most `columns` columns.
[[nodiscard]] std::string shorten_end(std::string_view text, std::size_t columns);
/// The text itself, or its two ends around `…`: what tells one address from another.
[[nodiscard]] std::string shorten_middle(std::string_view text, std::size_t columns);

/// Lines of at most `columns` columns. Breaks at spaces, and between wide characters except
/// before closing punctuation, as Japanese is set. A longer word stands on a line alone.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace app

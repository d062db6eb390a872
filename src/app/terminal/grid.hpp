#pragma once

#include <string>
#include <vector>

#include "terminal.hpp"

namespace app {

/// A table for people: columns as wide as their content, shortened where the terminal is narrow.
class Grid {
public:
    enum class Align : std::uint8_t { Left, Right };
    /// What to do with a column when the line is too long.
    enum class Shrink : std::uint8_t { Never, End, Middle };
    struct Column {
        std::string title;
        Align align{Align::Left};
        Shrink shrink{Shrink::Never};
    };
    struct Cell {
        std::string text;
        Tone tone{Tone::Plain};
    };
    using Line = std::vector<Cell>;

    explicit Grid(std::vector<Column> columns) : columns_{std::move(columns)} {}
    /// As many cells as there are columns, or fewer.
    void add(Line line) { lines_.push_back(std::move(line)); }
    [[nodiscard]] bool empty() const { return lines_.empty(); }
    [[nodiscard]] std::string to_text(const Terminal& terminal) const;

private:
    [[nodiscard]] std::vector<std::size_t> widths(std::size_t columns_max) const;
    [[nodiscard]] std::string fitted(std::string_view text, std::size_t column,
                                     std::size_t width) const;

    std::vector<Column> columns_;
    std::vector<Line> lines_;
};

}  // namespace app

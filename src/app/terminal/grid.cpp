#include "grid.hpp"

#include <algorithm>
#include <numeric>

#include "text_width.hpp"

namespace app {

namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kShrunkMin = 12;

std::string without_trailing_spaces(std::string text) {
    while (text.ends_with(' ')) { text.pop_back(); }
    return text;
}

}  // namespace

std::vector<std::size_t> Grid::widths(std::size_t columns_max) const {
    std::vector<std::size_t> widths(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        widths[i] = columns_of(columns_[i].title);
        for (const Line& line : lines_) {
            if (i < line.size()) { widths[i] = std::max(widths[i], columns_of(line[i].text)); }
        }
    }
    const std::size_t gaps = columns_.empty() ? 0 : kGap * (columns_.size() - 1);
    std::size_t total = std::accumulate(widths.begin(), widths.end(), gaps);
    for (std::size_t i = 0; i < columns_.size() && total > columns_max; ++i) {
        if (columns_[i].shrink == Shrink::Never || widths[i] <= kShrunkMin) { continue; }
        const std::size_t spare = std::min(total - columns_max, widths[i] - kShrunkMin);
        widths[i] -= spare;
        total -= spare;
    }
    return widths;
}

std::string Grid::fitted(std::string_view text, std::size_t column, std::size_t width) const {
    const std::string cut = columns_[column].shrink == Shrink::Middle ? shorten_middle(text, width)
                            : columns_[column].shrink == Shrink::End  ? shorten_end(text, width)
                                                                      : std::string{text};
    return columns_[column].align == Align::Right ? pad_left(cut, width) : pad_right(cut, width);
}

std::string Grid::to_text(const Terminal& terminal) const {
    const auto widths_now = widths(terminal.columns);
    const std::string gap(kGap, ' ');
    std::string text;
    std::string head;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        head += (i == 0 ? "" : gap) + fitted(columns_[i].title, i, widths_now[i]);
    }
    text += painted(without_trailing_spaces(head), Tone::Strong, terminal) + "\n";
    for (const Line& line : lines_) {
        std::string shown;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string cell = fitted(line[i].text, i, widths_now[i]);
            shown += (i == 0 ? "" : gap) + painted(cell, line[i].tone, terminal);
        }
        text += without_trailing_spaces(shown) + "\n";
    }
    return text;
}

}  // namespace app

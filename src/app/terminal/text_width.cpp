#include "text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace app {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

// Unicode's East Asian Width W and F, coarse where a block has holes nobody prints.
constexpr std::array kWide{Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},  Range{0x3041, 0x33FF},
                           Range{0x3400, 0x4DBF},   Range{0x4E00, 0x9FFF},  Range{0xA000, 0xA4CF},
                           Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},  Range{0xFE30, 0xFE6F},
                           Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},  Range{0x1F300, 0x1F64F},
                           Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD}};
constexpr std::array kZero{Range{0x0300, 0x036F}, Range{0x200B, 0x200F}, Range{0x20D0, 0x20FF},
                           Range{0x3099, 0x309A}, Range{0xFE00, 0xFE0F}};

template <std::size_t N>
bool lies_in(std::uint32_t point, const std::array<Range, N>& ranges) {
    return std::ranges::any_of(
        ranges, [&](Range range) { return point >= range.first && point <= range.last; });
}

/// One character of a text: its bytes and the columns it takes.
struct Glyph {
    std::string_view bytes;
    std::size_t columns;
    bool wide() const { return columns == 2; }
};

/// Bytes of the first character; a broken one is taken byte by byte.
std::size_t first_length(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    const auto continues = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    };
    const bool whole =
        length <= text.size() && std::ranges::all_of(text.substr(1, length - 1), continues);
    return whole ? length : 1;
}

Glyph first_glyph(std::string_view text) {
    const std::size_t length = first_length(text);
    const std::string_view bytes = text.substr(0, length);
    if (length == 1) { return {bytes, 1}; }
    const auto lead = static_cast<unsigned char>(text.front());
    std::uint32_t point = lead & (0xFFU >> (length + 1));
    for (const char byte : bytes.substr(1)) {
        point = (point << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
    }
    if (lies_in(point, kZero)) { return {bytes, 0}; }
    return {bytes, lies_in(point, kWide) ? std::size_t{2} : std::size_t{1}};
}

std::vector<Glyph> glyphs_of(std::string_view text) {
    std::vector<Glyph> glyphs;
    while (!text.empty()) {
        glyphs.push_back(first_glyph(text));
        text.remove_prefix(glyphs.back().bytes.size());
    }
    return glyphs;
}

/// Characters that must not begin a line in Japanese.
bool closes(std::string_view glyph) {
    constexpr std::array<std::string_view, 8> kClosing{"、", "。", "」", "）",
                                                       "・", "ー", "：", ")"};
    return std::ranges::find(kClosing, glyph) != kClosing.end();
}

/// Pieces that may not be broken; a space belongs to the end of its piece.
std::vector<std::string> pieces_of(std::string_view text) {
    std::vector<std::string> pieces;
    bool may_break = true;
    bool last_wide = false;
    for (const Glyph& glyph : glyphs_of(text)) {
        const bool breaks_here = may_break || ((glyph.wide() || last_wide) && !closes(glyph.bytes));
        if (breaks_here && glyph.bytes != " ") {
            pieces.emplace_back(glyph.bytes);
        } else if (pieces.empty()) {
            continue;
        } else {
            pieces.back() += glyph.bytes;
        }
        may_break = glyph.bytes == " ";
        last_wide = glyph.wide();
    }
    return pieces;
}

std::string without_trailing_spaces(std::string text) {
    while (text.ends_with(' ')) { text.pop_back(); }
    return text;
}

}  // namespace

std::size_t columns_of(std::string_view utf8) {
    std::size_t columns = 0;
    for (const Glyph& glyph : glyphs_of(utf8)) { columns += glyph.columns; }
    return columns;
}

std::string pad_right(std::string text, std::size_t columns) {
    const std::size_t taken = columns_of(text);
    if (taken < columns) { text.append(columns - taken, ' '); }
    return text;
}

std::string pad_left(const std::string& text, std::size_t columns) {
    const std::size_t taken = columns_of(text);
    return taken < columns ? std::string(columns - taken, ' ') + text : text;
}

std::string shorten_end(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns) { return std::string{text}; }
    std::string kept;
    std::size_t taken = 1;  // the ellipsis
    for (const Glyph& glyph : glyphs_of(text)) {
        if (taken + glyph.columns > columns) { break; }
        taken += glyph.columns;
        kept += glyph.bytes;
    }
    return kept + "…";
}

std::string shorten_middle(std::string_view text, std::size_t columns) {
    if (columns_of(text) <= columns || columns < 3) { return shorten_end(text, columns); }
    const std::size_t tail_columns = (columns - 1) / 2;
    const auto glyphs = glyphs_of(text);
    std::string tail;
    std::size_t taken = 0;
    for (auto glyph = glyphs.rbegin(); glyph != glyphs.rend(); ++glyph) {
        if (taken + glyph->columns > tail_columns) { break; }
        taken += glyph->columns;
        tail.insert(0, glyph->bytes);
    }
    return shorten_end(text, columns - taken) + tail;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines;
    std::string line;
    for (const auto& piece : pieces_of(text)) {
        const std::size_t needed = columns_of(without_trailing_spaces(line + piece));
        if (!line.empty() && needed > columns) {
            lines.push_back(without_trailing_spaces(line));
            line.clear();
        }
        line += piece;
    }
    if (!line.empty() || lines.empty()) { lines.push_back(without_trailing_spaces(line)); }
    return lines;
}

}  // namespace app

#include "markup.hpp"

#include <fmt/format.h>

namespace report {
namespace {

constexpr bool is_continuation(char letter) {
    return (static_cast<std::uint8_t>(letter) & 0xc0U) == 0x80U;
}

/// Bytes of the character that begins the text, which is not empty and valid UTF-8.
std::size_t first_bytes(std::string_view utf8) {
    std::size_t bytes = 1;
    while (bytes < utf8.size() && is_continuation(utf8[bytes])) { ++bytes; }
    return bytes;
}

/// Kana, kanji and full-width forms begin at U+1100, whose UTF-8 form has a lead byte of 0xe1; the
/// dashes and ellipses of General Punctuation (0xe2 0x80) are narrow.
std::size_t columns_of(std::string_view character) {
    const auto lead = static_cast<std::uint8_t>(character[0]);
    const bool narrow = lead < 0xe1 || (lead == 0xe2 && character[1] == '\x80');
    return narrow ? 1 : 2;
}

}  // namespace

Markup text(std::string_view ours) {
    Markup piece;
    for (const char letter : ours) {
        switch (letter) {
            case '&': piece.html_ += "&amp;"; break;
            case '<': piece.html_ += "&lt;"; break;
            case '>': piece.html_ += "&gt;"; break;
            case '"': piece.html_ += "&quot;"; break;
            case '\'': piece.html_ += "&#39;"; break;
            default: piece.html_ += letter;
        }
    }
    return piece;
}

Markup number(std::int64_t value) {
    Markup piece;
    piece.html_ = fmt::format("{}", value);
    return piece;
}

Markup outside(std::string_view name, std::size_t bytes_max) {
    return text(base::visible(name, bytes_max));
}

Markup isolated(std::string_view name, std::size_t bytes_max) {
    return Markup{"<bdi>"} << outside(name, bytes_max) << "</bdi>";
}

Markup paragraphs(std::string_view prose) {
    Markup piece;
    while (!prose.empty()) {
        const std::size_t end = prose.find('\n');
        const std::string_view line = prose.substr(0, end);
        if (!line.empty()) { piece << "<p>" << isolated(line, kProseBytesMax) << "</p>\n"; }
        prose.remove_prefix(end == std::string_view::npos ? prose.size() : end + 1);
    }
    return piece;
}

std::size_t width_of(std::string_view utf8) {
    std::size_t columns = 0;
    while (!utf8.empty()) {
        const std::size_t bytes = first_bytes(utf8);
        columns += columns_of(utf8.substr(0, bytes));
        utf8.remove_prefix(bytes);
    }
    return columns;
}

std::string shortened(std::string_view utf8, std::size_t columns) {
    if (width_of(utf8) <= columns) { return std::string{utf8}; }
    std::string kept;
    std::size_t used = 1;  // the ellipsis
    while (!utf8.empty()) {
        const std::size_t bytes = first_bytes(utf8);
        const std::string_view character = utf8.substr(0, bytes);
        used += columns_of(character);
        if (used > columns) { break; }
        kept += character;
        utf8.remove_prefix(bytes);
    }
    return kept + "…";
}

}  // namespace report

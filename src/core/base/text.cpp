#include <algorithm>
#include <array>
#include <base/base.hpp>
#include <cstring>

namespace base {
namespace {

/// One character of UTF-8; `bytes` is 0 where none begins.
struct Character {
    char32_t code{0};
    std::size_t bytes{0};
};

constexpr std::uint8_t to_byte(char letter) { return static_cast<std::uint8_t>(letter); }

/// The lead byte's share of the code, and how many bytes the character has.
Character parse_lead(std::uint8_t lead) {
    if (lead < 0x80) { return {lead, 1}; }
    if (lead >= 0xc2 && lead <= 0xdf) { return {lead & 0x1fU, 2}; }
    if (lead >= 0xe0 && lead <= 0xef) { return {lead & 0x0fU, 3}; }
    if (lead >= 0xf0 && lead <= 0xf4) { return {lead & 0x07U, 4}; }
    return {};  // a continuation byte, an overlong form, or past U+10FFFF
}

bool is_scalar(Character character) {
    constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = character.code >= 0xd800 && character.code <= 0xdfff;
    return character.code >= kLeast[character.bytes] && character.code <= 0x10ffff && !surrogate;
}

/// The character that begins `text`, which is not empty.
Character parse_character(std::string_view text) {
    Character character = parse_lead(to_byte(text[0]));
    if (character.bytes == 0 || character.bytes > text.size()) { return {}; }
    for (std::size_t i = 1; i < character.bytes; ++i) {
        const std::uint8_t next = to_byte(text[i]);
        if ((next & 0xc0U) != 0x80) { return {}; }
        character.code = (character.code << 6U) | (next & 0x3fU);
    }
    return is_scalar(character) ? character : Character{};
}

/// How many bytes from `text`'s begin are certainly ASCII, eight at a time.
std::size_t count_ascii_words(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    std::size_t done = 0;
    while (done + sizeof(std::uint64_t) <= text.size()) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + done, sizeof word);
        if ((word & kHighBits) != 0) { break; }
        done += sizeof word;
    }
    return done;
}

struct CodeRange {
    char32_t first, last;
};

/// What a terminal obeys instead of showing, and what nobody can see: controls, line separators,
/// bidirectional controls, zero-width and tag characters. Sorted.
constexpr std::array<CodeRange, 12> kHidden{{{0x00, 0x1f},
                                             {0x7f, 0x9f},
                                             {0xad, 0xad},
                                             {0x61c, 0x61c},
                                             {0x180e, 0x180e},
                                             {0x200b, 0x200f},
                                             {0x2028, 0x202e},
                                             {0x2060, 0x206f},
                                             {0xfeff, 0xfeff},
                                             {0xfff9, 0xfffb},
                                             {0x1d173, 0x1d17a},
                                             {0xe0000, 0xe007f}}};

bool is_hidden(char32_t code) {
    return std::ranges::any_of(
        kHidden, [code](CodeRange range) { return code >= range.first && code <= range.last; });
}

std::string to_shown(std::string_view text, Character character) {
    if (character.bytes == 0) { return fmt::format("\\x{{{:02X}}}", to_byte(text[0])); }
    if (is_hidden(character.code)) {
        return fmt::format("\\u{{{:04X}}}", static_cast<std::uint32_t>(character.code));
    }
    return std::string{text.substr(0, character.bytes)};
}

}  // namespace

std::string visible(std::string_view text, std::size_t bytes_max) {
    std::string shown;
    while (!text.empty()) {
        const Character character = parse_character(text);
        const std::string next = to_shown(text, character);
        if (shown.size() + next.size() > bytes_max) { return shown + "…"; }
        shown += next;
        text.remove_prefix(std::max<std::size_t>(character.bytes, 1));
    }
    return shown;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        at += count_ascii_words(text.substr(at));
        // The rest of this word, and whatever is not ASCII after it, one character at a time.
        while (at < text.size()) {
            const Character character = parse_character(text.substr(at));
            if (character.bytes == 0) { return at; }
            at += character.bytes;
            if (character.bytes == 1) { break; }
        }
    }
    return std::nullopt;
}

bool is_utf8(std::string_view text) { return !find_invalid_utf8(text); }

}  // namespace base

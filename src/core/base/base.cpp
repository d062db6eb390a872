#include <base/base.hpp>
#include <cstdlib>
#include <iostream>

namespace base {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::optional<std::uint8_t> parse_hex_digit(char letter) {
    if (letter >= '0' && letter <= '9') { return static_cast<std::uint8_t>(letter - '0'); }
    if (letter >= 'a' && letter <= 'f') { return static_cast<std::uint8_t>(letter - 'a' + 10); }
    if (letter >= 'A' && letter <= 'F') { return static_cast<std::uint8_t>(letter - 'A' + 10); }
    return std::nullopt;
}

}  // namespace

void broken(const char* what, std::source_location at) {
    std::cerr << at.file_name() << ':' << at.line() << ": invariant broken: " << what << std::endl;
    std::abort();
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0fU];
    }
    return text;
}

std::optional<std::vector<std::uint8_t>> parse_hex(std::string_view text) {
    if (text.size() % 2 != 0) { return std::nullopt; }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = parse_hex_digit(text[i]);
        const auto low = parse_hex_digit(text[i + 1]);
        if (!high || !low) { return std::nullopt; }
        bytes.push_back(static_cast<std::uint8_t>((*high << 4U) | *low));
    }
    return bytes;
}

}  // namespace base

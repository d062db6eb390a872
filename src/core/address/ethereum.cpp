#include <botan/keccak.h>

#include <algorithm>

#include "forms.hpp"

namespace address {
namespace {

constexpr std::string_view kPrefix = "0x";
constexpr std::size_t kDigits = 40;

bool is_hex(char letter) {
    return is_digit(letter) || (letter >= 'a' && letter <= 'f') || (letter >= 'A' && letter <= 'F');
}

/// EIP-55: a letter is upper case where the hash of the lower-case digits has a half-byte of 8 or
/// more.
bool has_checksum(std::string_view digits) {
    Botan::Keccak_1600 keccak{256};
    keccak.update(to_lower(digits));
    const auto digest = keccak.final();
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const unsigned half_byte = i % 2 == 0 ? digest[i / 2] >> 4U : digest[i / 2] & 0x0fU;
        if (!is_digit(digits[i]) && is_upper(digits[i]) != (half_byte >= 8)) { return false; }
    }
    return true;
}

}  // namespace

Normalised normalise_ethereum(std::string_view text) {
    if (!text.starts_with(kPrefix)) { return std::unexpected(AddressError::BadCharacter); }
    const std::string_view digits = text.substr(kPrefix.size());
    if (!std::ranges::all_of(digits, is_hex)) {
        return std::unexpected(AddressError::BadCharacter);
    }
    if (digits.size() != kDigits) { return std::unexpected(AddressError::BadLength); }
    const bool mixed =
        std::ranges::any_of(digits, is_lower) && std::ranges::any_of(digits, is_upper);
    if (mixed && !has_checksum(digits)) { return std::unexpected(AddressError::BadChecksum); }
    return to_lower(text);
}

}  // namespace address

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "forms.hpp"

namespace address {
namespace {

// BIP-173 (bech32) and BIP-350 (bech32m).
constexpr std::string_view kLetters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kTextLettersMax = 90;
constexpr std::size_t kChecksumLetters = 6;
constexpr std::uint32_t kBech32 = 1;
constexpr std::uint32_t kBech32m = 0x2bc830a3;
constexpr std::size_t kVersionMax = 16;

using Fives = std::vector<std::uint8_t>;  // five bits an item

/// Remainder of the checksum's polynomial.
class Checksum {
public:
    void take(std::uint8_t five) {
        value_ = ((value_ & 0x1ffffffU) << 5U) ^ five ^ kReduced[value_ >> 25U];
    }
    [[nodiscard]] std::uint32_t value() const { return value_; }

private:
    /// What the five bits that are shifted out leave behind.
    static constexpr std::array<std::uint32_t, 32> kReduced = [] {
        constexpr std::array<std::uint32_t, 5> kGenerator{0x3b6a57b2, 0x26508e6d, 0x1ea119fa,
                                                          0x3d4233dd, 0x2a1462b3};
        std::array<std::uint32_t, 32> reduced{};
        for (std::uint32_t top = 0; top < reduced.size(); ++top) {
            for (std::size_t i = 0; i < kGenerator.size(); ++i) {
                if (((top >> i) & 1U) != 0) { reduced[top] ^= kGenerator[i]; }
            }
        }
        return reduced;
    }();

    std::uint32_t value_{1};
};

std::uint32_t checksum_of(std::string_view hrp, std::span<const std::uint8_t> data) {
    Checksum checksum;
    for (const char letter : hrp) { checksum.take(static_cast<std::uint8_t>(letter) >> 5U); }
    checksum.take(0);
    for (const char letter : hrp) { checksum.take(static_cast<std::uint8_t>(letter) & 31U); }
    for (const std::uint8_t five : data) { checksum.take(five); }
    return checksum.value();
}

std::expected<Fives, AddressError> parse_fives(std::string_view letters) {
    Fives fives;
    for (const char letter : letters) {
        const std::size_t five = kLetters.find(letter);
        if (five == std::string_view::npos) { return std::unexpected(AddressError::BadCharacter); }
        fives.push_back(static_cast<std::uint8_t>(five));
    }
    return fives;
}

/// A witness program is 2 to 40 bytes (of version 0: 20 or 32), filled up with less than five zero
/// bits.
bool is_program(std::uint8_t version, std::span<const std::uint8_t> fives) {
    const std::size_t bytes = fives.size() * 5 / 8;
    const std::size_t padding = fives.size() * 5 % 8;
    const bool sized = version == 0 ? bytes == 20 || bytes == 32 : bytes >= 2 && bytes <= 40;
    if (!sized || padding > 4) { return false; }
    return (fives.back() & ((1U << padding) - 1U)) == 0;
}

/// The program in groups of five bits, filled up with zeros.
void append_fives(Fives& fives, std::span<const std::uint8_t> program) {
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const std::uint8_t byte : program) {
        held = (held << 8U | byte) & 0xfffU;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            fives.push_back(held >> bits & 31U);
        }
    }
    if (bits > 0) { fives.push_back(held << (5 - bits) & 31U); }
}

}  // namespace

std::string to_bech32(std::string_view hrp, std::uint8_t version,
                      std::span<const std::uint8_t> program) {
    Fives fives;
    fives.reserve(1 + ((program.size() * 8 + 4) / 5) + kChecksumLetters);
    fives.push_back(version);
    append_fives(fives, program);
    base::invariant(version <= kVersionMax && is_program(version, std::span{fives}.subspan(1)),
                    "a witness program has its version's size");
    fives.resize(fives.size() + kChecksumLetters);
    const std::uint32_t checksum = checksum_of(hrp, fives) ^ (version == 0 ? kBech32 : kBech32m);
    for (std::size_t i = 0; i < kChecksumLetters; ++i) {
        fives[fives.size() - 1 - i] = checksum >> (5 * i) & 31U;
    }
    std::string text;
    text.reserve(hrp.size() + 1 + fives.size());
    text += hrp;
    text += '1';
    for (const std::uint8_t five : fives) { text += kLetters[five]; }
    return text;
}

Normalised normalise_bech32(std::string_view hrp, std::string_view text) {
    const bool mixed = std::ranges::any_of(text, is_lower) && std::ranges::any_of(text, is_upper);
    if (mixed) { return std::unexpected(AddressError::BadCharacter); }
    std::string lower = to_lower(text);
    const std::size_t separator = lower.rfind('1');
    base::invariant(separator != std::string::npos, "the caller saw a separator");
    const std::string_view data = std::string_view{lower}.substr(separator + 1);
    const auto fives = parse_fives(data);
    if (!fives) { return std::unexpected(fives.error()); }
    if (lower.size() > kTextLettersMax || fives->size() < kChecksumLetters + 1) {
        return std::unexpected(AddressError::BadLength);
    }
    const std::uint8_t version = fives->front();
    const std::string_view found_hrp = std::string_view{lower}.substr(0, separator);
    if (checksum_of(found_hrp, *fives) != (version == 0 ? kBech32 : kBech32m)) {
        return std::unexpected(AddressError::BadChecksum);
    }
    const std::span program = std::span{*fives}.subspan(1, fives->size() - 1 - kChecksumLetters);
    if (version > kVersionMax || !is_program(version, program)) {
        return std::unexpected(AddressError::BadLength);
    }
    if (found_hrp != hrp) { return std::unexpected(AddressError::WrongNetwork); }
    return lower;
}

}  // namespace address

#include <botan/base32.h>
#include <botan/keccak.h>

#include <algorithm>
#include <array>
#include <span>

#include "forms.hpp"

namespace address {
namespace {

// NIS1, `Address.java`: base32 of network byte, 20 bytes of key hash and 4 of checksum.
constexpr std::size_t kTextLetters = 40;
constexpr std::size_t kBytes = 25;
constexpr std::size_t kHashedBytes = 21;
constexpr std::array<std::uint8_t, 3> kNetworks{0x68, 0x98, 0x60};  // main, test, mijin

constexpr bool is_base32(char letter) {
    return is_upper(letter) || (letter >= '2' && letter <= '7');
}

/// Upper case, without the hyphens and spaces that wallets show.
std::string to_bare(std::string_view text) {
    std::string bare;
    for (const char letter : text) {
        if (letter == '-' || letter == ' ') { continue; }
        bare += is_lower(letter) ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return bare;
}

bool has_checksum(std::span<const std::uint8_t, kBytes> bytes) {
    Botan::Keccak_1600 keccak{256};  // the original padding, not SHA-3's
    keccak.update(bytes.data(), kHashedBytes);
    const auto digest = keccak.final();
    const auto checksum = bytes.subspan<kHashedBytes>();
    return std::equal(checksum.begin(), checksum.end(), digest.begin());
}

}  // namespace

Normalised normalise_nem(std::string_view text) {
    std::string bare = to_bare(text);
    if (bare.empty()) { return std::unexpected(AddressError::Empty); }
    if (!std::ranges::all_of(bare, is_base32)) {
        return std::unexpected(AddressError::BadCharacter);
    }
    if (bare.size() != kTextLetters) { return std::unexpected(AddressError::BadLength); }
    std::array<std::uint8_t, kBytes> bytes{};
    const std::size_t decoded = Botan::base32_decode(bytes.data(), bare.data(), bare.size(), false);
    base::invariant(decoded == kBytes, "40 letters of base32 are 25 bytes");
    if (!has_checksum(bytes)) { return std::unexpected(AddressError::BadChecksum); }
    if (std::ranges::find(kNetworks, bytes[0]) == kNetworks.end()) {
        return std::unexpected(AddressError::WrongNetwork);
    }
    return bare;
}

}  // namespace address

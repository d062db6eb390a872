#include <botan/base32.h>
#include <botan/keccak.h>
#include <botan/rmd160.h>

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

using Digest = std::array<std::uint8_t, 32>;

Digest keccak256(std::span<const std::uint8_t> bytes) {
    Botan::Keccak_1600 keccak{256};  // the original padding, not SHA-3's
    keccak.update(bytes.data(), bytes.size());
    Digest digest{};
    keccak.final(digest.data());
    return digest;
}

bool has_checksum(std::span<const std::uint8_t, kBytes> bytes) {
    const Digest digest = keccak256(bytes.first<kHashedBytes>());
    const auto checksum = bytes.subspan<kHashedBytes>();
    return std::equal(checksum.begin(), checksum.end(), digest.begin());
}

/// `letters`: 40 of base32.
std::array<std::uint8_t, kBytes> to_bytes(std::string_view letters) {
    std::array<std::uint8_t, kBytes> bytes{};
    const std::size_t decoded =
        Botan::base32_decode(bytes.data(), letters.data(), letters.size(), false);
    base::invariant(decoded == kBytes, "40 letters of base32 are 25 bytes");
    return bytes;
}

}  // namespace

Normalised normalise_nem(std::string_view text) {
    std::string bare = to_bare(text);
    if (bare.empty()) { return std::unexpected(AddressError::Empty); }
    if (!std::ranges::all_of(bare, is_base32)) {
        return std::unexpected(AddressError::BadCharacter);
    }
    if (bare.size() != kTextLetters) { return std::unexpected(AddressError::BadLength); }
    const auto bytes = to_bytes(bare);
    if (!has_checksum(bytes)) { return std::unexpected(AddressError::BadChecksum); }
    if (std::ranges::find(kNetworks, bytes[0]) == kNetworks.end()) {
        return std::unexpected(AddressError::WrongNetwork);
    }
    return bare;
}

std::string make_nem(std::uint8_t network, std::span<const std::uint8_t, 32> public_key) {
    constexpr std::size_t kKeyHashBytes = 20;
    std::array<std::uint8_t, kBytes> bytes{network};
    Botan::RIPEMD_160 ripemd;
    const Digest key_hash = keccak256(public_key);
    ripemd.update(key_hash.data(), key_hash.size());
    static_assert(1 + kKeyHashBytes == kHashedBytes);
    ripemd.final(&bytes[1]);
    const Digest digest = keccak256(std::span{bytes}.first<kHashedBytes>());
    std::copy_n(digest.begin(), kBytes - kHashedBytes, bytes.begin() + kHashedBytes);
    return Botan::base32_encode(bytes.data(), bytes.size());
}

std::optional<std::uint8_t> nem_network(std::string_view letters) {
    if (letters.size() != kTextLetters || !std::ranges::all_of(letters, is_base32)) {
        return std::nullopt;
    }
    const auto bytes = to_bytes(letters);
    if (!has_checksum(bytes)) { return std::nullopt; }
    return bytes[0];
}

}  // namespace address

#include <botan/base58.h>
#include <botan/sha2_32.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "forms.hpp"

namespace address {
namespace {

constexpr std::string_view kBase58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::size_t kLettersMax = 35;  // of 25 bytes
constexpr std::size_t kBytes = 25;       // version byte, 20 bytes of hash, 4 of checksum
constexpr std::size_t kHashedBytes = 21;

/// What the main network of a chain writes, from each project's `chainparams.cpp`.
struct Forms {
    std::span<const std::uint8_t> versions;  // base58: pay to key hash, pay to script hash
    std::string_view hrp;                    // bech32; empty where the chain has none
};

constexpr std::array<std::uint8_t, 2> kBitcoinVersions{0x00, 0x05};
constexpr std::uint8_t kLitecoinScript = 0x32;
constexpr std::uint8_t kLitecoinOldScript = 0x05;  // until 2017: the same account as with 0x32
constexpr std::array<std::uint8_t, 3> kLitecoinVersions{0x30, kLitecoinScript, kLitecoinOldScript};
constexpr std::array<std::uint8_t, 2> kDashVersions{0x4c, 0x10};
/// What bech32 addresses of these chains' networks begin with, before the `1`.
constexpr std::array<std::string_view, 6> kHrps{"bc", "tb", "bcrt", "ltc", "tltc", "rltc"};

Forms forms_of(Chain chain) {
    switch (chain) {
        case Chain::Bitcoin: return {kBitcoinVersions, "bc"};
        case Chain::Litecoin: return {kLitecoinVersions, "ltc"};
        case Chain::Dash: return {kDashVersions, ""};
        case Chain::Other: [[fallthrough]];
        case Chain::Nem: [[fallthrough]];
        case Chain::Ethereum: break;
    }
    base::broken("a chain without base58 addresses");
}

/// Base58 has the letters of `LTC1` too; but its addresses are not in upper case throughout.
bool looks_like_bech32(std::string_view text) {
    const std::string lower = to_lower(text);
    const bool upper = std::ranges::none_of(text, is_lower);
    return std::ranges::any_of(kHrps, [&](std::string_view hrp) {
        const bool begins = lower.starts_with(hrp) && lower.substr(hrp.size()).starts_with('1');
        return begins && (upper || text.starts_with(hrp));
    });
}

bool has_checksum(std::span<const std::uint8_t> bytes) {
    Botan::SHA_256 sha;
    sha.update(bytes.data(), kHashedBytes);
    sha.update(sha.final());
    const auto digest = sha.final();
    const auto checksum = bytes.subspan(kHashedBytes);
    return std::equal(checksum.begin(), checksum.end(), digest.begin());
}

using Bytes = std::vector<std::uint8_t>;

std::expected<Bytes, AddressError> parse_base58(std::string_view text) {
    const auto known = [](char letter) { return kBase58.contains(letter); };
    if (!std::ranges::all_of(text, known)) { return std::unexpected(AddressError::BadCharacter); }
    if (text.size() > kLettersMax) { return std::unexpected(AddressError::BadLength); }
    Bytes bytes = Botan::base58_decode(text.data(), text.size());
    if (bytes.size() != kBytes) { return std::unexpected(AddressError::BadLength); }
    if (!has_checksum(bytes)) { return std::unexpected(AddressError::BadChecksum); }
    return bytes;
}

Normalised normalise_base58(Chain chain, std::string_view text) {
    auto bytes = parse_base58(text);
    if (!bytes) { return std::unexpected(bytes.error()); }
    std::uint8_t& version = bytes->front();
    const auto versions = forms_of(chain).versions;
    if (std::ranges::find(versions, version) == versions.end()) {
        return std::unexpected(AddressError::WrongNetwork);
    }
    if (chain == Chain::Litecoin && version == kLitecoinOldScript) {
        version = kLitecoinScript;
        return Botan::base58_check_encode(bytes->data(), kHashedBytes);
    }
    return std::string{text};
}

std::uint8_t version_of(Chain chain, HashOf of) {
    return forms_of(chain).versions[of == HashOf::PublicKey ? 0 : 1];
}

/// Version, hash and checksum as base58, five letters a division: an import makes millions of them,
/// and arithmetic for numbers of any length takes twenty times as long.
std::string to_base58(std::span<const std::uint8_t, kBytes> bytes) {
    constexpr std::uint32_t kFive = 58U * 58 * 58 * 58 * 58;
    std::array<std::uint32_t, (kBytes + 3) / 4> limbs{};  // big-endian, the first is one byte
    for (std::size_t i = 0; i < kBytes; ++i) {
        std::uint32_t& limb = limbs[(i + 3) / 4];
        limb = limb << 8U | bytes[i];
    }
    std::array<char, kLettersMax> letters{};
    for (std::size_t end = letters.size(); end > 0; end -= 5) {
        std::uint64_t rest = 0;
        for (std::uint32_t& limb : limbs) {
            rest = rest << 32U | limb;
            limb = static_cast<std::uint32_t>(rest / kFive);
            rest %= kFive;
        }
        for (std::size_t i = 1; i <= 5; ++i) {
            letters[end - i] = kBase58[rest % 58];
            rest /= 58;
        }
    }
    // A leading zero byte is a leading 1; the number itself begins without one.
    const std::string_view all{letters.data(), letters.size()};
    const auto zeros = std::ranges::find_if(bytes, [](auto byte) { return byte != 0; });
    std::string text(static_cast<std::size_t>(zeros - bytes.begin()), kBase58.front());
    const std::size_t begin = all.find_first_not_of(kBase58.front());
    if (begin != std::string_view::npos) { text += all.substr(begin); }
    return text;
}

}  // namespace

struct Base58Maker::State {
    Botan::SHA_256 sha;
};

Base58Maker::Base58Maker() : state_{std::make_unique<State>()} {}
Base58Maker::Base58Maker(Base58Maker&&) noexcept = default;
Base58Maker& Base58Maker::operator=(Base58Maker&&) noexcept = default;
Base58Maker::~Base58Maker() = default;

std::string Base58Maker::make(Chain chain, HashOf of, std::span<const std::uint8_t, 20> hash) {
    std::array<std::uint8_t, kBytes> bytes{};
    bytes[0] = version_of(chain, of);
    std::ranges::copy(hash, bytes.begin() + 1);
    std::array<std::uint8_t, 32> digest{};
    Botan::SHA_256& sha = state_->sha;
    sha.update(bytes.data(), kHashedBytes);
    sha.final(digest.data());
    sha.update(digest.data(), digest.size());
    sha.final(digest.data());
    std::copy_n(digest.begin(), kBytes - kHashedBytes, bytes.begin() + kHashedBytes);
    return to_base58(bytes);
}

std::string make_witness(Chain chain, std::uint8_t version, std::span<const std::uint8_t> program) {
    const std::string_view hrp = forms_of(chain).hrp;
    base::invariant(!hrp.empty(), "the chain has witness programs");
    return to_bech32(hrp, version, program);
}

std::string make_script(std::span<const std::uint8_t, 32> sha256) {
    return std::string{kScript} + base::to_hex(sha256);
}

Normalised normalise_script(std::string_view text) {
    const auto digest = base::parse_hex(text.substr(kScript.size()));
    if (!digest) { return std::unexpected(AddressError::BadCharacter); }
    if (digest->size() != 32) { return std::unexpected(AddressError::BadLength); }
    return std::string{kScript} + base::to_hex(*digest);
}

Normalised normalise_bitcoin_like(Chain chain, std::string_view text) {
    if (text.starts_with(kScript)) { return normalise_script(text); }
    return looks_like_bech32(text) ? normalise_bech32(forms_of(chain).hrp, text)
                                   : normalise_base58(chain, text);
}

}  // namespace address

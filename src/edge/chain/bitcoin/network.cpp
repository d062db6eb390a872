#include <algorithm>
#include <bitcoin/network.hpp>
#include <utility>

namespace bitcoin {
namespace {

using namespace std::string_view_literals;

/// From each project's `chainparams.cpp`: what stands in its files, as bytes.
constexpr Magic kBitcoinMagic{0xf9, 0xbe, 0xb4, 0xd9};
constexpr Magic kLitecoinMagic{0xfb, 0xc0, 0xb6, 0xdb};
constexpr Magic kDashMagic{0xbf, 0x0c, 0x6b, 0xbd};
constexpr std::array<std::pair<Magic, std::string_view>, 7> kTestNetworks{{
    {{0x0b, 0x11, 0x09, 0x07}, "testnet3"sv},
    {{0x1c, 0x16, 0x3f, 0x28}, "testnet4"sv},
    {{0x0a, 0x03, 0xcf, 0x40}, "signet"sv},
    {{0xfa, 0xbf, 0xb5, 0xda}, "regtest"sv},
    {{0xfd, 0xd2, 0xc8, 0xf1}, "Litecoin testnet4"sv},
    {{0xce, 0xe2, 0xca, 0xff}, "Dash testnet"sv},
    {{0xfc, 0xc1, 0xb7, 0xdc}, "Dash regtest"sv},
}};

constexpr std::uint64_t kAtomsPerCoin = 100'000'000;

Hash known_hash(std::string_view text) {
    const auto hash = parse_hash(text);
    return base::present(hash, "a hash in the source is one");
}

}  // namespace

std::string to_text(const Hash& hash) {
    std::array<std::uint8_t, 32> shown = hash.bytes;
    std::ranges::reverse(shown);
    return base::to_hex(shown);
}

std::optional<Hash> parse_hash(std::string_view text) {
    const auto bytes = base::parse_hex(text);
    if (!bytes || bytes->size() != 32) { return std::nullopt; }
    Hash hash;
    std::reverse_copy(bytes->begin(), bytes->end(), hash.bytes.begin());
    return hash;
}

Magic magic_of(Network network) {
    switch (network) {
        case Network::Bitcoin: return kBitcoinMagic;
        case Network::Litecoin: return kLitecoinMagic;
        case Network::Dash: return kDashMagic;
    }
    base::broken("unnamed network");
}

std::optional<Network> find_network(const Magic& magic) {
    const auto* const found = std::ranges::find(kNetworks, magic, magic_of);
    return found == kNetworks.end() ? std::nullopt : std::optional{*found};
}

std::optional<std::string_view> find_test_network(const Magic& magic) {
    const auto* const found =
        std::ranges::find(kTestNetworks, magic, &std::pair<Magic, std::string_view>::first);
    return found == kTestNetworks.end() ? std::nullopt : std::optional{found->second};
}

address::Chain chain_of(Network network) {
    switch (network) {
        case Network::Bitcoin: return address::Chain::Bitcoin;
        case Network::Litecoin: return address::Chain::Litecoin;
        case Network::Dash: return address::Chain::Dash;
    }
    base::broken("unnamed network");
}

std::optional<Network> find_network(address::Chain chain) {
    const auto* const found = std::ranges::find(kNetworks, chain, chain_of);
    return found == kNetworks.end() ? std::nullopt : std::optional{*found};
}

std::string_view asset_of(Network network) {
    switch (network) {
        case Network::Bitcoin: return "BTC";
        case Network::Litecoin: return "LTC";
        case Network::Dash: return "DASH";
    }
    base::broken("unnamed network");
}

std::uint64_t atoms_max(Network network) {
    return (network == Network::Litecoin ? 84'000'000 : 21'000'000) * kAtomsPerCoin;
}

const Hash& genesis_of(Network network) {
    static const Hash kBitcoin =
        known_hash("000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f");
    static const Hash kLitecoin =
        known_hash("12a765e31ffd4059bada1e25190f6e98c99d9714d334efa41a195a7e7e04bfe2");
    static const Hash kDash =
        known_hash("00000ffd590b1485b3caadc19b22e6379c733355108f107a430458cdf3407ab6");
    switch (network) {
        case Network::Bitcoin: return kBitcoin;
        case Network::Litecoin: return kLitecoin;
        case Network::Dash: return kDash;
    }
    base::broken("unnamed network");
}

bool links_by_hash(Network network) { return network != Network::Dash; }

std::size_t block_bytes_max(Network network) {
    switch (network) {
        case Network::Bitcoin: return 4'000'000;
        case Network::Litecoin: return 8'000'000;  // its extension has a weight of its own
        case Network::Dash: return 2'000'000;
    }
    base::broken("unnamed network");
}

}  // namespace bitcoin

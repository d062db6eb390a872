#pragma once

#include <address/address.hpp>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Blocks of Bitcoin, Litecoin and Dash: what their bytes say, and which of them are the chain.
namespace bitcoin {

/// Double SHA-256, in the order of computation; people see it reversed (`to_text`).
struct Hash {
    std::array<std::uint8_t, 32> bytes{};
    friend auto operator<=>(const Hash&, const Hash&) = default;
};
[[nodiscard]] std::string to_text(const Hash& hash);
/// 64 hex digits as people see them.
[[nodiscard]] std::optional<Hash> parse_hash(std::string_view text);

/// The main networks. Blocks of test networks are not read.
enum class Network : std::uint8_t { Bitcoin, Litecoin, Dash };
inline constexpr std::array kNetworks{Network::Bitcoin, Network::Litecoin, Network::Dash};

using Magic = std::array<std::uint8_t, 4>;
/// What stands before every block in the network's files.
[[nodiscard]] Magic magic_of(Network network);
[[nodiscard]] std::optional<Network> find_network(const Magic& magic);
/// A test network's name, where the magic is of one that is known.
[[nodiscard]] std::optional<std::string_view> find_test_network(const Magic& magic);
[[nodiscard]] address::Chain chain_of(Network network);
[[nodiscard]] std::optional<Network> find_network(address::Chain chain);
/// `BTC`, `LTC`, `DASH`.
[[nodiscard]] std::string_view asset_of(Network network);
inline constexpr int kPlaces = 8;
/// More atoms than there will ever be: an output has at most as many.
[[nodiscard]] std::uint64_t atoms_max(Network network);
[[nodiscard]] const Hash& genesis_of(Network network);
/// Whether a block's name is the double SHA-256 of its header. Dash names blocks by X11, which is
/// not computed here, so its blocks are ordered by the heights that they state.
[[nodiscard]] bool links_by_hash(Network network);
/// What a block in a file may have, Litecoin's extension included.
[[nodiscard]] std::size_t block_bytes_max(Network network);

}  // namespace bitcoin

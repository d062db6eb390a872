#pragma once

#include <address/address.hpp>

/// One function a family of chains; `text` has no spaces around and is at most kTextBytesMax long.
namespace address {

using Normalised = std::expected<std::string, AddressError>;

[[nodiscard]] Normalised normalise_nem(std::string_view text);
/// Base58 with checksum or, where the chain has one, bech32.
[[nodiscard]] Normalised normalise_bitcoin_like(Chain chain, std::string_view text);
/// `script:` and what follows it.
[[nodiscard]] Normalised normalise_script(std::string_view text);
inline constexpr std::string_view kScript = "script:";
/// `hrp`: the human-readable part of the chain's main network, such as `bc`.
[[nodiscard]] Normalised normalise_bech32(std::string_view hrp, std::string_view text);
[[nodiscard]] std::string to_bech32(std::string_view hrp, std::uint8_t version,
                                    std::span<const std::uint8_t> program);
[[nodiscard]] Normalised normalise_ethereum(std::string_view text);

// ASCII only, whatever the locale.
[[nodiscard]] constexpr bool is_lower(char letter) { return letter >= 'a' && letter <= 'z'; }
[[nodiscard]] constexpr bool is_upper(char letter) { return letter >= 'A' && letter <= 'Z'; }
[[nodiscard]] constexpr bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
[[nodiscard]] std::string to_lower(std::string_view text);

}  // namespace address

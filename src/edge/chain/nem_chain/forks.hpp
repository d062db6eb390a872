#pragma once

#include <nem/nem.hpp>

/// Heights from which a rule of NIS holds (BlockMarkerConstants.java); private networks have them
/// from the start.
namespace nem_chain {

[[nodiscard]] constexpr bool has_reached(ledger::Height at, nem::Network network,
                                         std::uint64_t mainnet, std::uint64_t testnet) {
    if (network == nem::kMainnet) { return at.value >= mainnet; }
    return network != nem::kTestnet || at.value >= testnet;
}
/// A new description leaves a mosaic's supply and balances alone.
[[nodiscard]] constexpr bool redefinition_keeps(ledger::Height at, nem::Network network) {
    return has_reached(at, network, 1'110'000, 871'500);
}
/// An account in use cannot become a remote account.
[[nodiscard]] constexpr bool remote_must_be_unused(ledger::Height at, nem::Network network) {
    return has_reached(at, network, 1'025'000, 830'000);
}
/// The one block after the nemesis block in which the nemesis account may act; from the next on
/// the sinks may not.
inline constexpr ledger::Height kTreasuryReissuance{3'481'580};

}  // namespace nem_chain

#pragma once

#include <expected>
#include <functional>
#include <nem_chain/register.hpp>

/// The rules in force since height 1,250,000 (Reference 3.5, 3.6), in micro-XEM.
namespace nem_chain {

struct MosaicSize {
    std::uint8_t divisibility{0};
    std::uint64_t supply_units{0};
};
/// Of a mosaic that a node tells of; nothing for properties that NIS would not read.
[[nodiscard]] std::optional<MosaicSize> size_of(const nem::MosaicDefinition& definition,
                                                std::uint64_t supply_units);
/// What is known of a mosaic; nothing when it is not known. `nem:xem` is never asked for.
using MosaicFacts = std::function<std::optional<MosaicSize>(const nem::MosaicId&)>;

/// The least fee of the transaction itself: of a multisig transaction the wrapper's alone, without
/// the inner one's and the cosignatures'. Errors: UnknownMosaic.
[[nodiscard]] std::expected<money::Amount, ChainError> minimum_fee(
    const nem::Transaction& transaction, const MosaicFacts& mosaics);
[[nodiscard]] std::expected<money::Amount, ChainError> minimum_fee(
    const nem::InnerTransaction& transaction, const MosaicFacts& mosaics);
inline constexpr money::Amount kCosignatureFeeMin = money::Amount::from_atoms(150'000);
inline constexpr money::Amount kCosignatureFeeMax = money::Amount::from_atoms(1'000'000'000);

inline constexpr money::Amount kRootRentalFee = money::Amount::from_atoms(100'000'000);
inline constexpr money::Amount kSubRentalFee = money::Amount::from_atoms(10'000'000);
inline constexpr money::Amount kMosaicCreationFee = money::Amount::from_atoms(10'000'000);
[[nodiscard]] nem::Address rental_sink(nem::Network network);
[[nodiscard]] nem::Address creation_sink(nem::Network network);

}  // namespace nem_chain

#pragma once

#include <nem_wallet/building.hpp>
#include <optional>

namespace nem_wallet {

/// Without a fee, which `finish` sets.
[[nodiscard]] nem::Header begin(const Terms& terms);
/// Canonical, with the least fee, checked.
[[nodiscard]] Built<nem::Transaction> finish(nem::Transaction transaction,
                                             const MosaicFacts& mosaics);
/// For transactions that attach none.
[[nodiscard]] std::optional<nem_chain::MosaicSize> no_mosaics(const nem::MosaicId& id);

}  // namespace nem_wallet

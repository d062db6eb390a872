#pragma once

#include <nem_wallet/nem_wallet.hpp>
#include <optional>

#include "ground.hpp"

namespace app {

/// Who signs for an account now, by its cosignatories' keys. `named` are keys that a person gave: a
/// cosignatory who never signed anything is known to the network by address alone.
[[nodiscard]] Expected<nem_wallet::Signers> signers_of(const Ground& ground,
                                                       const nem_node::AccountState& account,
                                                       const std::vector<nem::PublicKey>& named);

/// The multisig transaction of this inner hash that `cosignatory` could sign, from the nodes'
/// pools; nothing where no node has heard of it.
[[nodiscard]] Expected<std::optional<nem::SignedTransaction>> find_pending(
    const Ground& ground, const nem::Address& cosignatory, const nem::Hash& inner_hash);

}  // namespace app

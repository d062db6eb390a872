#include "cosigning.hpp"

#include <algorithm>

#include "../complain.hpp"

namespace app {

namespace {

/// The key by which a cosignatory is known, or one that only stands for them: it counts, is
/// nobody's, and never comes into a transaction, because only keys that a person named do.
Expected<nem::PublicKey> key_of(const Ground& ground, const nem::Address& address,
                                const std::vector<nem::PublicKey>& named) {
    for (const auto& key : named) {
        if (nem::to_address(key, ground.network()) == address) { return key; }
    }
    const auto state = ground.account(address);
    if (!state) { return std::unexpected(state.error()); }
    const auto& key = state->public_key;
    if (key && nem::to_address(*key, ground.network()) == address) { return *key; }
    nem::PublicKey stand_in;
    std::ranges::copy_n(address.letters.begin(), nem::PublicKey::kSize, stand_in.bytes.begin());
    return stand_in;
}

const nem::MultisigModification* modification_of(const nem::Transaction& transaction,
                                                 const nem::Address& account) {
    const auto network = transaction.header.network;
    if (const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        if (nem::to_address(multisig->inner.header.signer, network) != account) { return nullptr; }
        return std::get_if<nem::MultisigModification>(&multisig->inner.body);
    }
    if (nem::to_address(transaction.header.signer, network) != account) { return nullptr; }
    return std::get_if<nem::MultisigModification>(&transaction.body);
}

/// Where all must sign, a node shows the same number whether the account says "0: all" or that very
/// number; a change is relative to what it says. The account's own modifications tell.
Expected<std::uint32_t> minimum_by_history(const Ground& ground, const nem::Address& account) {
    constexpr int kPagesMax = 400;
    std::int64_t minimum = 0;
    std::optional<std::uint64_t> before;
    nem_node::Node& node = *ground.nodes().all.front();
    for (int page = 0; page < kPagesMax; ++page) {
        const auto entries = node.transfers(account, nem_node::Direction::Outgoing, before);
        if (!entries) { return std::unexpected(node_complaint(node.name(), entries.error())); }
        if (entries->empty()) {
            return static_cast<std::uint32_t>(std::clamp<std::int64_t>(minimum, 0, UINT32_MAX));
        }
        for (const auto& entry : *entries) {
            const auto* const change = modification_of(entry.transaction.transaction, account);
            if (change == nullptr || !change->min_cosignatories) { continue; }
            if (const auto& relative = change->min_cosignatories->change) {
                minimum += relative->value;
            }
        }
        before = entries->back().id;
    }
    return std::unexpected(
        complaint(base::Blame::World,
                  {"the account's history is too long to tell how many signatures it says it needs",
                   "履歴が長すぎて、必要な署名数の設定を確かめられません"}));
}

}  // namespace

Expected<nem_wallet::Signers> signers_of(const Ground& ground,
                                         const nem_node::AccountState& account,
                                         const std::vector<nem::PublicKey>& named) {
    nem_wallet::Signers signers;
    if (!account.multisig) { return signers; }
    for (const auto& address : account.cosignatories) {
        const auto key = key_of(ground, address, named);
        if (!key) { return std::unexpected(key.error()); }
        signers.cosignatories.push_back(*key);
    }
    signers.minimum = account.multisig->min_cosignatories;
    if (signers.minimum != signers.cosignatories.size()) { return signers; }
    const auto minimum = minimum_by_history(ground, account.address);
    if (!minimum) { return std::unexpected(minimum.error()); }
    signers.minimum = *minimum;
    return signers;
}

Expected<std::optional<nem::SignedTransaction>> find_pending(const Ground& ground,
                                                             const nem::Address& cosignatory,
                                                             const nem::Hash& inner_hash) {
    auto pool = ground.unconfirmed(cosignatory);
    if (!pool) { return std::unexpected(pool.error()); }
    for (auto& transaction : *pool) {
        if (nem::inner_hash(transaction.transaction) == inner_hash) {
            return std::optional{std::move(transaction)};
        }
    }
    return std::optional<nem::SignedTransaction>{};
}

}  // namespace app

#include "keeping.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace replay {
namespace {

// Whom a body names (Reference 5.4, incoming): levy recipients and the sink of mosaic creations
// have no such history in NIS.
void name(const nem::Transfer& body, nem::Network /*network*/, std::vector<nem::Address>& into) {
    into.push_back(body.recipient);
}
void name(const nem::MultisigModification& body, nem::Network network,
          std::vector<nem::Address>& into) {
    for (const auto& one : body.modifications) {
        into.push_back(nem::to_address(one.cosignatory, network));
    }
}
void name(const nem::ImportanceTransfer& body, nem::Network network,
          std::vector<nem::Address>& into) {
    into.push_back(nem::to_address(body.remote_account, network));
}
void name(const nem::ProvisionNamespace& body, nem::Network /*network*/,
          std::vector<nem::Address>& into) {
    into.push_back(body.rental_fee_sink);
}
template <class Other>
void name(const Other& /*body*/, nem::Network /*network*/, std::vector<nem::Address>& /*into*/) {}

void make_unique(std::vector<nem::Address>& addresses) {
    std::ranges::sort(addresses);
    const auto rest = std::ranges::unique(addresses);
    addresses.erase(rest.begin(), rest.end());
}

money::Amount plus(money::Amount sum, money::Amount more) {
    const auto total = money::add(sum, more);
    base::invariant(total.has_value(), "fees of a valid block can be added");
    return *total;
}

/// Outer, inner and cosignatures' fees: the block's harvester gets them all.
money::Amount fees_of(const nem::Transaction& transaction) {
    money::Amount sum = transaction.header.fee;
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (multisig == nullptr) { return sum; }
    sum = plus(sum, multisig->inner.header.fee);
    for (const auto& one : multisig->cosignatures) { sum = plus(sum, one.header.fee); }
    return sum;
}

}  // namespace

Participants participants_of(const nem::Transaction& transaction, const nem_chain::State& state) {
    Participants all;
    const nem::Network network = transaction.header.network;
    all.outgoing.push_back(nem::to_address(transaction.header.signer, network));
    std::visit([&](const auto& body) { name(body, network, all.incoming); }, transaction.body);
    if (const auto* multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        const nem::Address account = nem::to_address(multisig->inner.header.signer, network);
        all.outgoing.push_back(account);
        const auto cosigners = state.cosignatories(account);
        all.outgoing.insert(all.outgoing.end(), cosigners.begin(), cosigners.end());
        std::visit([&](const auto& body) { name(body, network, all.incoming); },
                   multisig->inner.body);
    }
    make_unique(all.incoming);
    make_unique(all.outgoing);
    return all;
}

std::shared_ptr<const KeptBlock> keep(nem::Block block, std::uint64_t first_id,
                                      const nem_chain::State& state) {
    auto kept = std::make_shared<KeptBlock>();
    kept->hash = nem::hash_of(block);
    kept->id = first_id;
    const nem::Address signer = nem::to_address(block.signer, block.network);
    kept->beneficiary = state.owner_of(signer).value_or(signer);
    kept->json = nem::to_json(block).dump();
    for (const auto& one : block.transactions) {
        auto participants = participants_of(one.transaction, state);
        kept->transactions.push_back({.id = ++first_id,
                                      .hash = nem::hash_of(one.transaction),
                                      .inner_hash = nem::inner_hash(one.transaction),
                                      .incoming = std::move(participants.incoming),
                                      .outgoing = std::move(participants.outgoing)});
        kept->total_fee = plus(kept->total_fee, fees_of(one.transaction));
    }
    kept->block = std::move(block);
    return kept;
}

}  // namespace replay

// What a block's transactions must keep to together.
#include <algorithm>
#include <set>

#include "mover.hpp"
#include "rules.hpp"

namespace nem_chain {
namespace {

void gather(const nem::Header& header, const nem::MultisigModification& /*body*/,
            std::vector<nem::PublicKey>& modified) {
    modified.push_back(header.signer);
}
template <class Other>
void gather(const nem::Header& /*header*/, const Other& /*body*/,
            std::vector<nem::PublicKey>& /*modified*/) {}

struct Names {
    std::vector<nem::MosaicId> defined, used;
    std::vector<std::string> provisioned;
};
void gather(const nem::MosaicDefinitionCreation& creation, Names& names) {
    names.defined.push_back(creation.definition.id);
}
void gather(const nem::MosaicSupplyChange& change, Names& names) {
    names.used.push_back(change.mosaic_id);
}
void gather(const nem::Transfer& transfer, Names& names) {
    if (!transfer.mosaics) { return; }
    for (const auto& mosaic : *transfer.mosaics) { names.used.push_back(mosaic.id); }
}
void gather(const nem::ProvisionNamespace& provision, Names& names) {
    names.provisioned.push_back(provision.parent ? *provision.parent + "." + provision.new_part
                                                 : provision.new_part);
}
template <class Other>
void gather(const Other& /*body*/, Names& /*names*/) {}

/// Calls `use(header, body)` for each transaction and for what a 4100 wraps.
template <class Use>
void visit_bodies(const nem::Block& block, Use use) {
    for (const auto& one : block.transactions) {
        const nem::Transaction& whole = one.transaction;
        std::visit([&](const auto& body) { use(whole.header, body); }, whole.body);
        if (const auto* multisig = std::get_if<nem::Multisig>(&whole.body)) {
            std::visit([&](const auto& body) { use(multisig->inner.header, body); },
                       multisig->inner.body);
        }
    }
}

NisResult judge_conflicts(const nem::Block& block) {
    std::vector<nem::PublicKey> modified;
    Names names;
    visit_bodies(block, [&](const nem::Header& header, const auto& body) {
        gather(header, body, modified);
        gather(body, names);
    });
    std::ranges::sort(modified);
    if (std::ranges::adjacent_find(modified) != modified.end()) {
        return NisResult::ConflictingMultisigModification;
    }
    const bool conflict = std::ranges::any_of(names.defined, [&](const nem::MosaicId& id) {
        return std::ranges::find(names.used, id) != names.used.end() ||
               std::ranges::find(names.provisioned, id.namespace_id) != names.provisioned.end();
    });
    return conflict ? NisResult::ConflictingMosaicCreation : NisResult::Success;
}

NisResult judge_one_of(const nem::Block& block, const nem::Transaction& transaction,
                       const nem::Address& owner) {
    if (!is_of(block.network, transaction)) { return NisResult::WrongNetwork; }
    if (std::holds_alternative<nem::MultisigSignature>(transaction.body)) {
        return NisResult::TransactionUnverifiable;
    }
    if (transaction.header.deadline < block.time_stamp) { return NisResult::PastDeadline; }
    const bool own = transaction.header.signer == block.signer ||
                     nem::to_address(transaction.header.signer, block.network) == owner;
    return own ? NisResult::SelfSignedTransaction : NisResult::Success;
}

}  // namespace

std::size_t count_of(const nem::Transaction& transaction) {
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    return multisig == nullptr ? 1 : 2 + multisig->cosignatures.size();
}

bool is_for(const nem::MultisigSignature& signature, const nem::Multisig& multisig,
            nem::Network network) {
    return signature.other_hash == nem::inner_hash(nem::Transaction{{}, multisig}) &&
           signature.other_account == nem::to_address(multisig.inner.header.signer, network);
}

NisResult judge_block(const nem::Block& block, const StateDraft& draft) {
    const nem::Address signer = nem::to_address(block.signer, block.network);
    const nem::Address owner = beneficiary(draft.facts.links, signer, block.height);
    std::size_t count = 0;
    std::set<SeenKey> keys;
    for (const auto& one : block.transactions) {
        const auto result = judge_one_of(block, one.transaction, owner);
        if (is_failure(result)) { return result; }
        count += count_of(one.transaction);
        for (const auto& key : keys_of(one.transaction)) {
            if (draft.seen.find(key) != nullptr || !keys.insert(key).second) {
                return NisResult::TransactionDuplicateInChain;
            }
        }
    }
    if (count > kTransactionsABlock) { return NisResult::TooManyTransactions; }
    return judge_conflicts(block);
}

}  // namespace nem_chain

#include <nem_node/pre_alerts.hpp>

namespace nem_node {
namespace {

struct Names {
    std::set<nem::Address>& accounts;
    nem::Network network;

    void key(const nem::PublicKey& key) const { accounts.insert(nem::to_address(key, network)); }
    void operator()(const nem::Transfer& body) const { accounts.insert(body.recipient); }
    void operator()(const nem::ImportanceTransfer& body) const { key(body.remote_account); }
    void operator()(const nem::MultisigModification& body) const {
        for (const auto& one : body.modifications) { key(one.cosignatory); }
    }
    void operator()(const nem::ProvisionNamespace& body) const {
        accounts.insert(body.rental_fee_sink);
    }
    void operator()(const nem::MosaicDefinitionCreation& body) const {
        accounts.insert(body.creation_fee_sink);
        if (body.definition.levy) { accounts.insert(body.definition.levy->recipient); }
    }
    void operator()(const nem::MosaicSupplyChange& /*body*/) const {}
    void operator()(const nem::MultisigSignature& body) const {
        accounts.insert(body.other_account);
    }
    void operator()(const nem::Multisig& body) const {
        key(body.inner.header.signer);
        std::visit(*this, body.inner.body);
        for (const auto& one : body.cosignatures) { key(one.header.signer); }
    }
};

void add_signatures(std::vector<Signed>& all, const nem::SignedTransaction& transaction) {
    all.push_back({transaction.transaction.header.signer,
                   nem::encode_unsigned(transaction.transaction), transaction.signature});
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.transaction.body);
    if (multisig == nullptr) { return; }
    for (const auto& one : multisig->cosignatures) {
        all.push_back({one.header.signer,
                       nem::encode_unsigned(nem::Transaction{one.header, one.body}),
                       one.signature});
    }
}

}  // namespace

std::vector<Signed> signatures_of(const nem::SignedTransaction& transaction) {
    std::vector<Signed> all;
    add_signatures(all, transaction);
    return all;
}

std::vector<Signed> signatures_of(const nem::Block& block) {
    std::vector<Signed> all;
    all.push_back({block.signer, nem::encode_unsigned(block), block.signature});
    for (const auto& transaction : block.transactions) { add_signatures(all, transaction); }
    return all;
}

std::set<nem::Address> named_accounts(const nem::Transaction& transaction) {
    std::set<nem::Address> accounts;
    const Names names{accounts, transaction.header.network};
    names.key(transaction.header.signer);
    std::visit(names, transaction.body);
    return accounts;
}

PreAlerts::PreAlerts(std::set<nem::Address> watched, Verify verify)
    : watched_{std::move(watched)}, verify_{std::move(verify)} {}

std::optional<PreAlert> PreAlerts::offer(const nem::UnconfirmedTransaction& transaction,
                                         const std::string& node) {
    const nem::SignedTransaction& signed_one = transaction.transaction;
    const nem::Hash hash = nem::hash_of(signed_one.transaction);
    if (told_.contains(hash)) { return std::nullopt; }
    bool watched = false;
    for (const auto& account : named_accounts(signed_one.transaction)) {
        watched = watched || watched_.contains(account);
    }
    if (!watched || (verify_ && !verify_(signatures_of(signed_one)))) { return std::nullopt; }
    told_.insert(hash);
    told_order_.push_back(hash);
    if (told_order_.size() > kRememberedMax) {
        told_.erase(told_order_.front());
        told_order_.pop_front();
    }
    return PreAlert{transaction, hash, node};
}

}  // namespace nem_node

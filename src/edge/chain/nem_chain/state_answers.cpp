// What a state is asked.
#include "state_parts.hpp"

namespace nem_chain {

nem::Network State::network() const { return parts_->network; }
std::optional<ledger::Height> State::height() const { return parts_->head.height; }

money::Amount State::balance(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? money::Amount{} : found->balance;
}

std::vector<OwnedMosaic> State::owned(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::vector<OwnedMosaic>{} : found->mosaics;
}

std::optional<MosaicEntry> State::mosaic(const nem::MosaicId& id) const {
    return find_mosaic(Mosaics{parts_->tables.facts.mosaics}, id);
}

std::optional<Namespace> State::find_namespace(std::string_view full_name) const {
    const std::string name{full_name};
    const RegisterTables& facts = parts_->tables.facts;
    const Root* const root = facts.roots.find(root_of(full_name));
    const bool there = name == root_of(full_name) || facts.children.find(name) != nullptr;
    if (root == nullptr || !there) { return std::nullopt; }
    return Namespace{root->owner, root->since};
}

std::vector<nem::Address> State::cosignatories(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::vector<nem::Address>{} : found->cosignatories;
}

std::uint32_t State::min_cosignatories(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? 0 : found->min_cosignatories;
}

std::vector<nem::Address> State::cosignatory_of(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::vector<nem::Address>{} : found->cosignatory_of;
}

std::optional<nem::Address> State::owner_of(const nem::Address& remote) const {
    const Draft<nem::Address, Link> links{parts_->tables.facts.links};
    const nem::Address owner = beneficiary(links, remote, parts_->next());
    if (owner == remote) { return std::nullopt; }
    return owner;
}

std::optional<nem::PublicKey> State::public_key(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::nullopt : found->key;
}

bool State::has_seen(const nem::Transaction& transaction) const {
    const SeenKey key{transaction.header.time_stamp, nem::hash_of(transaction)};
    return parts_->tables.seen.find(key) != nullptr;
}

}  // namespace nem_chain

// What a transaction does that was found good, besides moving: keys, cosignatories, hashes.
#include <algorithm>

#include "mover.hpp"
#include "state_tables.hpp"

namespace nem_chain {
namespace {

template <class Value>
void insert_sorted(std::vector<Value>& values, const Value& value) {
    const auto at = std::ranges::lower_bound(values, value);
    if (at == values.end() || *at != value) { values.insert(at, value); }
}
template <class Value>
void erase_sorted(std::vector<Value>& values, const Value& value) {
    const auto at = std::ranges::lower_bound(values, value);
    if (at != values.end() && *at == value) { values.erase(at); }
}

void know_key(StateDraft& draft, const nem::PublicKey& key, nem::Network network) {
    const nem::Address address = nem::to_address(key, network);
    const Account* const known = draft.accounts.find(address);
    if (known == nullptr || !known->key) { draft.accounts.edit(address).key = key; }
}

// ---- what a body does besides moving.

void act(StateDraft& draft, const nem::Header& header, const nem::MultisigModification& change) {
    const nem::Address multisig = nem::to_address(header.signer, header.network);
    for (const auto& modification : change.modifications) {
        know_key(draft, modification.cosignatory, header.network);
        const nem::Address cosigner = nem::to_address(modification.cosignatory, header.network);
        if (modification.type == nem::Modification::Type::Add) {
            insert_sorted(draft.accounts.edit(multisig).cosignatories, cosigner);
            insert_sorted(draft.accounts.edit(cosigner).cosignatory_of, multisig);
        } else {
            erase_sorted(draft.accounts.edit(multisig).cosignatories, cosigner);
            erase_sorted(draft.accounts.edit(cosigner).cosignatory_of, multisig);
        }
    }
    if (change.min_cosignatories && change.min_cosignatories->change) {
        Account& account = draft.accounts.edit(multisig);
        const std::int64_t least =
            std::int64_t{account.min_cosignatories} + change.min_cosignatories->change->value;
        account.min_cosignatories = static_cast<std::uint32_t>(std::max<std::int64_t>(least, 0));
    }
}

void act(StateDraft& draft, const nem::Header& header, const nem::ImportanceTransfer& transfer) {
    know_key(draft, transfer.remote_account, header.network);
}

void act(StateDraft& draft, const nem::Header& header, const nem::Multisig& multisig) {
    for (const auto& one : multisig.cosignatures) {
        know_key(draft, one.header.signer, header.network);
    }
    know_key(draft, multisig.inner.header.signer, header.network);
    if (const auto* change = std::get_if<nem::MultisigModification>(&multisig.inner.body)) {
        act(draft, multisig.inner.header, *change);
    }
    if (const auto* transfer = std::get_if<nem::ImportanceTransfer>(&multisig.inner.body)) {
        act(draft, multisig.inner.header, *transfer);
    }
}

template <class Other>
void act(StateDraft& /*draft*/, const nem::Header& /*header*/, const Other& /*body*/) {}

nem::Transaction as_whole(const nem::InnerTransaction& inner) {
    return {inner.header,
            std::visit([](const auto& body) -> nem::Body { return body; }, inner.body)};
}

}  // namespace

std::vector<SeenKey> keys_of(const nem::Transaction& transaction) {
    std::vector<SeenKey> keys{{transaction.header.time_stamp, nem::hash_of(transaction)}};
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (multisig == nullptr) { return keys; }
    for (const auto& one : multisig->cosignatures) {
        keys.emplace_back(one.header.time_stamp,
                          nem::hash_of(nem::Transaction{one.header, one.body}));
    }
    keys.emplace_back(multisig->inner.header.time_stamp, nem::hash_of(as_whole(multisig->inner)));
    return keys;
}

bool execute(StateDraft& draft, const nem::Transaction& transaction, ledger::Height height,
             std::uint32_t index, BlockMoves& moves) {
    BlockMoves own;
    Mover mover{draft.facts, height, index, own};
    if (mover.move(transaction) || !pay(draft, own)) { return false; }
    const nem::Header& header = transaction.header;
    know_key(draft, header.signer, header.network);
    std::visit([&](const auto& body) { act(draft, header, body); }, transaction.body);
    for (const auto& key : keys_of(transaction)) { draft.seen.set(key, {}); }
    moves.xem.insert(moves.xem.end(), own.xem.begin(), own.xem.end());
    moves.mosaics.insert(moves.mosaics.end(), own.mosaics.begin(), own.mosaics.end());
    return true;
}

}  // namespace nem_chain

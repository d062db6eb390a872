#include "state_tables.hpp"

#include <algorithm>
#include <utility>

#include "mover.hpp"
#include "supply.hpp"

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

/// What is given was somebody's or was issued, so that the sum is no more than there is.
bool credit(money::Amount& balance, money::Amount by) {
    const auto sum = money::add(balance, by);
    base::invariant(sum && sum->atoms() <= std::max(kXemMax, kQuantityMax),
                    "nobody has more than there is");
    balance = *sum;
    return true;
}

bool debit(money::Amount& balance, money::Amount by) {
    const auto rest = money::subtract(balance, by);
    if (!rest) { return false; }
    balance = *rest;
    return true;
}

bool pay(StateDraft& draft, const Movement& movement) {
    if (!can_be(movement)) { return false; }
    if (movement.from && !debit(draft.accounts.edit(*movement.from).balance, movement.amount)) {
        return false;
    }
    if (movement.to && !credit(draft.accounts.edit(*movement.to).balance, movement.amount)) {
        return false;
    }
    return !movement.from || debit(draft.accounts.edit(*movement.from).balance, movement.fee);
}

/// An account's holding of a mosaic changed by `change`; none of 0 is kept.
template <class Change>
bool change_holding(Account& account, const nem::MosaicId& id, Change change) {
    auto at = std::ranges::lower_bound(account.mosaics, id, {}, &OwnedMosaic::id);
    if (at == account.mosaics.end() || at->id != id) {
        at = account.mosaics.insert(at, OwnedMosaic{id, {}});
    }
    const bool good = change(at->quantity);
    if (at->quantity == money::Amount{}) { account.mosaics.erase(at); }
    return good;
}

void void_holdings(StateDraft& draft, const nem::MosaicId& id) {
    std::vector<nem::Address> holders;
    draft.accounts.visit_from({}, [&](const nem::Address& address, const Account& account) {
        if (std::ranges::binary_search(account.mosaics, id, {}, &OwnedMosaic::id)) {
            holders.push_back(address);
        }
        return true;
    });
    for (const auto& holder : holders) {
        change_holding(draft.accounts.edit(holder), id, [](money::Amount& quantity) {
            quantity = {};
            return true;
        });
    }
}

bool pay(StateDraft& draft, const MosaicMovement& movement) {
    if (!can_be(movement)) { return false; }
    if (movement.starts_over) { void_holdings(draft, movement.id); }
    const auto change = [&](const std::optional<nem::Address>& account, auto by) {
        return !account || change_holding(draft.accounts.edit(*account), movement.id,
                                          [&](money::Amount& quantity) {
                                              return by(quantity, movement.quantity);
                                          });
    };
    return change(movement.from, debit) && change(movement.to, credit);
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

void put(CanonicalBytes& bytes, const Account& account) {
    bytes.put(account.balance);
    bytes.put(account.key);
    bytes.put(std::uint64_t{account.mosaics.size()});
    for (const auto& owned : account.mosaics) {
        bytes.put(owned.id);
        bytes.put(owned.quantity);
    }
    bytes.put(std::uint64_t{account.cosignatories.size()});
    for (const auto& cosignatory : account.cosignatories) { bytes.put(cosignatory); }
    bytes.put(std::uint64_t{account.cosignatory_of.size()});
    for (const auto& multisig : account.cosignatory_of) { bytes.put(multisig); }
    bytes.put(account.min_cosignatories);
}

}  // namespace

StateChanges exchange(StateTables& tables, StateChanges changes) {
    return {exchange(tables.facts, std::move(changes.facts)),
            tables.accounts.exchange(std::move(changes.accounts)),
            tables.seen.exchange(std::move(changes.seen)),
            std::exchange(tables.issued, changes.issued)};
}

void put(CanonicalBytes& bytes, const StateTables& tables) {
    put(bytes, tables.facts);
    bytes.put(std::uint64_t{tables.accounts.rows().size()});
    for (const auto& [address, account] : tables.accounts.rows()) {
        bytes.put(address);
        put(bytes, account);
    }
    bytes.put(std::uint64_t{tables.seen.rows().size()});
    for (const auto& [key, seen] : tables.seen.rows()) {
        bytes.put(key.first.value);
        bytes.put(key.second);
    }
}

money::Amount StateDraft::balance(const nem::Address& account) const {
    const Account* const found = accounts.find(account);
    return found == nullptr ? money::Amount{} : found->balance;
}

money::Amount StateDraft::quantity(const nem::Address& account, const nem::MosaicId& id) const {
    const Account* const found = accounts.find(account);
    if (found == nullptr) { return {}; }
    const auto at = std::ranges::lower_bound(found->mosaics, id, {}, &OwnedMosaic::id);
    return at == found->mosaics.end() || at->id != id ? money::Amount{} : at->quantity;
}

bool StateDraft::is_multisig(const nem::Address& account) const {
    const Account* const found = accounts.find(account);
    return found != nullptr && !found->cosignatories.empty();
}

bool StateDraft::is_cosignatory(const nem::Address& account) const {
    const Account* const found = accounts.find(account);
    return found != nullptr && !found->cosignatory_of.empty();
}

bool StateDraft::is_cosignatory_of(const nem::Address& account,
                                   const nem::Address& multisig) const {
    const Account* const found = accounts.find(account);
    return found != nullptr && std::ranges::binary_search(found->cosignatory_of, multisig);
}

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

bool issue(StateDraft& draft, const nem::Address& account, base::Wide atoms) {
    if (atoms > kXemMax - draft.issued.atoms()) { return false; }
    const auto amount = money::Amount::from_atoms(static_cast<std::uint64_t>(atoms));
    draft.issued = money::Amount::from_atoms(draft.issued.atoms() + amount.atoms());
    return credit(draft.accounts.edit(account).balance, amount);
}

bool pay(StateDraft& draft, const BlockMoves& moves) {
    const auto paid = [&](const auto& movement) { return pay(draft, movement); };
    return std::ranges::all_of(moves.xem, paid) && std::ranges::all_of(moves.mosaics, paid);
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

void drop_old(StateDraft& draft, nem::TimeStamp now) {
    if (now.value < kSecondsSeen) { return; }
    const nem::TimeStamp oldest{now.value - kSecondsSeen};
    std::vector<SeenKey> old;
    draft.seen.visit_from({}, [&](const SeenKey& key, const Seen&) {
        if (key.first >= oldest) { return false; }
        old.push_back(key);
        return true;
    });
    for (const auto& key : old) { draft.seen.erase(key); }
}

}  // namespace nem_chain

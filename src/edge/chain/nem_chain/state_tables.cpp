#include "state_tables.hpp"

#include <algorithm>
#include <utility>

namespace nem_chain {
namespace {

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

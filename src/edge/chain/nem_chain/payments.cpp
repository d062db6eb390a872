// What movements do to balances and holdings.
#include <algorithm>

#include "state_tables.hpp"
#include "supply.hpp"

namespace nem_chain {
namespace {

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

}  // namespace

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

}  // namespace nem_chain

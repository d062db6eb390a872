#include "means.hpp"

#include <algorithm>
#include <map>

#include "mover.hpp"
#include "supply.hpp"

namespace nem_chain {
namespace {

/// What accounts have while one transaction is tried.
template <class Key>
class Purse {
public:
    /// False when `key` has not so much.
    template <class Held>
    bool take(const Key& key, money::Amount amount, Held held) {
        const auto place = rests_.try_emplace(key, held(key)).first;
        const auto rest = money::subtract(place->second, amount);
        if (rest) { place->second = *rest; }
        return rest.has_value();
    }
    /// What another had: the sum is no more than there is.
    template <class Held>
    void give(const Key& key, money::Amount amount, Held held) {
        const auto place = rests_.try_emplace(key, held(key)).first;
        const auto sum = money::add(place->second, amount);
        base::invariant(sum.has_value(), "nobody has more than there is");
        place->second = *sum;
    }

private:
    std::map<Key, money::Amount> rests_;
};

bool has_xem(const std::vector<Movement>& movements, const StateDraft& draft) {
    Purse<nem::Address> purse;
    const auto held = [&](const nem::Address& account) { return draft.balance(account); };
    return std::ranges::all_of(movements, [&](const Movement& one) {
        const auto take = [&](money::Amount amount) {
            return !one.from || purse.take(*one.from, amount, held);
        };
        if (!can_be(one) || !take(one.amount)) { return false; }
        if (one.to) { purse.give(*one.to, one.amount, held); }
        return take(one.fee);
    });
}

bool has_mosaics(const std::vector<MosaicMovement>& movements, const StateDraft& draft) {
    using Key = std::pair<nem::Address, nem::MosaicId>;
    Purse<Key> purse;
    const auto held = [&](const Key& key) { return draft.quantity(key.first, key.second); };
    return std::ranges::all_of(movements, [&](const MosaicMovement& one) {
        // What definitions and supplies do has rules of its own, which say more exactly what is
        // wrong.
        if (!one.from || !one.to) { return true; }
        if (!can_be(one) || !purse.take({*one.from, one.id}, one.quantity, held)) { return false; }
        purse.give({*one.to, one.id}, one.quantity, held);
        return true;
    });
}

}  // namespace

Means means_for(const nem::Transaction& whole, const StateDraft& draft, ledger::Height height) {
    RegisterDraft facts = draft.facts;
    BlockMoves moves;
    Mover mover{facts, height, 0, moves};
    if (const auto wrong = mover.move(whole)) {
        // More than 63 bits count is more than anybody has. What else is wrong has its own rule.
        return {wrong->problem != ChainProblem::Overflow, true};
    }
    return {has_xem(moves.xem, draft), has_mosaics(moves.mosaics, draft)};
}

}  // namespace nem_chain

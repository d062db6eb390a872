#include <algorithm>
#include <variant>

#include "names.hpp"
#include "transactions.hpp"

namespace nem_wallet {
namespace {

bool contains(const std::vector<nem::PublicKey>& keys, const nem::PublicKey& key) {
    return std::ranges::find(keys, key) != keys.end();
}

bool are_distinct(std::vector<nem::PublicKey> keys) {
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) == keys.end();
}

std::expected<void, WalletError> check_change(const Terms& terms, const Signers& before,
                                              const SignersChange& change) {
    if (change.add.empty() && change.remove.empty() && !change.minimum) {
        return refuse(WalletProblem::NothingToChange);
    }
    if (change.remove.size() > 1) { return refuse(WalletProblem::TooManyDeletions); }
    if (!are_distinct(change.add)) { return refuse(WalletProblem::BadCosignatories); }
    for (const auto& key : change.add) {
        if (key == terms.signer || contains(before.cosignatories, key)) {
            return refuse(WalletProblem::BadCosignatories, nem::to_hex(key));
        }
    }
    for (const auto& key : change.remove) {
        if (!contains(before.cosignatories, key)) {
            return refuse(WalletProblem::BadCosignatories, nem::to_hex(key));
        }
    }
    const Signers after = apply(before, change);
    if (after.cosignatories.size() > kCosignatoriesMax) {
        return refuse(WalletProblem::TooManyCosignatories,
                      std::to_string(after.cosignatories.size()));
    }
    if (after.minimum > after.cosignatories.size()) {
        return refuse(WalletProblem::BadMinimum, std::to_string(after.minimum));
    }
    return {};
}

}  // namespace

Signers apply(const Signers& before, const SignersChange& change) {
    Signers after = before;
    std::erase_if(after.cosignatories,
                  [&](const nem::PublicKey& key) { return contains(change.remove, key); });
    after.cosignatories.insert(after.cosignatories.end(), change.add.begin(), change.add.end());
    after.minimum = change.minimum.value_or(before.minimum);
    return after;
}

Built<nem::Transaction> modify_multisig(const Terms& terms, const Signers& before,
                                        const SignersChange& change) {
    if (auto fine = check_change(terms, before, change); !fine) {
        return std::unexpected(std::move(fine.error()));
    }
    nem::MultisigModification body;
    for (const auto& key : change.add) {
        body.modifications.push_back({nem::Modification::Type::Add, key});
    }
    for (const auto& key : change.remove) {
        body.modifications.push_back({nem::Modification::Type::Delete, key});
    }
    body.min_cosignatories = nem::MinCosignatories{};
    if (change.minimum && *change.minimum != before.minimum) {
        // Both are at most 32, as checked, or what the chain has.
        const auto relative = static_cast<std::int64_t>(*change.minimum) - before.minimum;
        body.min_cosignatories->change = nem::RelativeChange{static_cast<std::int32_t>(relative)};
    }
    if (body.modifications.empty() && !body.min_cosignatories->change) {
        return refuse(WalletProblem::NothingToChange);
    }
    return finish({begin(terms), std::move(body)}, no_mosaics);
}

std::vector<SignersWarning> warnings_of(const Signers& before, const Signers& after) {
    std::vector<SignersWarning> warnings;
    const auto all = after.cosignatories.size();
    if (all == 0) { return warnings; }
    const auto needed = after.minimum == 0 ? all : after.minimum;
    if (before.cosignatories.empty()) { warnings.push_back(SignersWarning::Irreversible); }
    if (all > 1 && needed == all) { warnings.push_back(SignersWarning::EvictionTrap); }
    if (needed == all) { warnings.push_back(SignersWarning::LostKey); }
    if (all > 1 && needed == 1) { warnings.push_back(SignersWarning::OneSuffices); }
    return warnings;
}

base::Phrase to_phrase(SignersWarning warning) {
    switch (warning) {
        case SignersWarning::EvictionTrap:
            return {
                "all must sign, but whoever is to be removed need not: all the others together "
                "can remove any one, again and again, until one key alone commands the account "
                "(of two, each can remove the other). Ask for fewer signatures than there are "
                "cosignatories",
                "全員の署名が必要でも、外される本人の署名は不要です。残りの全員が合意すれば一人ずつ"
                "外すことができ、最後は一つの鍵が口座を支配します（二人なら互いに相手を外せます）。"
                "必要な署名の数を、署名者の数より少なくしてください"};
        case SignersWarning::LostKey:
            return {"all must sign: one lost key locks the account, unless the others remove it",
                    "全員の署名が必要です。鍵を一つ失うと、他の署名者がそれを外すまで口座は動かせま"
                    "せん"};
        case SignersWarning::OneSuffices:
            return {"any one of the cosignatories can move everything",
                    "署名者の誰か一人だけで、すべてを動かせます"};
        case SignersWarning::Irreversible:
            return {
                "from now on the account can sign nothing by itself; only its cosignatories act "
                "for it",
                "以後、この口座は自分では署名できません。署名者だけが口座を動かせます"};
    }
    base::broken("unnamed warning");
}

Built<nem::Transaction> wrap_multisig(const Terms& terms, const nem::Transaction& inner) {
    std::optional<nem::InnerTransaction> wrapped;
    std::visit(
        [&](const auto& body) {
            if constexpr (std::is_constructible_v<nem::InnerBody, decltype(body)>) {
                wrapped = nem::InnerTransaction{inner.header, body};
            }
        },
        inner.body);
    if (!wrapped) { return refuse(WalletProblem::NotWrappable); }
    return finish({begin(terms), nem::Multisig{*std::move(wrapped), {}}}, no_mosaics);
}

Built<nem::Transaction> cosign(const Terms& terms, const nem::Hash& inner_hash,
                               const nem::Address& multisig_account) {
    return finish({begin(terms), nem::MultisigSignature{inner_hash, multisig_account}}, no_mosaics);
}

}  // namespace nem_wallet

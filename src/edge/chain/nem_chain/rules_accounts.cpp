// Multisig accounts and remote accounts (Reference 3.8, 4.4; MultisigCosignatoryModification-
// Validator, NumCosignatoryRangeValidator, ImportanceTransferTransactionValidator).
#include <algorithm>
#include <nem_chain/fees.hpp>
#include <set>

#include "forks.hpp"
#include "rules.hpp"

namespace nem_chain {
namespace {

constexpr std::size_t kCosignatoriesMax = 32;

using Addresses = std::set<nem::Address>;

NisResult judge_added(const nem::Address& cosigner, const nem::Address& multisig,
                      const StateDraft& draft) {
    if (draft.is_cosignatory_of(cosigner, multisig)) { return NisResult::MultisigAlreadyACosigner; }
    return draft.is_multisig(cosigner) || cosigner == multisig
               ? NisResult::MultisigAccountCannotBeCosigner
               : NisResult::Success;
}

NisResult judge_modifications(const nem::Header& header, const nem::MultisigModification& change,
                              const StateDraft& draft) {
    const nem::Address multisig = nem::to_address(header.signer, header.network);
    Addresses added;
    Addresses deleted;
    for (const auto& modification : change.modifications) {
        const nem::Address cosigner = nem::to_address(modification.cosignatory, header.network);
        if (modification.type == nem::Modification::Type::Add) {
            const auto result = judge_added(cosigner, multisig, draft);
            if (is_failure(result)) { return result; }
            added.insert(cosigner);
        } else {
            if (!draft.is_cosignatory_of(cosigner, multisig)) {
                return NisResult::MultisigNotACosigner;
            }
            deleted.insert(cosigner);
        }
    }
    if (deleted.size() > 1) { return NisResult::MultisigModificationMultipleDeletes; }
    if (change.modifications.size() != added.size() + deleted.size()) {
        return NisResult::MultisigModificationRedundantModifications;
    }
    return draft.is_cosignatory(multisig) ? NisResult::MultisigAccountCannotBeCosigner
                                          : NisResult::Success;
}

NisResult judge_numbers(const nem::Header& header, const nem::MultisigModification& change,
                        const StateDraft& draft) {
    const Account* const account =
        draft.accounts.find(nem::to_address(header.signer, header.network));
    std::int64_t cosigners = 0;
    std::int64_t least = 0;
    if (account != nullptr) {
        cosigners = static_cast<std::int64_t>(account->cosignatories.size());
        least = account->min_cosignatories;
    }
    for (const auto& modification : change.modifications) {
        cosigners += modification.type == nem::Modification::Type::Add ? 1 : -1;
    }
    if (change.min_cosignatories && change.min_cosignatories->change) {
        least += change.min_cosignatories->change->value;
    }
    if (least < 0 || least > cosigners) { return NisResult::MultisigMinCosignatoriesOutOfRange; }
    return cosigners > static_cast<std::int64_t>(kCosignatoriesMax)
               ? NisResult::TooManyMultisigCosigners
               : NisResult::Success;
}

bool is_unsettled(const Link* link, ledger::Height at) {
    return link != nullptr && link->role != LinkRole::None && !is_settled(*link, at);
}

bool owns_namespace(const RegisterDraft& facts, const nem::Address& account) {
    bool owns = false;
    facts.roots.visit_from({}, [&](const std::string&, const Root& root) {
        owns = root.owner == account;
        return !owns;
    });
    return owns;
}

bool is_in_use(const StateDraft& draft, const nem::Address& account, const Circumstances& where) {
    const Account* const found = draft.accounts.find(account);
    if (found != nullptr && found->balance != money::Amount{}) { return true; }
    if (!remote_must_be_unused(where.height, where.network)) { return false; }
    return (found != nullptr && !found->mosaics.empty()) || owns_namespace(draft.facts, account) ||
           draft.is_multisig(account) || draft.is_cosignatory(account);
}

NisResult judge_remote(const nem::Address& owner, const Link* remote, ledger::Height at) {
    if (is_unsettled(remote, at)) { return NisResult::ImportanceTransferInProgress; }
    const bool anothers = remote != nullptr && remote->role == LinkRole::Remote &&
                          remote->other != owner && remote->active;
    return anothers ? NisResult::ImportanceTransferNeedsToBeDeactivated : NisResult::Success;
}

}  // namespace

NisResult judge_body(const nem::Header& header, const nem::MultisigModification& change,
                     const StateDraft& draft, const Circumstances& /*where*/) {
    // NIS cannot even read one that changes nothing.
    const bool changes_least = change.min_cosignatories && change.min_cosignatories->change;
    if (change.modifications.empty() && !changes_least) { return NisResult::Unknown; }
    const auto result = judge_modifications(header, change, draft);
    return is_failure(result) ? result : judge_numbers(header, change, draft);
}

NisResult judge_body(const nem::Header& header, const nem::ImportanceTransfer& transfer,
                     const StateDraft& draft, const Circumstances& where) {
    const nem::Address owner = nem::to_address(header.signer, header.network);
    const nem::Address remote = nem::to_address(transfer.remote_account, header.network);
    const auto result = judge_remote(owner, draft.facts.links.find(remote), where.height);
    if (is_failure(result)) { return result; }
    const Link* const own = draft.facts.links.find(owner);
    if (is_unsettled(own, where.height)) { return NisResult::ImportanceTransferInProgress; }
    const bool active = own != nullptr && own->role != LinkRole::None && own->active;
    if (transfer.mode == nem::ImportanceTransfer::Mode::Deactivate) {
        return active ? NisResult::Success : NisResult::ImportanceTransferIsNotActive;
    }
    if (is_in_use(draft, remote, where)) { return NisResult::DestinationAccountInUse; }
    return active ? NisResult::ImportanceTransferNeedsToBeDeactivated : NisResult::Success;
}

bool is_held_back(const RegisterDraft& facts, const nem::Address& account,
                  const Circumstances& where) {
    const Link* const link = facts.links.find(account);
    if (link == nullptr || link->role != LinkRole::Remote) { return false; }
    const bool over = !link->active && is_settled(*link, where.height);
    return !over || !redefinition_keeps(where.height, where.network);
}

NisResult judge_body(const nem::Header& /*header*/, const nem::MultisigSignature& /*signature*/,
                     const StateDraft& /*draft*/, const Circumstances& /*where*/) {
    return NisResult::Success;
}

NisResult judge_body(const nem::Header& header, const nem::Multisig& multisig,
                     const StateDraft& draft, const Circumstances& where) {
    const nem::Address signer = nem::to_address(header.signer, header.network);
    const nem::Address account = nem::to_address(multisig.inner.header.signer, header.network);
    if (!draft.is_cosignatory_of(signer, account)) { return NisResult::MultisigNotACosigner; }
    const bool sink =
        account == rental_sink(where.network) || account == creation_sink(where.network);
    if (sink && where.network == nem::kMainnet && where.height > kTreasuryReissuance) {
        return NisResult::TransactionNotAllowedForMultisig;
    }
    const auto belongs = [&](const nem::Cosignature& one) {
        return is_for(one.body, multisig, where.network);
    };
    return std::ranges::all_of(multisig.cosignatures, belongs)
               ? NisResult::Success
               : NisResult::MultisigMismatchedSignature;
}

NisResult judge_signatures(const nem::Header& header, const nem::Multisig& multisig,
                           const StateDraft& draft) {
    const nem::Network network = header.network;
    const Account* const account =
        draft.accounts.find(nem::to_address(multisig.inner.header.signer, network));
    if (account == nullptr) { return NisResult::MultisigInvalidCosigners; }
    Addresses needed{account->cosignatories.begin(), account->cosignatories.end()};
    Addresses signers{nem::to_address(header.signer, network)};
    for (const auto& one : multisig.cosignatures) {
        signers.insert(nem::to_address(one.header.signer, network));
    }
    if (!std::ranges::includes(needed, signers)) { return NisResult::MultisigInvalidCosigners; }
    // The deleted one need not sign, and does not count when it does: so n - 1 of n can put the
    // last one out. Of m of n, m others must agree.
    if (const auto* change = std::get_if<nem::MultisigModification>(&multisig.inner.body)) {
        for (const auto& modification : change->modifications) {
            if (modification.type != nem::Modification::Type::Delete) { continue; }
            needed.erase(nem::to_address(modification.cosignatory, network));
            signers.erase(nem::to_address(modification.cosignatory, network));
        }
    }
    const std::size_t least = account->min_cosignatories;
    const bool all = least == 0 || least == account->cosignatories.size();
    return (all ? signers == needed : signers.size() >= least)
               ? NisResult::Success
               : NisResult::MultisigInvalidCosigners;
}

}  // namespace nem_chain

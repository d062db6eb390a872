#include "proposal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../complain.hpp"
#include "../nem/facts.hpp"
#include "../nem/key_access.hpp"
#include "../nem/message_reading.hpp"

namespace app {

namespace {

using base::phrase;

std::unexpected<base::Complaint> refuse(base::Phrase text) {
    return std::unexpected(complaint(base::Blame::Input, std::move(text)));
}

/// Whose XEM it costs.
nem::Address payer_of(const nem::Transaction& transaction) {
    const auto network = transaction.header.network;
    if (const auto* const cosignature = std::get_if<nem::MultisigSignature>(&transaction.body)) {
        return cosignature->other_account;
    }
    if (const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        return nem::to_address(multisig->inner.header.signer, network);
    }
    return nem::to_address(transaction.header.signer, network);
}

/// The multisig account's key, where `signer` may propose for it.
Expected<nem::PublicKey> key_of_multisig(const Ground& ground, const nem::Address& account,
                                         const nem::Address& signer) {
    const auto state = ground.account(account);
    if (!state) { return std::unexpected(state.error()); }
    if (!state->multisig) {
        return refuse(phrase("--account: {} is no multisig account",
                             "--account: {} はマルチシグアカウントではありません",
                             to_pretty(account)));
    }
    if (std::ranges::find(state->cosignatories, signer) == state->cosignatories.end()) {
        return refuse(phrase("{} is no cosignatory of {}", "{} は {} の連署者ではありません",
                             to_pretty(signer), to_pretty(account)));
    }
    const auto& key = state->public_key;
    if (key && nem::to_address(*key, ground.network()) == account) { return *key; }
    return std::unexpected(complaint(
        base::Blame::World, phrase("the nodes do not know the public key of {}",
                                   "{} の公開鍵がノードにありません", to_pretty(account))));
}

Expected<void> check_own_account(const Ground& ground, const nem::Address& signer) {
    const auto state = ground.account(signer);
    if (!state) { return std::unexpected(state.error()); }
    if (!state->multisig) { return {}; }
    return refuse(
        phrase("{} is a multisig account and signs nothing itself; let a cosignatory "
               "propose it with --account",
               "{} はマルチシグアカウントで、自分では署名できません。連署者が --account "
               "で提案してください",
               to_pretty(signer)));
}

Expected<void> check_xem(const Proposal& proposal) {
    const auto needed = money::add(proposal.cost.fee, proposal.cost.moved);
    if (needed && *needed <= proposal.balance) { return {}; }
    return refuse(phrase("{} has {}, and {} with fees are needed",
                         "{} の残高は {} で、手数料を含め "
                         "{} が必要です",
                         to_pretty(proposal.payer), to_xem(proposal.balance),
                         needed ? to_xem(*needed) : std::string{"?"}));
}

/// The mosaics of a transfer against what the payer owns.
Expected<void> check_mosaics(const Proposal& proposal, const Ground& ground) {
    const nem::Transfer* const transfer = transfer_of(proposal.transaction);
    if (transfer == nullptr || !transfer->mosaics) { return {}; }
    const auto owned = ground.owned(proposal.payer);
    if (!owned) { return std::unexpected(owned.error()); }
    for (const auto& wanted : *transfer->mosaics) {
        if (wanted.id == nem::MosaicId{"nem", "xem"}) { continue; }
        const auto found = std::ranges::find(*owned, wanted.id, &nem::Mosaic::id);
        const auto has = found == owned->end() ? money::Amount{} : found->quantity;
        if (wanted.quantity <= has) { continue; }
        return refuse(phrase("{} has {} of {}:{} (smallest parts), and {} are needed",
                             "{0} の {2}:{3} は {1}（最小単位）で、{4} が必要です",
                             to_pretty(proposal.payer), has.atoms(),
                             base::visible(wanted.id.namespace_id), base::visible(wanted.id.name),
                             wanted.quantity.atoms()));
    }
    return {};
}

}  // namespace

base::Complaint complaint_about_wallet(const nem_wallet::WalletError& error) {
    if (error.key) { return complaint_about_key(*error.key); }
    return complaint(base::Blame::Input, to_phrase(error));
}

Expected<Draft> to_draft(nem_wallet::Built<nem::Transaction> built,
                         std::vector<base::Phrase> warnings) {
    if (!built) { return std::unexpected(complaint_about_wallet(built.error())); }
    return Draft{*std::move(built), std::move(warnings), std::nullopt};
}

Expected<Proposal> to_proposal(Draft draft, Ground& ground) {
    Proposal proposal{std::move(draft.transaction), {}, {}, {}, std::move(draft.warnings),
                      std::move(draft.about)};
    proposal.payer = payer_of(proposal.transaction);
    proposal.cost = nem_wallet::cost_of(proposal.transaction);
    const auto state = ground.account(proposal.payer);
    if (!state) { return std::unexpected(state.error()); }
    proposal.balance = state->balance;
    // What a mosaic is decides how its quantities are shown.
    const nem::Transfer* const transfer = transfer_of(proposal.transaction);
    if (transfer == nullptr || !transfer->mosaics) { return proposal; }
    for (const auto& mosaic : *transfer->mosaics) {
        if (mosaic.id == nem::MosaicId{"nem", "xem"}) { continue; }
        const auto facts = ground.mosaic(mosaic.id);
        if (!facts) { return std::unexpected(facts.error()); }
    }
    return proposal;
}

Expected<Proposal> make_proposal(const Wish& wish, const SendingSettings& settings, Ground& ground,
                                 const nem::PublicKey& signer, const nem_keys::KeyPair* keys) {
    const auto now = ground.now();
    if (!now) { return std::unexpected(now.error()); }
    const nem_wallet::Terms own{ground.network(), signer, *now, settings.lifetime_s};
    const auto address = nem::to_address(signer, ground.network());
    const bool wraps = settings.account && wish.is_wrapped;
    nem_wallet::Terms terms = own;
    if (wraps) {
        const auto key = key_of_multisig(ground, *settings.account, address);
        if (!key) { return std::unexpected(key.error()); }
        terms.signer = *key;
    } else if (auto fine = check_own_account(ground, address); !fine) {
        return std::unexpected(std::move(fine.error()));
    }
    auto built = wish.build(terms, ground, keys);
    if (!built) { return std::unexpected(built.error()); }
    if (wraps) {
        auto wrapped = nem_wallet::wrap_multisig(own, built->transaction);
        if (!wrapped) { return std::unexpected(complaint_about_wallet(wrapped.error())); }
        built->transaction = *std::move(wrapped);
    }
    auto proposal = to_proposal(*std::move(built), ground);
    if (!proposal) { return proposal; }
    auto fine = check_xem(*proposal);
    if (fine) { fine = check_mosaics(*proposal, ground); }
    if (!fine) { return std::unexpected(std::move(fine.error())); }
    return proposal;
}

}  // namespace app

#include "multisig_facts.hpp"

#include <fmt/format.h>

#include "../help.hpp"
#include "../nem/body_facts.hpp"
#include "../nem/entity_json.hpp"
#include "../nem/entity_table.hpp"
#include "../nem/facts.hpp"

namespace app {

namespace {

using base::phrase;
using base::Phrase;

const nem::Multisig& multisig_of(const nem::SignedTransaction& pending) {
    const auto* const multisig = std::get_if<nem::Multisig>(&pending.transaction.body);
    base::invariant(multisig != nullptr, "only multisig transactions are kept");
    return *multisig;
}

std::string inner_hash_of(const nem::SignedTransaction& pending) {
    const auto hash = nem::inner_hash(pending.transaction);
    if (!hash) { base::broken("a multisig transaction without an inner one"); }
    return nem::to_hex(*hash);
}

/// The initiator and those who cosigned.
std::vector<nem::Address> signers_so_far(const nem::SignedTransaction& pending) {
    const auto network = pending.transaction.header.network;
    std::vector<nem::Address> signers{nem::to_address(pending.transaction.header.signer, network)};
    for (const auto& cosignature : multisig_of(pending).cosignatures) {
        signers.push_back(nem::to_address(cosignature.header.signer, network));
    }
    return signers;
}

nem::Transaction inner_of(const nem::Multisig& multisig) {
    return std::visit(
        [&](const auto& body) { return nem::Transaction{multisig.inner.header, body}; },
        multisig.inner.body);
}

Json texts_of(const std::vector<nem::Address>& addresses) {
    Json texts = Json::array();
    for (const auto& address : addresses) { texts.push_back(address.text()); }
    return texts;
}

void add_pending(NemFacts& facts, const nem::SignedTransaction& pending) {
    const auto inner = inner_of(multisig_of(pending));
    facts.begin({"waits for signatures", "署名待ち"});
    facts.add({"inner hash", "内側のハッシュ"}, inner_hash_of(pending), Tone::Strong);
    facts.add({"type", "種類"}, type_phrase(inner));
    facts.add({"for account", "アカウント"},
              to_pretty(nem::to_address(inner.header.signer, inner.header.network)));
    add_body(facts, inner, std::nullopt);
    facts.add({"deadline", "期限"}, to_time(pending.transaction.header.deadline, facts.language()));
    for (const auto& signer : signers_so_far(pending)) {
        facts.add({"signed by", "署名済み"}, to_pretty(signer));
    }
}

}  // namespace

Expected<MultisigFacts> ask_multisig_facts(const Ground& ground, const nem::Address& account) {
    auto state = ground.account(account);
    if (!state) { return std::unexpected(state.error()); }
    auto pool = ground.unconfirmed(account);
    if (!pool) { return std::unexpected(pool.error()); }
    std::erase_if(*pool, [](const nem::SignedTransaction& one) {
        return !std::holds_alternative<nem::Multisig>(one.transaction.body);
    });
    return MultisigFacts{*std::move(state), *std::move(pool)};
}

Json to_json(const MultisigFacts& facts, nem::Network network) {
    Json pending = Json::array();
    for (const auto& one : facts.pending) {
        pending.push_back({{"innerHash", inner_hash_of(one)},
                           {"hash", nem::to_hex(nem::hash_of(one.transaction))},
                           {"signedBy", texts_of(signers_so_far(one))},
                           {"transaction", nem::to_json(one)}});
    }
    const auto& account = facts.account;
    return {{"format", "dyepack.nem-multisig/1"},
            {"program", program_version()},
            {"network", network_name(network)},
            {"account", account.address.text()},
            {"cosignatories", texts_of(account.cosignatories)},
            {"minCosignatories",
             account.multisig ? Json(account.multisig->min_cosignatories) : Json(nullptr)},
            {"cosignatoryOf", texts_of(account.cosignatory_of)},
            {"pending", std::move(pending)}};
}

std::string to_table(const MultisigFacts& facts, nem::Network network, base::Language language,
                     const Terminal& terminal) {
    const auto& account = facts.account;
    NemFacts lines{language};
    lines.add({"account", "アカウント"}, to_pretty(account.address), Tone::Strong);
    lines.add({"network", "ネットワーク"}, network_phrase(network));
    if (account.multisig) {
        lines.add({"multisig", "マルチシグ"},
                  phrase("{} of {} must sign", "{1} 人中 {0} 人の署名が必要",
                         account.multisig->min_cosignatories, account.cosignatories.size()));
    } else {
        lines.add({"multisig", "マルチシグ"}, Phrase{"no", "いいえ"});
    }
    for (const auto& each : account.cosignatories) {
        lines.add({"cosignatory", "連署者"}, to_pretty(each));
    }
    for (const auto& each : account.cosignatory_of) {
        lines.add({"cosigns for", "連署先"}, to_pretty(each));
    }
    std::string text = lines.to_text(terminal);
    for (const auto& one : facts.pending) {
        NemFacts waiting{language};
        add_pending(waiting, one);
        text += "\n" + waiting.to_text(terminal);
    }
    return text;
}

}  // namespace app

#include <fmt/format.h>

#include <algorithm>

#include "../complain.hpp"
#include "../nem/account_text.hpp"
#include "../nem/entity.hpp"
#include "../nem/facts.hpp"
#include "../sending/cosigning.hpp"
#include "../sending/multisig_facts.hpp"
#include "../sending/sending.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

using base::phrase;
using nem_wallet::Terms;

std::unexpected<base::Complaint> refuse(base::Phrase text) {
    return std::unexpected(complaint(base::Blame::Input, std::move(text)));
}

/// The word behind the action.
Expected<std::string> word_of(const Arguments& arguments, base::Phrase expected) {
    if (arguments.operands.size() == 2) { return arguments.operands.back(); }
    return std::unexpected(usage_complaint(std::move(expected)));
}

// ---- change.

struct Change {
    nem_wallet::SignersChange change;
    std::vector<nem::PublicKey> named;
};

Expected<Change> change_of(const Arguments& arguments) {
    Change change;
    for (const auto& text : arguments.all("add")) {
        const auto key = public_key_of_option("add", text);
        if (!key) { return std::unexpected(key.error()); }
        change.change.add.push_back(*key);
    }
    for (const auto& text : arguments.all("remove")) {
        const auto key = public_key_of_option("remove", text);
        if (!key) { return std::unexpected(key.error()); }
        change.change.remove.push_back(*key);
    }
    if (const auto text = arguments.find("minimum")) {
        const auto minimum = number_of_option("minimum", *text, 0, nem_wallet::kCosignatoriesMax);
        if (!minimum) { return std::unexpected(minimum.error()); }
        change.change.minimum = static_cast<std::uint32_t>(*minimum);
    }
    change.named = change.change.add;
    change.named.insert(change.named.end(), change.change.remove.begin(),
                        change.change.remove.end());
    return change;
}

std::string meaning_of(const nem_wallet::SignersChange& change) {
    std::string text;
    for (const auto& key : change.add) { text += "add " + nem::to_hex(key) + "\n"; }
    for (const auto& key : change.remove) { text += "remove " + nem::to_hex(key) + "\n"; }
    if (change.minimum) { text += fmt::format("minimum {}\n", *change.minimum); }
    return text;
}

Expected<Draft> build_change(const Change& change, const Terms& terms, const Ground& ground) {
    const auto state = ground.account(nem::to_address(terms.signer, terms.network));
    if (!state) { return std::unexpected(state.error()); }
    const auto before = signers_of(ground, *state, change.named);
    if (!before) { return std::unexpected(before.error()); }
    const auto after = nem_wallet::apply(*before, change.change);
    std::vector<base::Phrase> warnings;
    for (const auto warning : nem_wallet::warnings_of(*before, after)) {
        warnings.push_back(to_phrase(warning));
    }
    return to_draft(nem_wallet::modify_multisig(terms, *before, change.change),
                    std::move(warnings));
}

Expected<int> run_change(const Arguments& arguments, base::Language language) {
    if (arguments.operands.size() != 1) {
        return std::unexpected(usage_complaint(
            {"`nem multisig change` takes no further word; the account is --account, or the key's "
             "own",
             "`nem multisig change` の対象は --account か、鍵の持ち主のアカウントです"}));
    }
    const auto change = change_of(arguments);
    if (!change) { return std::unexpected(change.error()); }
    auto settings = to_sending_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const Wish wish{
        .kind = "multisig",
        .meaning = meaning_of(change->change),
        .needs_key = false,
        .is_wrapped = true,
        .build = [&](const Terms& terms, Ground& ground, const nem_keys::KeyPair* /*keys*/) {
            return build_change(*change, terms, ground);
        }};
    return Sending{*std::move(settings), arguments, language}.carry_out(wish);
}

// ---- propose.

Expected<int> run_propose(const Arguments& arguments, base::Language language) {
    const auto source =
        word_of(arguments,
                {"expected the unsigned transaction to propose: nem multisig propose INPUT",
                 "提案する未署名のトランザクションを指定してください: nem multisig propose INPUT"});
    if (!source) { return std::unexpected(source.error()); }
    auto entity = read_nem_entity(*source);
    if (!entity) { return std::unexpected(entity.error()); }
    const auto* const inner = std::get_if<nem::Transaction>(&*entity);
    if (inner == nullptr) {
        return refuse(
            {"signed already, or a block; an unsigned transaction of the multisig "
             "account was expected",
             "署名済みか、ブロックです。マルチシグアカウントの未署名のトランザクションが"
             "必要です"});
    }
    auto settings = to_sending_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    if (settings->account) {
        return std::unexpected(usage_complaint(
            {"`nem multisig propose` finds the account in INPUT; --account is not for it",
             "対象のアカウントは INPUT にあります。--account は使えません"}));
    }
    if (inner->header.network != settings->nodes.network) {
        return refuse({"it is of another network; name it with --network",
                       "別のネットワークのものです。--network で指定してください"});
    }
    settings->account = nem::to_address(inner->header.signer, inner->header.network);
    const Wish wish{.kind = "propose",
                    .meaning = nem::to_hex(nem::hash_of(*inner)),
                    .needs_key = false,
                    .is_wrapped = true,
                    .build = [&](const Terms& /*terms*/, Ground& /*ground*/,
                                 const nem_keys::KeyPair* /*keys*/) -> Expected<Draft> {
                        auto canonical = nem::to_canonical(*inner);
                        if (!canonical) { return refuse(to_phrase(canonical.error())); }
                        return Draft{*std::move(canonical), {}, std::nullopt};
                    }};
    return Sending{*std::move(settings), arguments, language}.carry_out(wish);
}

// ---- cosign.

Expected<nem::Hash> hash_of_word(const std::string& text) {
    const auto bytes = base::parse_hex(text);
    if (bytes && bytes->size() == nem::Hash::kSize) {
        nem::Hash hash;
        std::ranges::copy(*bytes, hash.bytes.begin());
        return hash;
    }
    return std::unexpected(usage_complaint(
        phrase("`{}` is no hash, expected the inner hash, 64 hexadecimal digits",
               "`{}` はハッシュではありません。内側のハッシュを 16 進数 64 桁で指定してください",
               base::visible(text))));
}

/// Nobody signs what they cannot see: it must be in a node's pool, and its hash is computed here.
Expected<Draft> build_cosignature(const nem::Hash& hash, const Terms& terms, const Ground& ground) {
    const auto own = nem::to_address(terms.signer, terms.network);
    const auto pending = find_pending(ground, own, hash);
    if (!pending) { return std::unexpected(pending.error()); }
    if (!*pending) {
        return refuse(
            phrase("no node has a multisig transaction with the inner hash {} that {} "
                   "could cosign",
                   "内側のハッシュ {} のマルチシグトランザクションで、{} が連署できるものは"
                   "ノードにありません",
                   nem::to_hex(hash), to_pretty(own)));
    }
    const auto& found = base::present(*pending, "one was found").transaction;
    const auto* const multisig = std::get_if<nem::Multisig>(&found.body);
    base::invariant(multisig != nullptr, "what has an inner hash is a multisig transaction");
    auto draft = to_draft(nem_wallet::cosign(
        terms, hash, nem::to_address(multisig->inner.header.signer, terms.network)));
    if (draft) { draft->about = found; }
    return draft;
}

Expected<int> run_cosign(const Arguments& arguments, base::Language language) {
    const auto word =
        word_of(arguments, {"expected the inner hash: nem multisig cosign HASH",
                            "内側のハッシュを指定してください: nem multisig cosign HASH"});
    if (!word) { return std::unexpected(word.error()); }
    const auto hash = hash_of_word(*word);
    if (!hash) { return std::unexpected(hash.error()); }
    auto settings = to_sending_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const Wish wish{
        .kind = "cosign",
        .meaning = nem::to_hex(*hash),
        .needs_key = false,
        .is_wrapped = false,
        .build = [&](const Terms& terms, Ground& ground, const nem_keys::KeyPair* /*keys*/) {
            return build_cosignature(*hash, terms, ground);
        }};
    return Sending{*std::move(settings), arguments, language}.carry_out(wish);
}

// ---- show.

Expected<int> run_show(const Arguments& arguments, base::Language language) {
    const auto word =
        word_of(arguments, {"expected an account: nem multisig show ACCOUNT",
                            "アカウントを指定してください: nem multisig show ACCOUNT"});
    if (!word) { return std::unexpected(word.error()); }
    const auto settings = to_watch_settings(arguments);
    if (!settings) { return std::unexpected(settings.error()); }
    const auto account = address_of_word("nem multisig show", *word, settings->network);
    if (!account) { return std::unexpected(account.error()); }
    const auto ground = Ground::open(*settings, {});
    if (!ground) { return std::unexpected(ground.error()); }
    const auto facts = ask_multisig_facts(*ground, *account);
    if (!facts) { return std::unexpected(facts.error()); }
    const auto text = arguments.has("json")
                          ? to_text(to_json(*facts, settings->network))
                          : to_table(*facts, settings->network, language, terminal_of_stdout());
    if (const auto failure = write_stdout(text)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace

Expected<int> run_nem_multisig(const Arguments& arguments, base::Language language) {
    const auto& action = arguments.operands.front();
    const bool changes =
        arguments.has("add") || arguments.has("remove") || arguments.has("minimum");
    if (changes && action != "change") {
        return std::unexpected(
            usage_complaint({"--add, --remove and --minimum are for `nem multisig change`",
                             "--add、--remove、--minimum は `nem multisig change` で使います"}));
    }
    if (action == "show") { return run_show(arguments, language); }
    if (action == "change") { return run_change(arguments, language); }
    if (action == "propose") { return run_propose(arguments, language); }
    if (action == "cosign") { return run_cosign(arguments, language); }
    return std::unexpected(usage_complaint(
        phrase("`nem multisig {}` is not known, expected show, change, propose or cosign",
               "`nem multisig {}` はありません。show、change、propose、cosign から選んでください",
               base::visible(action))));
}

}  // namespace app

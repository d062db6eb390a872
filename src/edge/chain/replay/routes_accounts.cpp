#include <algorithm>

#include "routes.hpp"

namespace replay {

using nlohmann::json;

namespace {

enum class Remote : std::uint8_t { Remote, Activating, Active, Deactivating, Inactive };

std::string_view to_string(Remote remote) {
    switch (remote) {
        case Remote::Remote: return "REMOTE";
        case Remote::Activating: return "ACTIVATING";
        case Remote::Active: return "ACTIVE";
        case Remote::Deactivating: return "DEACTIVATING";
        case Remote::Inactive: return "INACTIVE";
    }
    base::broken("unnamed state of a remote account");
}

const nem::ImportanceTransfer* importance_in(const nem::Transaction& transaction,
                                             const nem::Address& owner) {
    const auto is_owner = [&](const nem::Header& header) {
        return nem::to_address(header.signer, header.network) == owner;
    };
    if (const auto* multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        const auto* inner = std::get_if<nem::ImportanceTransfer>(&multisig->inner.body);
        return inner != nullptr && is_owner(multisig->inner.header) ? inner : nullptr;
    }
    const auto* body = std::get_if<nem::ImportanceTransfer>(&transaction.body);
    return body != nullptr && is_owner(transaction.header) ? body : nullptr;
}

/// By the newest importance transfer; it takes 360 blocks to come into force.
Remote remote_of(const Picture& picture, const nem::Address& account) {
    if (picture.state->owner_of(account)) { return Remote::Remote; }
    for (auto kept = picture.blocks.rbegin(); kept != picture.blocks.rend(); ++kept) {
        const std::uint64_t depth = picture.height() - (*kept)->block.height.value;
        const auto& transactions = (*kept)->block.transactions;
        for (auto one = transactions.rbegin(); one != transactions.rend(); ++one) {
            const auto* const body = importance_in(one->transaction, account);
            if (body == nullptr) { continue; }
            const bool in_force = depth >= nem_chain::kRewriteLimit;
            if (body->mode == nem::ImportanceTransfer::Mode::Activate) {
                return in_force ? Remote::Active : Remote::Activating;
            }
            return in_force ? Remote::Inactive : Remote::Deactivating;
        }
    }
    return Remote::Inactive;
}

std::uint64_t harvested_by(const Picture& picture, const nem::Address& account) {
    return static_cast<std::uint64_t>(std::ranges::count_if(
        picture.blocks, [&](const auto& kept) { return kept->beneficiary == account; }));
}

json bare_account(const Picture& picture, const nem::Address& account) {
    const nem_chain::State& state = *picture.state;
    const auto key = state.public_key(account);
    const auto cosigners = state.cosignatories(account);
    json multisig = json::object();
    if (!cosigners.empty()) {
        // 0 stands for all of them, and NIS says how many that is.
        const auto least = state.min_cosignatories(account);
        multisig = {{"cosignatoriesCount", cosigners.size()},
                    {"minCosignatories", least == 0 ? cosigners.size() : least}};
    }
    const std::uint64_t balance = state.balance(account).atoms();
    return {{"address", account.text()},
            {"publicKey", key ? json(nem::to_hex(*key)) : json(nullptr)},
            {"balance", balance},
            {"vestedBalance", balance},
            {"harvestedBlocks", harvested_by(picture, account)},
            {"label", nullptr},
            {"importance", 0.0},
            {"multisigInfo", multisig}};
}

json accounts_json(const Picture& picture, const std::vector<nem::Address>& accounts) {
    json list = json::array();
    for (const auto& account : accounts) { list.push_back(bare_account(picture, account)); }
    return list;
}

json meta_json(const Picture& picture, const nem::Address& account) {
    const nem_chain::State& state = *picture.state;
    return {{"status", "LOCKED"},
            {"remoteStatus", to_string(remote_of(picture, account))},
            {"cosignatoryOf", accounts_json(picture, state.cosignatory_of(account))},
            {"cosignatories", accounts_json(picture, state.cosignatories(account))}};
}

Asked<nem::Address> address_of_key(const Question& question) {
    const auto key = key_of(question.target);
    if (!key) { return std::unexpected(key.error()); }
    return nem::to_address(*key, question.view.network);
}

Answer pair_for(const Question& question, const Asked<nem::Address>& account, bool forwarded) {
    if (!account) { return std::unexpected(account.error()); }
    const auto owner = forwarded ? question.picture().state->owner_of(*account) : std::nullopt;
    return ok(account_json(question.picture(), owner.value_or(*account)));
}

}  // namespace

json account_json(const Picture& picture, const nem::Address& account) {
    return {{"account", bare_account(picture, account)}, {"meta", meta_json(picture, account)}};
}

Answer say_account(const Question& question) {
    return pair_for(question, account_of(question.target, question.view.network), false);
}
Answer say_account_of_key(const Question& question) {
    return pair_for(question, address_of_key(question), false);
}
Answer say_forwarded(const Question& question) {
    return pair_for(question, account_of(question.target, question.view.network), true);
}
Answer say_forwarded_of_key(const Question& question) {
    return pair_for(question, address_of_key(question), true);
}
Answer say_account_status(const Question& question) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    return ok(meta_json(question.picture(), *account));
}

json owned_json(const Picture& picture, const nem::Address& account) {
    const auto entry = [](std::string_view space, std::string_view name, std::uint64_t quantity) {
        return json{{"mosaicId", {{"namespaceId", space}, {"name", name}}}, {"quantity", quantity}};
    };
    json list = json::array({entry("nem", "xem", picture.state->balance(account).atoms())});
    for (const auto& owned : picture.state->owned(account)) {
        if (owned.quantity.atoms() == 0 || !active_mosaic(picture, owned.id)) { continue; }
        list.push_back(entry(owned.id.namespace_id, owned.id.name, owned.quantity.atoms()));
    }
    return list;
}

std::vector<nem_chain::MosaicEntry> owned_mosaics(const Picture& picture,
                                                  const nem::Address& account) {
    std::vector<nem_chain::MosaicEntry> entries;
    const auto add = [&](const nem::MosaicId& id) {
        const auto same = [&](const auto& entry) { return entry.definition.id == id; };
        if (std::ranges::any_of(entries, same)) { return; }
        if (auto entry = active_mosaic(picture, id)) { entries.push_back(*std::move(entry)); }
    };
    add({"nem", "xem"});
    for (const auto& owned : picture.state->owned(account)) {
        if (owned.quantity.atoms() == 0) { continue; }
        add(owned.id);
        const auto entry = active_mosaic(picture, owned.id);
        if (!entry) { continue; }
        if (const auto& levy = entry->definition.levy) { add(levy->mosaic_id); }
    }
    return entries;
}

Answer say_owned_definitions(const Question& question) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    json list = json::array();
    for (const auto& entry : owned_mosaics(question.picture(), *account)) {
        list.push_back(definition_json(entry.definition));
    }
    return ok({{"data", std::move(list)}});
}

Answer say_owned(const Question& question) {
    const auto account = account_of(question.target, question.view.network);
    if (!account) { return std::unexpected(account.error()); }
    return ok({{"data", owned_json(question.picture(), *account)}});
}

}  // namespace replay

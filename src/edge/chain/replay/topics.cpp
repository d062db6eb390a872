#include <algorithm>
#include <replay/topics.hpp>

#include "keeping.hpp"
#include "routes.hpp"

namespace replay {

using nlohmann::json;

namespace {

std::string dump(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}
std::string topic(std::string_view path, const nem::Address& account) {
    return fmt::format("{}/{}", path, account.text());
}

/// Everybody who takes part and is registered.
std::vector<nem::Address> registered_in(const std::vector<nem::Address>& some,
                                        const std::vector<nem::Address>& others,
                                        const Registered& registered) {
    std::set<nem::Address> all;
    for (const auto* side : {&some, &others}) {
        std::ranges::copy_if(*side, std::inserter(all, all.end()),
                             [&](const auto& one) { return registered.contains(one); });
    }
    return {all.begin(), all.end()};
}

void push_block(const KeptBlock& kept, const View& view, const Registered& registered,
                std::vector<Push>& pushes, std::set<nem::Address>& touched) {
    pushes.push_back({"/blocks", block_json(view, kept)});
    for (std::size_t index = 0; index < kept.transactions.size(); ++index) {
        const Kept& one = kept.transactions[index];
        for (const auto& account : registered_in(one.incoming, one.outgoing, registered)) {
            pushes.push_back({topic("/transactions", account), dump(pair_json(kept, index, 0))});
            touched.insert(account);
        }
    }
    if (registered.contains(kept.beneficiary)) { touched.insert(kept.beneficiary); }
}

void push_pooled(const nem::SignedTransaction& pooled, const View& view,
                 const Registered& registered, std::vector<Push>& pushes) {
    constexpr std::uint64_t kNoHeight = 9'007'199'254'740'991;  // JavaScript's largest integer
    pushes.push_back({"/unconfirmed", dump(nem::to_json(pooled))});
    const auto participants = participants_of(pooled.transaction, *view.picture->state);
    const json pair{{"meta",
                     {{"id", 0},
                      {"height", kNoHeight},
                      {"hash", to_hash_json(nem::hash_of(pooled.transaction))},
                      {"innerHash", to_hash_json(nem::inner_hash(pooled.transaction))}}},
                    {"transaction", nem::to_json(pooled)}};
    for (const auto& account :
         registered_in(participants.incoming, participants.outgoing, registered)) {
        pushes.push_back({topic("/unconfirmed", account), dump(pair)});
    }
}

Push account_push(const View& view, const nem::Address& account) {
    return {topic("/account", account), dump(account_json(*view.picture, account))};
}

std::vector<Push> owned_pushes(const View& view, const nem::Address& account) {
    std::vector<Push> pushes;
    for (const auto& owned : owned_json(*view.picture, account)) {
        pushes.push_back({topic("/account/mosaic/owned", account), dump(owned)});
    }
    return pushes;
}

std::vector<Push> definition_pushes(const View& view, const nem::Address& account) {
    std::vector<Push> pushes;
    for (const auto& entry : owned_mosaics(*view.picture, account)) {
        const json pair{{"mosaicDefinition", definition_json(entry.definition)},
                        {"supply", entry.supply_units}};
        pushes.push_back({topic("/account/mosaic/owned/definition", account), dump(pair)});
    }
    return pushes;
}

std::vector<Push> namespace_pushes(const View& view, const nem::Address& account) {
    constexpr std::uint64_t kMost = 100;
    std::vector<Push> pushes;
    for (const auto& owned : owned_namespaces_json(
             *view.picture, account, [](std::string_view /*any*/) { return true; }, kMost)) {
        pushes.push_back({topic("/account/namespace/owned", account), dump(owned)});
    }
    return pushes;
}

std::vector<Push> unconfirmed_pushes(const View& view, const nem::Address& account) {
    constexpr std::size_t kMost = 10;
    std::vector<Push> pushes;
    for (const auto& pair : unconfirmed_json(*view.picture, account, kMost)) {
        pushes.push_back({topic("/unconfirmed", account), dump(pair)});
    }
    return pushes;
}

Push error_push(std::string_view message, std::uint64_t now_ms) {
    std::string body = to_error(400, message, now_ms).body;
    body.resize(body.size() - 2);  // without the line end of an answer
    return {"/errors", std::move(body)};
}

Asked<nem::Address> account_in(std::string_view body, nem::Network network) {
    const auto asked = parse_body(body);
    if (!asked) { return std::unexpected(asked.error()); }
    const auto account = asked->find("account");
    if (account == asked->end() || !account->is_string()) {
        return std::unexpected(Refusal{400, "account is required"});
    }
    return parse_account(account->get_ref<const std::string&>(), network);
}

std::vector<Push> pushes_about(std::string_view what, const nem::Address& account,
                               const View& view) {
    if (what == "get") { return {account_push(view, account)}; }
    if (what == "transfers/all") {
        auto pushes = unconfirmed_pushes(view, account);
        pushes.insert(pushes.begin(), {topic("/recenttransactions", account),
                                       dump({{"data", recent_json(*view.picture, account)}})});
        return pushes;
    }
    if (what == "transfers/unconfirmed") { return unconfirmed_pushes(view, account); }
    if (what == "mosaic/owned") { return owned_pushes(view, account); }
    if (what == "mosaic/owned/definition") { return definition_pushes(view, account); }
    if (what == "namespace/owned") { return namespace_pushes(view, account); }
    return {};
}

}  // namespace

std::vector<Push> pushes_of(const News& news, const View& view, const Registered& registered) {
    std::vector<Push> pushes;
    std::set<nem::Address> touched;
    for (const auto& pooled : news.pooled) { push_pooled(pooled, view, registered, pushes); }
    if (!news.blocks.empty()) {
        const std::uint64_t first = news.blocks.front()->block.height.value;
        pushes.push_back({"/blocks/new", dump({{"height", first}})});
    }
    for (const auto& kept : news.blocks) { push_block(*kept, view, registered, pushes, touched); }
    for (const auto& account : touched) { pushes.push_back(account_push(view, account)); }
    return pushes;
}

std::vector<Push> pushes_for(std::string_view destination, std::string_view body, const View& view,
                             std::uint64_t now_ms, Registered& registered) {
    constexpr std::string_view kAccount = "/w/api/account/";
    if (destination == "/w/api/block/last") {
        return {{"/blocks", block_json(view, *view.picture->blocks.back())}};
    }
    if (destination == "/w/api/node/info") {
        const Target target{"/node/info", {}};
        const Request request{false, "/node/info", {}, now_ms};
        auto info = say_node_info({view, request, target});
        base::invariant(info.has_value(), "a node can always describe itself");
        info->body.resize(info->body.size() - 2);
        return {{"/node/info", std::move(info->body)}};
    }
    if (!destination.starts_with(kAccount)) { return {error_push("unknown destination", now_ms)}; }
    const auto account = account_in(body, view.network);
    if (!account) { return {error_push(account.error().message, now_ms)}; }
    const std::string_view what = destination.substr(kAccount.size());
    if (what == "subscribe" || what == "get") {
        if (registered.size() < kRegisteredMax) { registered.insert(*account); }
    }
    return pushes_about(what, *account, view);
}

}  // namespace replay

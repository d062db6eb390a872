#include <algorithm>
#include <array>
#include <replay/node.hpp>

#include "routes.hpp"

namespace replay {
namespace {

struct Route {
    std::string_view path;
    bool post;
    Answer (*say)(const Question&);
};
constexpr std::array kRoutes{
    Route{"/heartbeat", false, say_heartbeat},
    Route{"/status", false, say_status},
    Route{"/node/info", false, say_node_info},
    Route{"/node/extended-info", false, say_extended_info},
    Route{"/node/peer-list/reachable", false, say_peers},
    Route{"/node/peer-list/active", false, say_peers},
    Route{"/node/peer-list/all", false, say_all_peers},
    Route{"/time-sync/network-time", false, say_network_time},
    Route{"/replay/stand-ins", false, say_stand_ins},
    Route{"/chain/height", false, say_height},
    Route{"/chain/score", false, say_score},
    Route{"/chain/last-block", false, say_last_block},
    Route{"/block/at/public", true, say_block_at},
    Route{"/chain/blocks-after", true, say_blocks_after},
    Route{"/chain/hashes-from", true, say_hashes_from},
    Route{"/account/get", false, say_account},
    Route{"/account/get/batch", true, say_accounts},
    Route{"/account/get/from-public-key", false, say_account_of_key},
    Route{"/account/get/forwarded", false, say_forwarded},
    Route{"/account/get/forwarded/from-public-key", false, say_forwarded_of_key},
    Route{"/account/status", false, say_account_status},
    Route{"/account/transfers/all", false, say_all},
    Route{"/account/transfers/incoming", false, say_incoming},
    Route{"/account/transfers/outgoing", false, say_outgoing},
    Route{"/account/unconfirmedTransactions", false, say_unconfirmed},
    Route{"/account/harvests", false, say_harvests},
    Route{"/account/historical/get", false, say_no_history},
    Route{"/account/historical/get/batch", true, say_no_history},
    Route{"/account/mosaic/owned", false, say_owned},
    Route{"/account/mosaic/owned/definition", false, say_owned_definitions},
    Route{"/account/mosaic/definition/page", false, say_account_mosaics},
    Route{"/account/namespace/page", false, say_account_namespaces},
    Route{"/transaction/get", false, say_transaction},
    Route{"/namespace", false, say_namespace},
    Route{"/namespace/root/page", false, say_root_namespaces},
    Route{"/namespace/mosaic/definition/page", false, say_definitions_of_namespace},
    Route{"/mosaic/definition", false, say_definition},
    Route{"/mosaic/definition/last", false, say_last_definition},
    Route{"/mosaic/definition/page", false, say_definitions},
    Route{"/mosaic/supply", false, say_supply},
    Route{"/mosaic/supply/batch", true, say_supplies},
};
constexpr std::string_view kAnnounce = "/transaction/announce";

/// Only these are answered while the database loads.
bool answers_while_loading(std::string_view path) {
    return path == "/status" || path == "/chain/height" || path == "/heartbeat";
}

/// NIS would take the private key and sign: here nobody is ever asked to.
bool is_local(std::string_view path) {
    return path.starts_with("/local/") || path.starts_with("/transaction/prepare") ||
           path == "/shutdown" || path == "/node/boot" || path == "/account/generate" ||
           path == "/account/unlock" || path == "/account/lock";
}

/// NIS cuts what is longer than 2,048 bytes and then comes to an unexpected end.
Asked<Announcement> parse_announced(std::string_view text) {
    const auto body = parse_body(text);
    if (!body) { return std::unexpected(body.error()); }
    nlohmann::json announced = *body;
    const auto data = announced.find("data");
    if (data != announced.end() && data->is_string()) {
        auto hex = data->get<std::string>();
        if (hex.size() > kAnnouncedBytesMax * 2) { hex.resize(kAnnouncedBytesMax * 2); }
        *data = std::move(hex);
    }
    auto transaction = nem::parse_announcement(announced);
    if (!transaction) {
        const bool hex = transaction.error().problem == nem::CodecProblem::BadHex;
        return std::unexpected(Refusal{hex ? 400 : 500, nem::to_phrase(transaction.error()).en});
    }
    return Announcement{*std::move(transaction)};
}

std::variant<Response, Announcement> say(const View& view, const Request& request,
                                         const Target& target) {
    const auto refused = [&](const Refusal& why) {
        return to_error(why.status, why.message, request.now_ms);
    };
    if (is_local(target.path)) { return refused({401, "local access only"}); }
    if (view.faults.loading && !answers_while_loading(target.path)) {
        return refused({503, "NIS_ILLEGAL_STATE_LOADING_CHAIN"});
    }
    if (target.path == kAnnounce) {
        if (!request.post) { return refused({405, "Request method 'GET' not supported"}); }
        auto announced = parse_announced(request.body);
        if (!announced) { return refused(announced.error()); }
        return *std::move(announced);
    }
    const auto route = std::ranges::find(kRoutes, std::string_view{target.path}, &Route::path);
    if (route == kRoutes.end()) { return refused({404, "unknown path"}); }
    if (route->post != request.post) {
        return refused({405, request.post ? "Request method 'POST' not supported"
                                          : "Request method 'GET' not supported"});
    }
    auto answer = route->say({view, request, target});
    if (!answer) { return refused(answer.error()); }
    return *std::move(answer);
}

}  // namespace

std::variant<Response, Announcement> respond(const View& view, const Request& request) {
    const auto target = parse_target(request.target);
    if (!target) { return to_error(target.error().status, target.error().message, request.now_ms); }
    return say(view, request, *target);
}

Response to_response(const Announced& announced) {
    return ok({{"type", 1},
               {"code", nem_chain::code_of(announced.result)},
               {"message", nem_chain::to_string(announced.result)},
               {"transactionHash", to_hash_json(announced.hash)},
               {"innerTransactionHash", to_hash_json(announced.inner_hash)}});
}

}  // namespace replay

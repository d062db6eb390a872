#include "routes.hpp"

/// Several questions in one body (Reference 5.4, 5.5), and what this node does not offer.
namespace replay {

using nlohmann::json;

namespace {

/// `{"data":[…]}`; the body's own bound bounds it.
Asked<json> batch_in(const Question& question) {
    const auto body = parse_body(question.request.body);
    if (!body) { return std::unexpected(body.error()); }
    const auto data = body->find("data");
    if (data == body->end() || !data->is_array()) {
        return std::unexpected(Refusal{400, "data is required"});
    }
    return *data;
}

/// `"ns:name"` or `{"namespaceId","name"}`.
Asked<nem::MosaicId> mosaic_id_in(const json& one) {
    const auto outer = one.is_object() ? one.find("mosaicId") : one.end();
    const json& value = one.is_object() && outer != one.end() ? *outer : one;
    if (value.is_string()) { return mosaic_id_of({{}, {{"mosaicId", value.get<std::string>()}}}); }
    const auto text = [&](const char* key) {
        const auto found = value.is_object() ? value.find(key) : value.end();
        const bool there = value.is_object() && found != value.end() && found->is_string();
        return there ? found->get<std::string>() : std::string{};
    };
    nem::MosaicId id{text("namespaceId"), text("name")};
    if (id.namespace_id.empty() || id.name.empty()) {
        return std::unexpected(Refusal{400, "mosaicId must be valid"});
    }
    return id;
}

}  // namespace

Answer say_accounts(const Question& question) {
    const auto batch = batch_in(question);
    if (!batch) { return std::unexpected(batch.error()); }
    json list = json::array();
    for (const auto& one : *batch) {
        const auto text = one.is_object() ? one.find("account") : one.end();
        if (!one.is_object() || text == one.end() || !text->is_string()) {
            return std::unexpected(Refusal{400, "account is required"});
        }
        const auto account =
            parse_account(text->get_ref<const std::string&>(), question.view.network);
        if (!account) { return std::unexpected(account.error()); }
        list.push_back(account_json(question.picture(), *account));
    }
    return ok({{"data", std::move(list)}});
}

Answer say_supplies(const Question& question) {
    const auto batch = batch_in(question);
    if (!batch) { return std::unexpected(batch.error()); }
    json list = json::array();
    for (const auto& one : *batch) {
        const auto id = mosaic_id_in(one);
        if (!id) { return std::unexpected(id.error()); }
        const auto supply = supply_json(question.picture(), *id);
        if (!supply) { return std::unexpected(supply.error()); }
        list.push_back(*supply);
    }
    return ok({{"data", std::move(list)}});
}

Answer say_no_history(const Question& /*question*/) {
    return std::unexpected(
        Refusal{500, "this node does not support historical account data retrieval"});
}

}  // namespace replay

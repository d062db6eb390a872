#include <algorithm>

#include "routes.hpp"

namespace replay {

using nlohmann::json;

namespace {

std::string root_of(std::string_view name) { return std::string{name.substr(0, name.find('.'))}; }

bool is_xem(const nem::MosaicId& id) { return id.namespace_id == "nem" && id.name == "xem"; }

Answer say_one(const Question& question, bool expired_too) {
    const auto id = mosaic_id_of(question.target);
    if (!id) { return std::unexpected(id.error()); }
    const auto entry = expired_too ? question.picture().state->mosaic(*id)
                                   : active_mosaic(question.picture(), *id);
    if (!entry) {
        return std::unexpected(Refusal{404, "the requested mosaic definition is unknown"});
    }
    return ok(definition_json(entry->definition));
}

}  // namespace

bool is_active(const Picture& picture, std::string_view name) {
    const auto root = picture.state->find_namespace(root_of(name));
    return root && picture.height() < root->since.value + nem_chain::kLeaseBlocks;
}

std::optional<nem_chain::MosaicEntry> active_mosaic(const Picture& picture,
                                                    const nem::MosaicId& id) {
    if (!is_xem(id) && !is_active(picture, id.namespace_id)) { return std::nullopt; }
    return picture.state->mosaic(id);
}

/// As it stands in a 16385, whose writer the codec has.
json definition_json(const nem::MosaicDefinition& definition) {
    const nem::Transaction carrier{{}, nem::MosaicDefinitionCreation{definition, {}, {}}};
    return nem::to_json(carrier).at("mosaicDefinition");
}

json namespace_json(std::string_view name, const nem_chain::Namespace& found) {
    return {{"owner", found.owner.text()}, {"fqn", name}, {"height", found.since.value}};
}

Answer say_namespace(const Question& question) {
    const auto* const name = question.target.find("namespace");
    if (name == nullptr) { return std::unexpected(Refusal{400, "namespace is required"}); }
    const auto found = question.picture().state->find_namespace(*name);
    if (!found || !is_active(question.picture(), *name)) {
        return std::unexpected(Refusal{404, "the requested namespace is unknown"});
    }
    return ok(namespace_json(*name, *found));
}

Answer say_definition(const Question& question) { return say_one(question, false); }
Answer say_last_definition(const Question& question) { return say_one(question, true); }

Asked<json> supply_json(const Picture& picture, const nem::MosaicId& id) {
    const auto entry = active_mosaic(picture, id);
    if (!entry) { return std::unexpected(Refusal{404, "the requested mosaic is unknown"}); }
    return json{{"mosaicId", {{"namespaceId", id.namespace_id}, {"name", id.name}}},
                {"supply", entry->supply_units}};
}

Answer say_supply(const Question& question) {
    const auto id = mosaic_id_of(question.target);
    if (!id) { return std::unexpected(id.error()); }
    const auto supply = supply_json(question.picture(), *id);
    if (!supply) { return std::unexpected(supply.error()); }
    return ok(*supply);
}

}  // namespace replay

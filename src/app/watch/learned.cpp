#include "learned.hpp"

#include <fmt/format.h>

#include "../complain.hpp"
#include "../output/json.hpp"

namespace app {

namespace {

constexpr std::string_view kMosaic = "learned_mosaic";
constexpr std::string_view kOwner = "learned_owner";

base::Complaint no_answer(const base::Phrase& about, const nem_node::NodeError& error) {
    const auto why = to_phrase(error);
    return complaint(base::Blame::World, {fmt::format("{}: {}", about.en, why.en),
                                          fmt::format("{}: {}", about.ja, why.ja)});
}

/// Lapsed, so that nobody can move it, nor be charged for it.
nem_node::MosaicFacts without_levy(const nem::MosaicId& id) {
    nem_node::MosaicFacts facts;
    facts.definition.id = id;
    return facts;
}

Expected<void> learn_mosaic(const nem::MosaicId& id, const Nodes& nodes, nem_chain::Register& into,
                            journal::Batch& batch) {
    auto facts = ask_agreeing(nodes, [&](nem_node::Node& node) { return node.mosaic(id); });
    if (!facts && facts.error().problem == nem_node::NodeProblem::NotFound) {
        facts = without_levy(id);
    }
    const auto name = fmt::format("{}:{}", id.namespace_id, id.name);
    if (!facts) {
        return std::unexpected(
            no_answer(base::phrase("the definition of the mosaic {} is needed",
                                   "モザイク {} の定義が必要です", base::visible(name)),
                      facts.error()));
    }
    if (!into.learn(facts->definition, facts->supply_units)) {
        facts = without_levy(id);
        std::ignore = into.learn(facts->definition, 0);
    }
    const Json document{{"definition", nem::to_json(facts->definition)},
                        {"supply", facts->supply_units}};
    batch.replace({std::string{kMosaic}, name, document.dump()});
    return {};
}

Expected<void> learn_owner(const nem::Address& signer, const Nodes& nodes,
                           nem_chain::Register& into, journal::Batch& batch) {
    const auto owner =
        ask_agreeing(nodes, [&](nem_node::Node& node) { return node.owner_of_remote(signer); });
    if (!owner) {
        return std::unexpected(
            no_answer(base::phrase("whom {} harvests for is needed", "{} の委任元の情報が必要です",
                                   base::visible(signer.text())),
                      owner.error()));
    }
    const auto& paid = owner->value_or(signer);
    into.learn_owner(signer, paid);
    batch.replace({std::string{kOwner}, std::string{signer.text()}, std::string{paid.text()}});
    return {};
}

base::Complaint damaged(const journal::Journal& journal, const journal::Entry& entry) {
    return {.blame = base::Blame::World,
            .place = {.file = journal.file().string()},
            .text = base::phrase("the entry {} {} cannot be read", "記録 {} {} を読めません",
                                 base::visible(entry.kind), base::visible(entry.name))};
}

bool learn_mosaic_again(const journal::Entry& entry, nem_chain::Register& into) {
    const auto document = nlohmann::json::parse(entry.document, nullptr, false);
    if (!document.is_object() || !document.contains("definition") || !document.contains("supply") ||
        !document["supply"].is_number_unsigned()) {
        return false;
    }
    const auto definition = nem::parse_definition(document["definition"]);
    return definition && into.learn(*definition, document["supply"].get<std::uint64_t>());
}

bool learn_owner_again(const journal::Entry& entry, nem_chain::Register& into) {
    const auto remote = nem::parse_address(entry.name);
    const auto owner = nem::parse_address(entry.document);
    if (!remote || !owner) { return false; }
    into.learn_owner(*remote, *owner);
    return true;
}

}  // namespace

Expected<void> learn_unknowns(const nem::Block& block, const Nodes& nodes,
                              nem_chain::Register& into, journal::Batch& batch) {
    const auto unknown = into.unknown_in(block);
    for (const auto& id : unknown.mosaics) {
        const auto learned = learn_mosaic(id, nodes, into, batch);
        if (!learned) { return learned; }
    }
    if (unknown.signer) { return learn_owner(*unknown.signer, nodes, into, batch); }
    return {};
}

Expected<void> learn_again(const journal::Journal& journal, nem_chain::Register& into) {
    for (const auto& [kind, learn] :
         {std::pair{kMosaic, &learn_mosaic_again}, std::pair{kOwner, &learn_owner_again}}) {
        const auto entries = journal.entries(kind);
        if (!entries) { return std::unexpected(entries.error()); }
        for (const auto& entry : *entries) {
            if (!learn(entry, into)) { return std::unexpected(damaged(journal, entry)); }
        }
    }
    return {};
}

}  // namespace app

#include "learned.hpp"

#include <fmt/format.h>

#include "../complain.hpp"
#include "../output/json.hpp"
#include "kept.hpp"

namespace app {

namespace {

constexpr std::string_view kLearned = "learned";

base::Complaint no_answer(const base::Phrase& about, const nem_node::NodeError& error) {
    const auto why = to_phrase(error);
    return complaint(base::Blame::World, {fmt::format("{}: {}", about.en, why.en),
                                          fmt::format("{}: {}", about.ja, why.ja)});
}

std::string to_text(const nem::MosaicId& id) {
    return fmt::format("{}:{}", id.namespace_id, id.name);
}

/// Its supply is left out: nodes at different heights name different ones, and none of them is that
/// of the block.
Expected<Learned::Fact> ask_mosaic(const nem::MosaicId& id, const Nodes& nodes) {
    using Definition = nem_node::Answer<nem::MosaicDefinition>;
    const auto definition = ask_agreeing(nodes, [&](nem_node::Node& node) -> Definition {
        auto facts = node.mosaic(id);
        if (!facts) { return std::unexpected(facts.error()); }
        return std::move(facts->definition);
    });
    if (definition) { return *definition; }
    if (definition.error().problem == nem_node::NodeProblem::NotFound) {
        return Learned::Lapsed{id};
    }
    return std::unexpected(
        no_answer(base::phrase("the definition of the mosaic {} is needed",
                               "モザイク {} の定義が必要です", base::visible(to_text(id))),
                  definition.error()));
}

Expected<Learned::Fact> ask_owner(const nem::Address& signer, const Nodes& nodes) {
    const auto owner =
        ask_agreeing(nodes, [&](nem_node::Node& node) { return node.owner_of_remote(signer); });
    if (owner) { return Learned::Owner{signer, owner->value_or(signer)}; }
    return std::unexpected(
        no_answer(base::phrase("whom {} harvests for is needed", "{} の委任元の情報が必要です",
                               base::visible(signer.text())),
                  owner.error()));
}

struct Learn {
    nem_chain::Register& into;

    void operator()(const nem::MosaicDefinition& definition) const {
        // Nobody can move what NIS could not have read, nor be charged for it.
        if (!into.learn(definition)) { into.assume(definition.id); }
    }
    void operator()(const Learned::Lapsed& lapsed) const { into.assume(lapsed.id); }
    void operator()(const Learned::Owner& owner) const {
        into.learn_owner(owner.remote, owner.owner);
    }
};

struct Name {
    std::string operator()(const nem::MosaicDefinition& definition) const {
        return "mosaic " + to_text(definition.id);
    }
    std::string operator()(const Learned::Lapsed& lapsed) const {
        return "mosaic " + to_text(lapsed.id);
    }
    std::string operator()(const Learned::Owner& owner) const {
        return "owner " + std::string{owner.remote.text()};
    }
};

struct Document {
    Json operator()(const nem::MosaicDefinition& definition) const {
        return {{"definition", nem::to_json(definition)}};
    }
    Json operator()(const Learned::Lapsed& lapsed) const {
        return {{"lapsed", {lapsed.id.namespace_id, lapsed.id.name}}};
    }
    Json operator()(const Learned::Owner& owner) const {
        return {{"remote", owner.remote.text()}, {"owner", owner.owner.text()}};
    }
};

std::string name_of(std::uint64_t height, const Learned::Fact& fact) {
    return fmt::format("{} {}", height, std::visit(Name{}, fact));
}

std::string document_of(std::uint64_t height, const Learned::Fact& fact) {
    Json document = std::visit(Document{}, fact);
    document["height"] = height;
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<std::string> text_of(const nlohmann::json& value) {
    if (!value.is_string()) { return std::nullopt; }
    return value.get<std::string>();
}

std::optional<Learned::Fact> parse_fact(const nlohmann::json& document) {
    if (document.contains("definition")) {
        const auto definition = nem::parse_definition(document["definition"]);
        if (!definition) { return std::nullopt; }
        return *definition;
    }
    if (document.contains("lapsed")) {
        const auto& id = document["lapsed"];
        if (!id.is_array() || id.size() != 2) { return std::nullopt; }
        auto space = text_of(id[0]);
        auto name = text_of(id[1]);
        if (!space || !name) { return std::nullopt; }
        return Learned::Lapsed{{*std::move(space), *std::move(name)}};
    }
    if (!document.contains("remote") || !document.contains("owner")) { return std::nullopt; }
    const auto remote = nem::parse_address(text_of(document["remote"]).value_or(""));
    const auto owner = nem::parse_address(text_of(document["owner"]).value_or(""));
    if (!remote || !owner) { return std::nullopt; }
    return Learned::Owner{*remote, *owner};
}

}  // namespace

Expected<Learned> Learned::load(const journal::Journal& journal) {
    const auto entries = journal.entries(kLearned);
    if (!entries) { return std::unexpected(entries.error()); }
    Learned learned;
    for (const auto& entry : *entries) {
        const auto document = nlohmann::json::parse(entry.document, nullptr, false);
        const bool placed = document.is_object() && document.contains("height") &&
                            document["height"].is_number_unsigned();
        auto fact = placed ? parse_fact(document) : std::nullopt;
        if (!fact) {
            return std::unexpected(damaged_record(
                journal, base::phrase("the entry {} {} cannot be read", "記録 {} {} を読めません",
                                      base::visible(entry.kind), base::visible(entry.name))));
        }
        learned.by_height_[document["height"].get<std::uint64_t>()].push_back(*std::move(fact));
    }
    return learned;
}

void Learned::learn_again(ledger::Height height, nem_chain::Register& into) const {
    const auto found = by_height_.find(height.value);
    if (found == by_height_.end()) { return; }
    for (const auto& fact : found->second) { std::visit(Learn{into}, fact); }
}

Expected<void> Learned::learn_unknowns(const nem::Block& block, const Nodes& nodes,
                                       nem_chain::Register& into, journal::Batch& batch) {
    const auto unknown = into.unknown_in(block);
    std::vector<Fact> facts;
    for (const auto& id : unknown.mosaics) {
        auto fact = ask_mosaic(id, nodes);
        if (!fact) { return std::unexpected(fact.error()); }
        facts.push_back(*std::move(fact));
    }
    if (unknown.signer) {
        auto fact = ask_owner(*unknown.signer, nodes);
        if (!fact) { return std::unexpected(fact.error()); }
        facts.push_back(*std::move(fact));
    }
    if (facts.empty()) { return {}; }
    const auto height = block.height.value;
    for (const auto& fact : facts) {
        std::visit(Learn{into}, fact);
        batch.replace({std::string{kLearned}, name_of(height, fact), document_of(height, fact)});
    }
    by_height_[height] = std::move(facts);
    return {};
}

void Learned::unlearn(ledger::Height height, journal::Batch& batch) {
    const auto found = by_height_.find(height.value);
    if (found == by_height_.end()) { return; }
    for (const auto& fact : found->second) {
        batch.remove(std::string{kLearned}, name_of(height.value, fact));
    }
    by_height_.erase(found);
}

}  // namespace app

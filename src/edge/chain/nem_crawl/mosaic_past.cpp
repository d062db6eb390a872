#include "mosaic_past.hpp"

#include <algorithm>

namespace nem_crawl {
namespace {

/// `nem:xem` moves XEM and has no levy.
bool is_xem(const nem::MosaicId& id) { return id == nem::MosaicId{"nem", "xem"}; }

const nem::MosaicDefinition* find_definition(const nem::Transaction& transaction) {
    if (const auto* const body = std::get_if<nem::MosaicDefinitionCreation>(&transaction.body)) {
        return &body->definition;
    }
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (multisig == nullptr) { return nullptr; }
    const auto* const inner = std::get_if<nem::MosaicDefinitionCreation>(&multisig->inner.body);
    return inner == nullptr ? nullptr : &inner->definition;
}

}  // namespace

std::vector<nem::MosaicId> attached_mosaics(const nem::Transaction& transaction) {
    const auto* transfer = std::get_if<nem::Transfer>(&transaction.body);
    if (const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        transfer = std::get_if<nem::Transfer>(&multisig->inner.body);
    }
    std::vector<nem::MosaicId> ids;
    if (transfer == nullptr || !transfer->mosaics) { return ids; }
    for (const nem::Mosaic& mosaic : *transfer->mosaics) {
        if (!is_xem(mosaic.id)) { ids.push_back(mosaic.id); }
    }
    return ids;
}

Answer<void> MosaicPast::learn(const nem::MosaicId& id) {
    if (known_.contains(id)) { return {}; }
    const auto now = node_->mosaic(id);
    if (!now && now.error().problem != nem_node::NodeProblem::NotFound) {
        return std::unexpected(now.error());
    }
    Definitions definitions;
    if (now) {
        const nem::Address creator = nem::to_address(now->definition.creator, network_);
        const auto ask = [&](std::optional<std::uint64_t> before) {
            return node_->transfers(creator, nem_node::Direction::Outgoing, before);
        };
        const auto read = read_pages<nem_node::HistoryEntry>(
            ask, [&](const nem_node::HistoryEntry& entry) -> Answer<void> {
                const auto* const found = find_definition(entry.transaction.transaction);
                if (found != nullptr && found->id == id) {
                    definitions.try_emplace(entry.height.value, *found);
                }
                return {};
            });
        if (!read) { return read; }
    }
    known_.emplace(id, std::move(definitions));
    return {};
}

std::optional<nem::MosaicDefinition> MosaicPast::find(const nem::MosaicId& id,
                                                      ledger::Height height) const {
    const auto known = known_.find(id);
    if (known == known_.end()) { return std::nullopt; }
    // A definition and its first use cannot stand in one block (NIS's code 149).
    const auto after = known->second.lower_bound(height.value);
    if (after == known->second.begin()) { return std::nullopt; }
    return std::prev(after)->second;
}

}  // namespace nem_crawl

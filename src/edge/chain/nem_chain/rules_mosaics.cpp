// Mosaics (Reference 3.4, 3.5; MosaicDefinitionCreationTransactionValidator,
// MosaicSupplyChangeTransactionValidator, MosaicBagValidator).
#include <algorithm>
#include <nem_chain/fees.hpp>

#include "rules.hpp"

namespace nem_chain {
namespace {

constexpr std::size_t kDescriptionMax = 512;
constexpr std::size_t kMosaicsMax = 10;
constexpr std::size_t kMessageBytesMax = 1'024;
constexpr std::uint64_t kMicroInXem = 1'000'000;

bool is_creator(const MosaicEntry& entry, const nem::Address& account, nem::Network network) {
    return nem::to_address(entry.definition.creator, network) == account;
}

/// Only with the whole supply in the creator's hands may a mosaic become another.
bool may_change(const MosaicEntry& before, const MosaicEntry& after, const StateDraft& draft,
                nem::Network network) {
    const bool only_words = before.definition.properties == after.definition.properties &&
                            before.definition.levy == after.definition.levy;
    if (only_words) { return before.definition.description != after.definition.description; }
    const auto supply = to_quantity(before.supply_units, before.divisibility);
    const auto held =
        draft.quantity(nem::to_address(before.definition.creator, network), before.definition.id);
    return before.transferable == after.transferable && supply == held.atoms();
}

NisResult judge_levy(const MosaicEntry& entry, const Mosaics& mosaics) {
    if (!entry.definition.levy) { return NisResult::Success; }
    const nem::MosaicId& id = entry.definition.levy->mosaic_id;
    const auto known = id == entry.definition.id ? std::optional{entry} : find_mosaic(mosaics, id);
    if (!known) { return NisResult::MosaicUnknown; }
    return known->transferable ? NisResult::Success : NisResult::MosaicLevyNotTransferable;
}

NisResult judge_attached(const nem::Address& from, const nem::Transfer& transfer,
                         const nem::MosaicId& id, const RegisterDraft& facts,
                         const Circumstances& where) {
    const auto entry = find_mosaic(facts.mosaics, id);
    if (!entry) { return NisResult::MosaicUnknown; }
    if (!is_active(facts, id.namespace_id, where.height)) { return NisResult::NamespaceExpired; }
    const bool creator_takes_part = is_creator(*entry, from, where.network) ||
                                    is_creator(*entry, transfer.recipient, where.network);
    if (!entry->transferable && !creator_takes_part) { return NisResult::MosaicNotTransferable; }
    const auto& levy = entry->definition.levy;
    return levy && !find_mosaic(facts.mosaics, levy->mosaic_id) ? NisResult::MosaicLevyUnknown
                                                                : NisResult::Success;
}

}  // namespace

NisResult judge_body(const nem::Header& header, const nem::Transfer& transfer,
                     const StateDraft& draft, const Circumstances& where) {
    if (transfer.message && transfer.message->payload.size() > kMessageBytesMax) {
        return NisResult::MessageTooLarge;
    }
    if (!transfer.mosaics) { return NisResult::Success; }
    const auto others = std::ranges::count_if(
        *transfer.mosaics, [](const nem::Mosaic& mosaic) { return !is_xem(mosaic.id); });
    if (others > static_cast<std::ptrdiff_t>(kMosaicsMax)) {
        return NisResult::TooManyMosaicTransfers;
    }
    if (others > 0 && transfer.amount.atoms() % kMicroInXem != 0) {
        return NisResult::MosaicDivisibilityViolated;
    }
    const nem::Address from = nem::to_address(header.signer, header.network);
    for (const nem::Mosaic& mosaic : *transfer.mosaics) {
        if (is_xem(mosaic.id)) { continue; }
        const auto result = judge_attached(from, transfer, mosaic.id, draft.facts, where);
        if (is_failure(result)) { return result; }
    }
    return NisResult::Success;
}

NisResult judge_body(const nem::Header& header, const nem::MosaicDefinitionCreation& creation,
                     const StateDraft& draft, const Circumstances& where) {
    const auto& definition = creation.definition;
    const nem::MosaicId& id = definition.id;
    const auto entry = make_entry(definition);
    // NIS cannot even read these, and answers with an error instead of a result.
    if (!entry || definition.creator != header.signer || !is_mosaic_name(id.name) ||
        definition.description.empty() || definition.description.size() > kDescriptionMax) {
        return NisResult::Unknown;
    }
    if (!is_active(draft.facts, id.namespace_id, where.height)) {
        return NisResult::NamespaceExpired;
    }
    const Root* const root = draft.facts.roots.find(root_of(id.namespace_id));
    if (root == nullptr || root->owner != nem::to_address(header.signer, header.network)) {
        return NisResult::NamespaceOwnerConflict;
    }
    const MosaicEntry* const before = draft.facts.mosaics.find(id);
    if (before != nullptr && !may_change(*before, *entry, draft, where.network)) {
        return NisResult::MosaicModificationNotAllowed;
    }
    if (creation.creation_fee_sink != creation_sink(where.network)) {
        return NisResult::MosaicInvalidCreationFeeSink;
    }
    if (creation.creation_fee < kMosaicCreationFee) { return NisResult::MosaicInvalidCreationFee; }
    return judge_levy(*entry, draft.facts.mosaics);
}

NisResult judge_body(const nem::Header& header, const nem::MosaicSupplyChange& change,
                     const StateDraft& draft, const Circumstances& where) {
    const auto entry = find_mosaic(draft.facts.mosaics, change.mosaic_id);
    if (!entry) { return NisResult::MosaicUnknown; }
    if (!is_active(draft.facts, change.mosaic_id.namespace_id, where.height)) {
        return NisResult::NamespaceExpired;
    }
    const nem::Address signer = nem::to_address(header.signer, header.network);
    if (!is_creator(*entry, signer, where.network)) { return NisResult::MosaicCreatorConflict; }
    if (!entry->supply_mutable) { return NisResult::MosaicSupplyImmutable; }
    const auto delta = to_quantity(change.delta_units, entry->divisibility);
    if (change.type == nem::MosaicSupplyChange::Type::Create) {
        const bool fits =
            delta && change.delta_units <= kQuantityMax - entry->supply_units &&
            to_quantity(entry->supply_units + change.delta_units, entry->divisibility);
        return fits ? NisResult::Success : NisResult::MosaicMaxSupplyExceeded;
    }
    const auto held = draft.quantity(signer, change.mosaic_id);
    return delta && *delta <= held.atoms() ? NisResult::Success : NisResult::MosaicSupplyNegative;
}

}  // namespace nem_chain

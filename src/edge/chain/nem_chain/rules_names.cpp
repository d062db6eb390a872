// Namespaces and mosaics (Reference 3.4, 3.5; ProvisionNamespaceTransactionValidator,
// MosaicDefinitionCreationTransactionValidator, MosaicSupplyChangeTransactionValidator,
// MosaicBagValidator).
#include <algorithm>
#include <array>
#include <nem_chain/fees.hpp>

#include "rules.hpp"

namespace nem_chain {
namespace {

constexpr auto kReserved = std::to_array<std::string_view>(
    {"nem", "user", "account", "org", "com", "biz", "net", "edu", "mil", "gov", "info"});
constexpr std::size_t kRootLettersMax = 16;
constexpr std::size_t kPartLettersMax = 64;
constexpr std::size_t kMosaicLettersMax = 32;
constexpr std::size_t kDescriptionMax = 512;
constexpr std::size_t kMosaicsMax = 10;
constexpr std::size_t kMessageBytesMax = 1'024;
constexpr std::uint64_t kMicroInXem = 1'000'000;

bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

/// `[a-z0-9][a-z0-9_-]*`, and short enough for where it stands.
bool is_part(std::string_view part, std::size_t letters_max) {
    return !part.empty() && part.size() <= letters_max && is_letter(part.front()) &&
           std::ranges::all_of(part,
                               [](char one) { return is_letter(one) || one == '_' || one == '-'; });
}

/// `[a-z0-9][a-z0-9'_-]*( [a-z0-9'_-]+)*`
bool is_mosaic_name(std::string_view name) {
    if (name.empty() || name.size() > kMosaicLettersMax || !is_letter(name.front()) ||
        name.back() == ' ' || name.find("  ") != std::string_view::npos) {
        return false;
    }
    return std::ranges::all_of(name, [](char one) {
        return is_letter(one) || one == '_' || one == '-' || one == '\'' || one == ' ';
    });
}

std::vector<std::string_view> parts_of(std::string_view full_name) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto dot = full_name.find('.');
        parts.push_back(full_name.substr(0, dot));
        if (dot == std::string_view::npos) { return parts; }
        full_name.remove_prefix(dot + 1);
    }
}

NisResult judge_name(const std::string& full_name) {
    constexpr std::size_t kPartsMax = 3;
    const auto parts = parts_of(full_name);
    if (parts.size() > kPartsMax || !is_part(parts.front(), kRootLettersMax) ||
        !std::ranges::all_of(parts, [](auto part) { return is_part(part, kPartLettersMax); })) {
        return NisResult::NamespaceInvalidName;
    }
    const bool reserved = std::ranges::any_of(
        parts, [](auto part) { return std::ranges::find(kReserved, part) != kReserved.end(); });
    return reserved ? NisResult::NamespaceNotClaimable : NisResult::Success;
}

const Root* root_for(const RegisterDraft& facts, const std::string& full_name) {
    return facts.roots.find(root_of(full_name));
}

bool exists(const RegisterDraft& facts, const std::string& full_name) {
    return full_name.find('.') == std::string::npos ? facts.roots.find(full_name) != nullptr
                                                    : facts.children.find(full_name) != nullptr;
}

NisResult judge_parent(const nem::Address& signer, const std::string& parent,
                       const RegisterDraft& facts, ledger::Height at) {
    const Root* const root = root_for(facts, parent);
    if (root == nullptr || !exists(facts, parent)) { return NisResult::NamespaceUnknown; }
    if (!is_active(facts, root_of(parent), at)) { return NisResult::NamespaceExpired; }
    return root->owner == signer ? NisResult::Success : NisResult::NamespaceOwnerConflict;
}

NisResult judge_lease(const nem::Address& signer, const Root* root, ledger::Height at) {
    if (root == nullptr) { return NisResult::Success; }
    const std::uint64_t expiry = root->since.value + kLeaseBlocks;
    const bool early = expiry > at.value + kGraceBlocks;
    const bool others_too_early = root->owner != signer && expiry + kGraceBlocks > at.value;
    return early || others_too_early ? NisResult::NamespaceProvisionTooEarly : NisResult::Success;
}

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

bool is_active(const RegisterDraft& facts, const std::string& full_name, ledger::Height at) {
    if (full_name == xem_id().namespace_id) { return true; }
    const Root* const root = root_for(facts, full_name);
    if (root == nullptr) { return false; }
    // The first lease that still runs counts: what was made in a lease renewed early waits for it.
    const auto runs = [at](ledger::Height since) {
        return at >= since && at.value < since.value + kLeaseBlocks;
    };
    std::optional<ledger::Height> lease;
    if (root->before && runs(*root->before)) {
        lease = root->before;
    } else if (runs(root->since)) {
        lease = root->since;
    }
    if (!lease || full_name == root_of(full_name)) { return lease.has_value(); }
    const Child* const child = facts.children.find(full_name);
    return child != nullptr && child->lease <= *lease;
}

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

NisResult judge_body(const nem::Header& header, const nem::ProvisionNamespace& provision,
                     const StateDraft& draft, const Circumstances& where) {
    const nem::Address signer = nem::to_address(header.signer, header.network);
    const bool is_root = !provision.parent.has_value();
    const std::string name =
        provision.parent ? *provision.parent + "." + provision.new_part : provision.new_part;
    const auto named = provision.new_part.find('.') == std::string::npos
                           ? judge_name(name)
                           : NisResult::NamespaceInvalidName;
    if (is_failure(named)) { return named; }
    if (provision.rental_fee_sink != rental_sink(where.network)) {
        return NisResult::NamespaceInvalidRentalFeeSink;
    }
    if (provision.parent) {
        const auto result = judge_parent(signer, *provision.parent, draft.facts, where.height);
        if (is_failure(result)) { return result; }
        if (exists(draft.facts, name)) { return NisResult::NamespaceAlreadyExists; }
    } else {
        const auto result = judge_lease(signer, draft.facts.roots.find(name), where.height);
        if (is_failure(result)) { return result; }
    }
    return provision.rental_fee < (is_root ? kRootRentalFee : kSubRentalFee)
               ? NisResult::NamespaceInvalidRentalFee
               : NisResult::Success;
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
    const Root* const root = root_for(draft.facts, id.namespace_id);
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

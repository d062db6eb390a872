// What namespaces and mosaics move, and how long their names are whose (Reference 3.4, 3.5).
#include "forks.hpp"
#include "mover.hpp"

namespace nem_chain {

std::optional<ChainError> Mover::body(const nem::Header& header,
                                      const nem::ProvisionNamespace& provision) {
    const nem::Address owner = nem::to_address(header.signer, header.network);
    if (auto wrong = line(owner, provision.rental_fee_sink, provision.rental_fee.atoms(),
                          MovementKind::Rental)) {
        return wrong;
    }
    if (!provision.parent) { return lease(owner, provision.new_part); }
    const Root* const root = draft_.roots.find(root_of(*provision.parent));
    draft_.children.set(*provision.parent + "." + provision.new_part,
                        {root == nullptr ? height_ : root->since});
    return std::nullopt;
}

std::optional<ChainError> Mover::lease(const nem::Address& owner, const std::string& name) {
    const Root* const before = draft_.roots.find(name);
    Root root{owner, height_, std::nullopt};
    if (before != nullptr && before->owner == owner) { root.before = before->since; }
    if (before != nullptr && before->owner != owner) { void_root(name); }
    draft_.roots.set(name, root);
    return std::nullopt;
}

/// A new owner starts empty: sub-namespaces and mosaics of the old one are no more.
void Mover::void_root(const std::string& root) {
    std::vector<std::string> names;
    const std::string below = root + ".";
    draft_.children.visit_from(below, [&](const std::string& name, const Child&) {
        if (!name.starts_with(below)) { return false; }
        names.push_back(name);
        return true;
    });
    for (const auto& name : names) { draft_.children.erase(name); }
    names.push_back(root);
    for (const auto& name : names) {
        std::vector<nem::MosaicId> mosaics;
        draft_.mosaics.visit_from({name, {}}, [&](const nem::MosaicId& id, const MosaicEntry&) {
            if (id.namespace_id != name) { return false; }
            mosaics.push_back(id);
            return true;
        });
        for (const auto& id : mosaics) {
            draft_.mosaics.erase(id);
            mosaic_line({}, {}, id, 0, true);
        }
    }
}

std::optional<ChainError> Mover::body(const nem::Header& header,
                                      const nem::MosaicDefinitionCreation& creation) {
    const nem::Address creator = nem::to_address(header.signer, header.network);
    const nem::MosaicId& id = creation.definition.id;
    auto entry = make_entry(creation.definition);
    if (!entry || is_xem(id)) { return error(ChainProblem::BadDefinition, id); }
    if (auto wrong = line(creator, creation.creation_fee_sink, creation.creation_fee.atoms(),
                          MovementKind::MosaicCreation)) {
        return wrong;
    }
    const MosaicEntry* const before = draft_.mosaics.find(id);
    const bool only_words = before != nullptr && redefinition_keeps(height_, header.network) &&
                            before->definition.properties == entry->definition.properties &&
                            before->definition.levy == entry->definition.levy;
    if (only_words) {
        entry->supply_units = before->supply_units;
        entry->assumed = before->assumed;
    } else {
        const auto supply = to_quantity(entry->supply_units, entry->divisibility);
        mosaic_line({}, creator, id, supply.value_or(0), before != nullptr);
    }
    draft_.mosaics.set(id, *std::move(entry));
    return std::nullopt;
}

std::optional<ChainError> Mover::body(const nem::Header& header,
                                      const nem::MosaicSupplyChange& change) {
    const nem::MosaicId& id = change.mosaic_id;
    const MosaicEntry* const known = draft_.mosaics.find(id);
    if (known == nullptr) { return error(ChainProblem::UnknownMosaic, id); }
    const bool creates = change.type == nem::MosaicSupplyChange::Type::Create;
    MosaicEntry entry = *known;
    auto quantity = to_quantity(change.delta_units, entry.divisibility);
    if (entry.assumed) {
        quantity = quantity.value_or(change.delta_units);
    } else {
        const std::uint64_t most = creates ? kQuantityMax - entry.supply_units : entry.supply_units;
        if (change.delta_units > most) { return error(ChainProblem::BadSupply, id); }
        entry.supply_units += creates ? change.delta_units : 0;
        entry.supply_units -= creates ? 0 : change.delta_units;
    }
    if (!quantity || !to_quantity(entry.supply_units, entry.divisibility)) {
        return error(ChainProblem::BadSupply, id);
    }
    const nem::Address creator = nem::to_address(header.signer, header.network);
    const std::optional<nem::Address> nobody;
    mosaic_line(creates ? nobody : creator, creates ? creator : nobody, id, *quantity);
    draft_.mosaics.set(id, std::move(entry));
    return std::nullopt;
}

}  // namespace nem_chain

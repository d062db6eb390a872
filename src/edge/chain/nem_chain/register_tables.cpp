#include "register_tables.hpp"

#include <charconv>

namespace nem_chain {
namespace {

constexpr std::uint8_t kDivisibilityMax = 6;

void put(CanonicalBytes& bytes, const nem::Levy& levy) {
    bytes.put(static_cast<std::uint8_t>(levy.type));
    bytes.put(levy.recipient);
    bytes.put(levy.mosaic_id);
    bytes.put(levy.fee);
}

void put(CanonicalBytes& bytes, const MosaicEntry& entry) {
    bytes.put(entry.definition.creator);
    bytes.put(entry.definition.id);
    bytes.put(std::string_view{entry.definition.description});
    for (const auto& property : entry.definition.properties) {
        bytes.put(std::string_view{property.name});
        bytes.put(std::string_view{property.value});
    }
    bytes.put(entry.definition.levy.has_value());
    if (entry.definition.levy) { put(bytes, *entry.definition.levy); }
    bytes.put(entry.supply_units);
    bytes.put(entry.assumed);
}

std::uint64_t number_of(const nem::MosaicProperty& property) {
    std::uint64_t number = 0;
    const auto& text = property.value;
    std::from_chars(text.data(), text.data() + text.size(), number);  // canonical: it is one
    return number;
}

/// The definition with NIS's four properties, in their order.
std::optional<nem::MosaicDefinition> with_canonical_properties(nem::MosaicDefinition definition) {
    const auto canonical =
        nem::to_canonical({{}, nem::MosaicDefinitionCreation{std::move(definition), {}, {}}});
    if (!canonical) { return std::nullopt; }
    return std::get<nem::MosaicDefinitionCreation>(canonical->body).definition;
}

}  // namespace

RegisterChanges exchange(RegisterTables& tables, RegisterChanges changes) {
    return {tables.mosaics.exchange(std::move(changes.mosaics)),
            tables.roots.exchange(std::move(changes.roots)),
            tables.children.exchange(std::move(changes.children)),
            tables.links.exchange(std::move(changes.links))};
}

void put(CanonicalBytes& bytes, const RegisterTables& tables) {
    bytes.put(std::uint64_t{tables.mosaics.rows().size()});
    for (const auto& [id, entry] : tables.mosaics.rows()) { put(bytes, entry); }
    bytes.put(std::uint64_t{tables.roots.rows().size()});
    for (const auto& [name, root] : tables.roots.rows()) {
        bytes.put(std::string_view{name});
        bytes.put(root.owner);
        bytes.put(root.since);
        bytes.put(root.before);
    }
    bytes.put(std::uint64_t{tables.children.rows().size()});
    for (const auto& [name, child] : tables.children.rows()) {
        bytes.put(std::string_view{name});
        bytes.put(child.lease);
    }
    bytes.put(std::uint64_t{tables.links.rows().size()});
    for (const auto& [address, link] : tables.links.rows()) {
        bytes.put(address);
        bytes.put(static_cast<std::uint8_t>(link.role));
        bytes.put(link.active);
        bytes.put(link.other);
        bytes.put(link.since);
    }
}

std::string root_of(std::string_view full_name) {
    return std::string{full_name.substr(0, full_name.find('.'))};
}

std::optional<MosaicEntry> make_entry(nem::MosaicDefinition definition) {
    auto canonical = with_canonical_properties(std::move(definition));
    if (!canonical) { return std::nullopt; }
    const auto& properties = canonical->properties;
    const std::uint64_t divisibility = number_of(properties[0]);
    if (divisibility > kDivisibilityMax) { return std::nullopt; }
    MosaicEntry entry;
    entry.divisibility = static_cast<std::uint8_t>(divisibility);
    entry.supply_units = number_of(properties[1]);
    entry.supply_mutable = properties[2].value == "true";
    entry.transferable = properties[3].value == "true";
    if (!to_quantity(entry.supply_units, entry.divisibility)) { return std::nullopt; }
    entry.definition = *std::move(canonical);
    return entry;
}

const nem::MosaicId& xem_id() {
    static const nem::MosaicId id{"nem", "xem"};
    return id;
}

bool is_xem(const nem::MosaicId& id) { return id == xem_id(); }

MosaicEntry xem_entry() {
    MosaicEntry entry;
    entry.definition.id = xem_id();
    entry.definition.description = "reserved xem mosaic";
    entry.definition.properties = {{"divisibility", "6"},
                                   {"initialSupply", "8999999999"},
                                   {"supplyMutable", "false"},
                                   {"transferable", "true"}};
    entry.divisibility = 6;
    entry.supply_units = kXemSupply / 1'000'000;
    return entry;
}

std::optional<MosaicEntry> find_mosaic(const Mosaics& mosaics, const nem::MosaicId& id) {
    if (is_xem(id)) { return xem_entry(); }
    const MosaicEntry* const entry = mosaics.find(id);
    if (entry == nullptr) { return std::nullopt; }
    return *entry;
}

std::optional<std::uint64_t> to_quantity(std::uint64_t units, std::uint8_t divisibility) {
    std::uint64_t most = kQuantityMax;
    std::uint64_t parts = 1;
    for (std::uint8_t place = 0; place < divisibility; ++place) {
        most /= 10;
        parts *= 10;
    }
    if (units > most) { return std::nullopt; }
    return units * parts;
}

// AccountStateCache.findForwardedStateByAddress: an active remote until its end has settled.
nem::Address beneficiary(const Draft<nem::Address, Link>& links, const nem::Address& signer,
                         ledger::Height at) {
    const Link* const link = links.find(signer);
    if (link == nullptr || link->role != LinkRole::Remote) { return signer; }
    return link->active == is_settled(*link, at) ? link->other : signer;
}

Head after(const Head& head, const nem::Block& block) {
    const bool nemesis = block.type == nem::BlockType::Nemesis;
    return {block.height, head.height ? head.from_nemesis : nemesis};
}

bool follows(const Head& head, const nem::Block& block) {
    const std::uint64_t height = block.height.value;
    if (height == 0 || height > kJavaLongMax) { return false; }
    // Nothing of a nemesis block is checked, and it hands out what nobody had: there is one.
    if (block.type == nem::BlockType::Nemesis) { return !head.height && height == 1; }
    return !head.height || height == head.height->value + 1;
}

}  // namespace nem_chain

// The form in which NIS serializes what it has read (Reference 3.2, 3.3; its sources are named
// there). It sorts by text, not by bytes: the two differ.
#include <algorithm>
#include <array>
#include <charconv>
#include <nem/codec.hpp>
#include <tuple>

namespace nem {
namespace {

using Outcome = std::optional<CodecError>;

std::string sort_key(const Mosaic& mosaic) {
    // MosaicId.toString and Mosaic.toString: the blank makes `a.b:c 1` come before `a.b:c`.
    return fmt::format("{}:{} : {}", mosaic.id.namespace_id, mosaic.id.name,
                       mosaic.quantity.atoms());
}

Outcome canonicalise(std::vector<Mosaic>& mosaics) {
    std::ranges::sort(mosaics, {}, &Mosaic::id);
    std::vector<Mosaic> merged;
    for (Mosaic& mosaic : mosaics) {
        if (merged.empty() || merged.back().id != mosaic.id) {
            merged.push_back(std::move(mosaic));
            continue;
        }
        const auto sum = money::add(merged.back().quantity, mosaic.quantity);
        if (!sum) { return CodecError{CodecProblem::QuantityOverflow, "mosaics", std::nullopt}; }
        merged.back().quantity = *sum;
    }
    std::ranges::sort(merged, {}, sort_key);
    mosaics = std::move(merged);
    return std::nullopt;
}

Outcome canonicalise(Transfer& transfer, Network /*network*/) {
    if (transfer.message && transfer.message->payload.empty()) { transfer.message.reset(); }
    return transfer.mosaics ? canonicalise(*transfer.mosaics) : std::nullopt;
}

Outcome canonicalise(MultisigModification& modification, Network network) {
    std::ranges::stable_sort(modification.modifications, {}, [network](const Modification& one) {
        return std::tuple{one.type, to_address(one.cosignatory, network)};
    });
    return std::nullopt;
}

std::optional<std::string> canonical_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
    if (error != std::errc{} || end != text.end()) { return std::nullopt; }
    return fmt::format("{}", number);
}

std::optional<std::string> canonical_truth(std::string_view text) {
    std::string lower{text};
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') { letter = static_cast<char>(letter - 'A' + 'a'); }
    }
    if (lower != "true" && lower != "false") { return std::nullopt; }
    return lower;
}

struct Property {
    std::string_view name, missing;
    std::optional<std::string> (*canonical)(std::string_view);
};
// DefaultMosaicProperties.java: always these four, in this order.
constexpr std::array<Property, 4> kProperties{{{"divisibility", "0", canonical_number},
                                               {"initialSupply", "1000", canonical_number},
                                               {"supplyMutable", "false", canonical_truth},
                                               {"transferable", "true", canonical_truth}}};

Outcome canonicalise(MosaicDefinitionCreation& creation, Network /*network*/) {
    auto& given = creation.definition.properties;
    std::vector<MosaicProperty> properties;
    for (const Property& property : kProperties) {
        const auto found = std::ranges::find(given, property.name, &MosaicProperty::name);
        const auto value =
            property.canonical(found == given.end() ? property.missing : found->value);
        if (!value) {
            return CodecError{CodecProblem::BadProperty,
                              fmt::format("mosaicDefinition.properties.{}", property.name),
                              std::nullopt};
        }
        properties.push_back({std::string{property.name}, *value});
    }
    given = std::move(properties);
    return std::nullopt;
}

template <class Untouched>
Outcome canonicalise(Untouched& /*body*/, Network /*network*/) {
    return std::nullopt;
}

Outcome canonicalise(Multisig& multisig, const Header& header) {
    const auto key = [](const Cosignature& one) {
        return to_address(one.header.signer, one.header.network);
    };
    auto& cosignatures = multisig.cosignatures;
    std::erase_if(cosignatures,
                  [&](const Cosignature& one) { return one.header.signer == header.signer; });
    std::ranges::stable_sort(cosignatures, {}, key);
    const auto again = std::ranges::unique(cosignatures, {}, key);
    cosignatures.erase(again.begin(), again.end());
    const Network network = multisig.inner.header.network;
    return std::visit([network](auto& body) { return canonicalise(body, network); },
                      multisig.inner.body);
}

}  // namespace

Decoded<Transaction> to_canonical(Transaction transaction) {
    const Header& header = transaction.header;
    auto* const multisig = std::get_if<Multisig>(&transaction.body);
    const Outcome error =
        multisig != nullptr
            ? canonicalise(*multisig, header)
            : std::visit([&](auto& body) { return canonicalise(body, header.network); },
                         transaction.body);
    if (error) { return std::unexpected(*error); }
    return transaction;
}

bool is_canonical(const Transaction& transaction) {
    const auto canonical = to_canonical(transaction);
    if (!canonical || *canonical != transaction) { return false; }
    Transaction bare = transaction;
    if (auto* const multisig = std::get_if<Multisig>(&bare.body)) {
        multisig->cosignatures.clear();
    }
    return decode_unsigned(encode_unsigned(bare)) == bare;
}

}  // namespace nem

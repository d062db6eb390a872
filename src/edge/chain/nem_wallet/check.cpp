#include <algorithm>
#include <string>

#include "names.hpp"

/// What NIS refuses whatever the state of the chain is.
namespace nem_wallet {
namespace {

using Checked = std::expected<void, WalletError>;
constexpr std::uint64_t kXemMax = 8'999'999'999'000'000;  // micro-XEM
constexpr std::uint64_t kMillion = 1'000'000;
constexpr std::uint64_t kDivisibilityMax = 6;

std::string id_text(const nem::MosaicId& id) { return id.namespace_id + ":" + id.name; }

Checked check_header(const nem::Header& header) {
    if (!nem::is_known(header.network)) { return refuse(WalletProblem::UnknownNetwork); }
    const auto from = header.time_stamp.value;
    const auto to = header.deadline.value;
    if (to <= from || to - from > kLifetimeMaxSeconds) {
        return refuse(WalletProblem::BadDeadline);
    }
    if (header.fee.atoms() > kXemMax) { return refuse(WalletProblem::BadAmount); }
    return {};
}

Checked check_address(const nem::Address& address, nem::Network network) {
    if (!nem::is_valid(address, network)) {
        return refuse(WalletProblem::BadAddress, address.text());
    }
    return {};
}

Checked check_mosaics(const std::vector<nem::Mosaic>& mosaics, money::Amount times) {
    std::size_t others = 0;
    for (const auto& [id, quantity] : mosaics) {
        const auto moved = base::Wide{times.atoms()} * quantity.atoms() / kMillion;
        if (quantity.atoms() == 0 || quantity.atoms() > kQuantityMax || moved > kQuantityMax) {
            return refuse(WalletProblem::BadAmount, id_text(id));
        }
        if (is_xem(id)) { continue; }
        ++others;
        if (auto fine = check_mosaic_id(id); !fine) { return fine; }
    }
    if (others > kMosaicsMax) {
        return refuse(WalletProblem::TooManyMosaics, std::to_string(others));
    }
    if (others > 0 && times.atoms() % kMillion != 0) {
        return refuse(WalletProblem::FractionOfMosaics);
    }
    return {};
}

/// One kind of transaction after another.
struct Check {
    const nem::Header& header;

    Checked operator()(const nem::Transfer& transfer) const {
        if (transfer.amount.atoms() > kXemMax) { return refuse(WalletProblem::BadAmount); }
        if (transfer.message && transfer.message->payload.size() > nem_keys::kMessageBytesMax) {
            return refuse(WalletProblem::MessageTooLong,
                          std::to_string(transfer.message->payload.size()));
        }
        if (auto fine = check_address(transfer.recipient, header.network); !fine) { return fine; }
        if (!transfer.mosaics) { return {}; }
        return check_mosaics(*transfer.mosaics, transfer.amount);
    }
    Checked operator()(const nem::ImportanceTransfer& /*any key*/) const { return {}; }
    Checked operator()(const nem::MultisigModification& modification) const {
        const auto& list = modification.modifications;
        const bool changes =
            modification.min_cosignatories && modification.min_cosignatories->change;
        if (list.empty() && !changes) { return refuse(WalletProblem::NothingToChange); }
        if (list.size() > kCosignatoriesMax + 1) {
            return refuse(WalletProblem::TooManyCosignatories, std::to_string(list.size()));
        }
        const auto deletions =
            std::ranges::count(list, nem::Modification::Type::Delete, &nem::Modification::type);
        if (deletions > 1) { return refuse(WalletProblem::TooManyDeletions); }
        return {};
    }
    Checked operator()(const nem::ProvisionNamespace& provision) const {
        const auto name =
            provision.parent ? *provision.parent + "." + provision.new_part : provision.new_part;
        if (!provision.parent && name.contains('.')) {
            return refuse(WalletProblem::BadName, name);
        }
        if (auto fine = check_namespace(name); !fine) { return fine; }
        return check_address(provision.rental_fee_sink, header.network);
    }
    Checked operator()(const nem::MosaicDefinitionCreation& creation) const;
    Checked operator()(const nem::MosaicSupplyChange& change) const {
        if (change.delta_units == 0 || change.delta_units > kQuantityMax) {
            return refuse(WalletProblem::BadDelta, std::to_string(change.delta_units));
        }
        return check_mosaic_id(change.mosaic_id);
    }
    Checked operator()(const nem::MultisigSignature& signature) const {
        if (header.fee > nem_chain::kCosignatureFeeMax) {
            return refuse(WalletProblem::FeeTooHigh, std::to_string(header.fee.atoms()));
        }
        return check_address(signature.other_account, header.network);
    }
    Checked operator()(const nem::Multisig& multisig) const {
        const auto& inner = multisig.inner;
        if (auto fine = check_header(inner.header); !fine) { return fine; }
        if (inner.header.network != header.network) {
            return refuse(WalletProblem::UnknownNetwork);
        }
        return std::visit(Check{inner.header}, inner.body);
    }
};

std::optional<std::uint64_t> property(const nem::MosaicDefinition& definition,
                                      std::string_view name) {
    const auto found = std::ranges::find(definition.properties, name, &nem::MosaicProperty::name);
    if (found == definition.properties.end()) { return std::nullopt; }
    const auto value = money::parse_atoms(found->value);
    if (!value) { return std::nullopt; }
    return value->atoms();
}

Checked Check::operator()(const nem::MosaicDefinitionCreation& creation) const {
    const auto& definition = creation.definition;
    if (auto fine = check_mosaic_id(definition.id); !fine) { return fine; }
    if (auto fine = check_description(definition.description); !fine) { return fine; }
    const auto divisibility = property(definition, "divisibility");
    const auto supply = property(definition, "initialSupply");
    if (!divisibility || !supply || *divisibility > kDivisibilityMax) {
        return refuse(WalletProblem::BadSupply, id_text(definition.id));
    }
    base::Wide parts = *supply;
    for (std::uint64_t i = 0; i < *divisibility; ++i) { parts *= 10; }
    if (parts > kQuantityMax) { return refuse(WalletProblem::BadSupply, id_text(definition.id)); }
    if (definition.levy) {
        if (auto fine = check_address(definition.levy->recipient, header.network); !fine) {
            return fine;
        }
        if (definition.levy->fee.atoms() > kQuantityMax) {
            return refuse(WalletProblem::BadAmount, "levy");
        }
    }
    return check_address(creation.creation_fee_sink, header.network);
}

}  // namespace

std::expected<void, WalletError> check(const nem::Transaction& transaction) {
    if (auto fine = check_header(transaction.header); !fine) { return fine; }
    if (auto fine = std::visit(Check{transaction.header}, transaction.body); !fine) { return fine; }
    const auto size = nem::encode_unsigned(transaction).size();
    if (size > kAnnouncedBytesMax) { return refuse(WalletProblem::TooLong, std::to_string(size)); }
    if (!nem::is_canonical(transaction)) { return refuse(WalletProblem::NotCanonical); }
    return {};
}

}  // namespace nem_wallet

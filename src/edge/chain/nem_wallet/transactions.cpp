#include "transactions.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "names.hpp"

namespace nem_wallet {
namespace {

constexpr auto kOnce = money::Amount::from_atoms(1'000'000);

}  // namespace

nem::Header begin(const Terms& terms) {
    std::uint32_t deadline = 0;
    // A deadline that wraps is none after the time stamp, and `check` says so.
    std::ignore = __builtin_add_overflow(terms.now.value, terms.lifetime_s, &deadline);
    return {terms.network, terms.now, terms.signer, {}, nem::TimeStamp{deadline}};
}

Built<nem::Transaction> finish(nem::Transaction transaction, const MosaicFacts& mosaics) {
    if (!nem::is_known(transaction.header.network)) {
        return refuse(WalletProblem::UnknownNetwork);
    }
    auto canonical = nem::to_canonical(std::move(transaction));
    if (!canonical) {
        const bool too_many = canonical.error().problem == nem::CodecProblem::QuantityOverflow;
        return refuse(too_many ? WalletProblem::BadAmount : WalletProblem::NotCanonical);
    }
    const auto fee = nem_chain::minimum_fee(*canonical, mosaics);
    if (!fee) {
        const auto& id = fee.error().mosaic;
        return refuse(WalletProblem::UnknownMosaic, id.namespace_id + ":" + id.name);
    }
    canonical->header.fee = *fee;
    if (auto fine = check(*canonical); !fine) { return std::unexpected(std::move(fine.error())); }
    return *std::move(canonical);
}

std::optional<nem_chain::MosaicSize> no_mosaics(const nem::MosaicId& /*id*/) {
    return std::nullopt;
}

Built<nem::Transaction> transfer(const Terms& terms, const Payment& payment,
                                 const MosaicFacts& mosaics) {
    nem::Transfer body{payment.recipient, payment.xem, payment.message, std::nullopt};
    if (!payment.mosaics.empty()) {
        body.mosaics = payment.mosaics;
        if (payment.xem.atoms() > 0) { body.mosaics->push_back({{"nem", "xem"}, payment.xem}); }
        body.amount = kOnce;
    }
    return finish({begin(terms), std::move(body)}, mosaics);
}

Built<nem::Transaction> provision_namespace(const Terms& terms, std::string_view full_name) {
    if (!nem::is_known(terms.network)) { return refuse(WalletProblem::UnknownNetwork); }
    nem::ProvisionNamespace body{nem_chain::rental_sink(terms.network), nem_chain::kRootRentalFee,
                                 std::string{full_name}, std::nullopt};
    if (const auto dot = full_name.rfind('.'); dot != std::string_view::npos) {
        body.parent = std::string{full_name.substr(0, dot)};
        body.new_part = std::string{full_name.substr(dot + 1)};
        body.rental_fee = nem_chain::kSubRentalFee;
    }
    return finish({begin(terms), std::move(body)}, no_mosaics);
}

MosaicPlan tag_mosaic(nem::MosaicId id, std::string description) {
    MosaicPlan plan{std::move(id), std::move(description), 0, kTagSupplyUnits, true, false, {}};
    return plan;
}

Built<nem::Transaction> define_mosaic(const Terms& terms, const MosaicPlan& plan) {
    if (!nem::is_known(terms.network)) { return refuse(WalletProblem::UnknownNetwork); }
    const auto flag = [](bool value) { return std::string{value ? "true" : "false"}; };
    nem::MosaicDefinition definition{terms.signer,
                                     plan.id,
                                     plan.description,
                                     {{"divisibility", std::to_string(plan.divisibility)},
                                      {"initialSupply", std::to_string(plan.supply_units)},
                                      {"supplyMutable", flag(plan.supply_mutable)},
                                      {"transferable", flag(plan.transferable)}},
                                     plan.levy};
    return finish(
        {begin(terms), nem::MosaicDefinitionCreation{std::move(definition),
                                                     nem_chain::creation_sink(terms.network),
                                                     nem_chain::kMosaicCreationFee}},
        no_mosaics);
}

Built<nem::Transaction> change_supply(const Terms& terms, const nem::MosaicId& id,
                                      nem::MosaicSupplyChange::Type type, std::uint64_t units) {
    return finish({begin(terms), nem::MosaicSupplyChange{id, type, units}}, no_mosaics);
}

Built<nem::SignedTransaction> sign(const nem::Transaction& transaction,
                                   const nem_keys::KeyPair& keys) {
    if (auto fine = check(transaction); !fine) { return std::unexpected(std::move(fine.error())); }
    auto signed_transaction = nem_keys::sign(transaction, keys);
    if (!signed_transaction) {
        return std::unexpected(WalletError{WalletProblem::Key, {}, signed_transaction.error()});
    }
    return *std::move(signed_transaction);
}

namespace {

/// What the body moves in XEM, out of its signer's account.
struct Moved {
    money::Amount operator()(const nem::Transfer& transfer) const {
        if (!transfer.mosaics || transfer.mosaics->empty()) { return transfer.amount; }
        for (const auto& [id, quantity] : *transfer.mosaics) {
            if (!is_xem(id)) { continue; }
            const auto product = base::Wide{transfer.amount.atoms()} * quantity.atoms();
            return money::Amount::from_atoms(static_cast<std::uint64_t>(product / kOnce.atoms()));
        }
        return {};
    }
    money::Amount operator()(const nem::ProvisionNamespace& provision) const {
        return provision.rental_fee;
    }
    money::Amount operator()(const nem::MosaicDefinitionCreation& creation) const {
        return creation.creation_fee;
    }
    money::Amount operator()(const nem::Multisig& multisig) const {
        return std::visit(*this, multisig.inner.body);
    }
    template <class Other>
    money::Amount operator()(const Other& /*moves none*/) const {
        return {};
    }
};

}  // namespace

Cost cost_of(const nem::Transaction& transaction) {
    Cost cost{transaction.header.fee, std::visit(Moved{}, transaction.body)};
    if (const auto* multisig = std::get_if<nem::Multisig>(&transaction.body)) {
        cost.fee = money::add(cost.fee, multisig->inner.header.fee).value_or(cost.fee);
    }
    return cost;
}

}  // namespace nem_wallet

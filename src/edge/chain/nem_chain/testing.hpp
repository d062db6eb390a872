#pragma once

#include <gtest/gtest.h>

#include <nem_chain/nem_chain.hpp>
#include <string>

/// Helpers of this room's tests. Keys are any 32 bytes: nobody here checks signatures.
namespace nem_chain::testing {

inline nem::PublicKey key(std::uint8_t number) {
    nem::PublicKey key;
    key.bytes.fill(number);
    return key;
}
inline nem::Address address(std::uint8_t number, nem::Network network = nem::kMainnet) {
    return nem::to_address(key(number), network);
}
inline constexpr auto atoms = money::Amount::from_atoms;
inline constexpr std::uint64_t kXem = 1'000'000;
inline money::Amount xem(std::uint64_t whole) { return atoms(whole * kXem); }

/// January 2018: all forks but the last are past.
inline constexpr ledger::Height kHeight{1'460'000};
inline constexpr nem::TimeStamp kTime{89'000'000};
inline constexpr std::uint32_t kHour = 3'600;

inline nem::Header header(std::uint8_t signer, money::Amount fee = xem(1),
                          nem::Network network = nem::kMainnet) {
    return {network, kTime, key(signer), fee, nem::TimeStamp{kTime.value + kHour}};
}
inline nem::SignedTransaction transaction(std::uint8_t signer, nem::Body body,
                                          money::Amount fee = xem(1)) {
    return {{header(signer, fee), std::move(body)}, {}};
}

inline nem::Transfer transfer(std::uint8_t to, money::Amount amount) {
    return {address(to), amount, std::nullopt, std::nullopt};
}
inline nem::Transfer transfer(std::uint8_t to, money::Amount amount,
                              std::vector<nem::Mosaic> mosaics) {
    return {address(to), amount, std::nullopt, std::move(mosaics)};
}
inline nem::Message message(std::size_t bytes) {
    return {nem::MessageType::Plain, std::vector<std::uint8_t>(bytes, 0x61)};
}

struct Properties {
    int divisibility{0};
    std::uint64_t supply{1'000};
    bool supply_mutable{false};
    bool transferable{true};
};
inline nem::MosaicDefinition definition(std::uint8_t creator, nem::MosaicId id,
                                        Properties properties = {},
                                        std::optional<nem::Levy> levy = std::nullopt) {
    const auto truth = [](bool is) { return std::string{is ? "true" : "false"}; };
    return {key(creator),
            std::move(id),
            "words",
            {{"divisibility", std::to_string(properties.divisibility)},
             {"initialSupply", std::to_string(properties.supply)},
             {"supplyMutable", truth(properties.supply_mutable)},
             {"transferable", truth(properties.transferable)}},
            std::move(levy)};
}
inline nem::MosaicDefinitionCreation creation(nem::MosaicDefinition definition,
                                              nem::Network network = nem::kMainnet) {
    return {std::move(definition), creation_sink(network), kMosaicCreationFee};
}
inline nem::ProvisionNamespace provision(std::string part,
                                         std::optional<std::string> parent = std::nullopt,
                                         nem::Network network = nem::kMainnet) {
    const auto fee = parent ? kSubRentalFee : kRootRentalFee;
    return {rental_sink(network), fee, std::move(part), std::move(parent)};
}
inline nem::MultisigModification modification(const std::vector<std::uint8_t>& added,
                                              const std::vector<std::uint8_t>& deleted,
                                              std::optional<std::int32_t> change) {
    nem::MultisigModification body;
    for (const auto number : added) {
        body.modifications.push_back({nem::Modification::Type::Add, key(number)});
    }
    for (const auto number : deleted) {
        body.modifications.push_back({nem::Modification::Type::Delete, key(number)});
    }
    body.min_cosignatories.emplace();
    if (change) { body.min_cosignatories->change = nem::RelativeChange{*change}; }
    const auto canonical = nem::to_canonical({header(0), body});
    return canonical ? std::get<nem::MultisigModification>(canonical->body) : body;
}

inline nem::MultisigSignature signature_for(const nem::Multisig& multisig) {
    const auto hash = nem::inner_hash({header(0), multisig});
    const nem::Header& inner = multisig.inner.header;
    return {hash.value_or(nem::Hash{}), nem::to_address(inner.signer, inner.network)};
}
inline nem::Cosignature cosignature(std::uint8_t signer, const nem::Multisig& multisig,
                                    money::Amount fee = kCosignatureFeeMin) {
    return {header(signer, fee), signature_for(multisig), {}};
}
/// Wrapped for `account`, with the cosignatures of `cosigners`.
inline nem::Multisig wrap(std::uint8_t account, nem::InnerBody body,
                          const std::vector<std::uint8_t>& cosigners = {},
                          money::Amount fee = xem(1)) {
    nem::Multisig multisig{{header(account, fee), std::move(body)}, {}};
    for (const auto cosigner : cosigners) {
        multisig.cosignatures.push_back(cosignature(cosigner, multisig));
    }
    const auto canonical = nem::to_canonical({header(0), multisig});
    return canonical ? std::get<nem::Multisig>(canonical->body) : multisig;
}

inline ledger::Height height_of(const State& state) {
    return state.height().value_or(ledger::Height{0});
}

/// The harvester is account 200.
inline constexpr std::uint8_t kHarvester = 200;
inline nem::Block block(ledger::Height height, std::vector<nem::SignedTransaction> transactions,
                        std::uint8_t harvester = kHarvester) {
    return {nem::BlockType::Regular,
            nem::kMainnet,
            nem::TimeStamp{kTime.value + 60},
            key(harvester),
            {},
            {},
            height,
            std::move(transactions)};
}

inline std::string speak(const ChainError& error) { return to_phrase(error).en; }
inline std::string speak(NisResult result) { return std::string{to_string(result)}; }

/// The value, or a failure that says why there is none.
template <class Value, class Error>
Value good(const std::expected<Value, Error>& expected) {
    if (!expected) {
        ADD_FAILURE() << speak(expected.error());
        return Value{};
    }
    return *expected;
}
template <class Error>
void good(const std::expected<void, Error>& expected) {
    if (!expected) { ADD_FAILURE() << speak(expected.error()); }
}

}  // namespace nem_chain::testing

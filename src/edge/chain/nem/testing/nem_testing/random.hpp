#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <string>
#include <vector>

/// Random values of everything that NEM's chain is made of, by RapidCheck, so that failures shrink.
namespace nem::testing {

template <class T>
T any_octets() {
    const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(
        T::kSize, rc::gen::arbitrary<std::uint8_t>());
    T octets;
    std::ranges::copy(bytes, octets.bytes.begin());
    return octets;
}
inline money::Amount any_amount() {
    return money::Amount::from_atoms(*rc::gen::arbitrary<std::uint64_t>());
}
inline TimeStamp any_time() { return TimeStamp{*rc::gen::arbitrary<std::uint32_t>()}; }
inline Network any_network() {
    return Network{*rc::gen::element<std::uint8_t>(0x68, 0x98, 0x60, 0x00, 0xff)};
}
inline std::string any_text(std::size_t characters_max) {
    const auto letters =
        *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "a", "z", "0", " ", "'", ".", ":", "\"", "\\", "\n", "é", "偽", "😀"));
    std::string text;
    std::size_t units = 0;
    for (const auto& letter : letters) {
        units += letter.size() == 4 ? 2U : 1U;
        if (units > characters_max) { break; }
        text += letter;
    }
    return text;
}
inline MosaicId any_id() { return {any_text(128), any_text(128)}; }
inline Address any_address() { return to_address(any_octets<PublicKey>(), any_network()); }
template <class T>
T any_choice() {
    return static_cast<T>(*rc::gen::inRange(1, 3));
}
template <class Make>
auto any_list(std::size_t below, Make make) {
    std::vector<decltype(make())> list;
    const auto size = *rc::gen::inRange<std::size_t>(0, below);
    while (list.size() < size) { list.push_back(make()); }
    return list;
}
template <class Make>
auto maybe(Make make) {
    std::optional<decltype(make())> value;
    if (*rc::gen::arbitrary<bool>()) { value = make(); }
    return value;
}
inline Header any_header() {
    return {any_network(), any_time(), any_octets<PublicKey>(), any_amount(), any_time()};
}
inline Transfer any_transfer() {
    const auto message = [] {
        return Message{any_choice<MessageType>(), *rc::gen::arbitrary<Bytes>()};
    };
    const auto mosaic = [] { return Mosaic{any_id(), any_amount()}; };
    return {any_address(), any_amount(), maybe(message),
            maybe([&] { return any_list(4, mosaic); })};
}
inline MultisigModification any_modification() {
    const auto one = [] {
        return Modification{any_choice<Modification::Type>(), any_octets<PublicKey>()};
    };
    const auto change = [] { return RelativeChange{*rc::gen::arbitrary<std::int32_t>()}; };
    return {any_list(5, one), maybe([&] { return MinCosignatories{maybe(change)}; })};
}
inline MosaicDefinitionCreation any_definition() {
    const auto property = [] { return MosaicProperty{any_text(128), any_text(128)}; };
    const auto levy = [] {
        return Levy{any_choice<Levy::Type>(), any_address(), any_id(), any_amount()};
    };
    return {{any_octets<PublicKey>(), any_id(), any_text(512), any_list(5, property), maybe(levy)},
            any_address(),
            any_amount()};
}
inline InnerBody any_inner_body() {
    switch (*rc::gen::inRange(0, 6)) {
        case 0: return any_transfer();
        case 1:
            return ImportanceTransfer{any_choice<ImportanceTransfer::Mode>(),
                                      any_octets<PublicKey>()};
        case 2: return any_modification();
        case 3:
            return ProvisionNamespace{any_address(), any_amount(), any_text(128),
                                      maybe([] { return any_text(128); })};
        case 4: return any_definition();
        default:
            return MosaicSupplyChange{any_id(), any_choice<MosaicSupplyChange::Type>(),
                                      any_amount().atoms()};
    }
}
inline MultisigSignature any_multisig_signature() { return {any_octets<Hash>(), any_address()}; }
inline Cosignature any_cosignature() {
    return {any_header(), any_multisig_signature(), any_octets<Signature>()};
}
inline Body any_body() {
    switch (*rc::gen::inRange(0, 4)) {
        case 0: return any_multisig_signature();
        case 1: return Multisig{{any_header(), any_inner_body()}, any_list(4, any_cosignature)};
        default: return std::visit([](auto body) -> Body { return body; }, any_inner_body());
    }
}
inline SignedTransaction any_transaction() {
    return {{any_header(), any_body()}, any_octets<Signature>()};
}
inline Block any_block() {
    return {*rc::gen::element(BlockType::Regular, BlockType::Nemesis),
            any_network(),
            any_time(),
            any_octets<PublicKey>(),
            any_octets<Signature>(),
            any_octets<Hash>(),
            ledger::Height{*rc::gen::arbitrary<std::uint64_t>()},
            any_list(4, any_transaction)};
}

}  // namespace nem::testing

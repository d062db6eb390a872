#pragma once

#include <nem/codec.hpp>

#include "fields.hpp"

/// What has a type and a version of its own: transactions, cosignatures, blocks. Include this one;
/// fields.hpp has their parts.
namespace nem {

struct TypeCode {
    std::uint32_t type{0};
    std::uint32_t version{1};
    friend bool operator==(const TypeCode&, const TypeCode&) = default;
};

inline constexpr std::uint32_t kVersionMask = 0x00ff'ffff;  // the network's byte is above it
inline constexpr unsigned kNetworkShift = 24;
[[nodiscard]] constexpr std::uint32_t join(std::uint32_t version, Network network) {
    return version | (std::uint32_t{network.value} << kNetworkShift);
}
[[nodiscard]] constexpr Network network_of(std::uint32_t version) {
    return Network{static_cast<std::uint8_t>(version >> kNetworkShift)};
}

// TransactionTypes.java
inline constexpr std::uint32_t kTransfer = 0x0101;
inline constexpr std::uint32_t kImportanceTransfer = 0x0801;
inline constexpr std::uint32_t kMultisigModification = 0x1001;
inline constexpr std::uint32_t kMultisigSignature = 0x1002;
inline constexpr std::uint32_t kMultisig = 0x1004;
inline constexpr std::uint32_t kProvisionNamespace = 0x2001;
inline constexpr std::uint32_t kMosaicDefinitionCreation = 0x4001;
inline constexpr std::uint32_t kMosaicSupplyChange = 0x4002;

[[nodiscard]] inline TypeCode code_of(const Transfer& body) {
    return {kTransfer, body.mosaics ? 2U : 1U};
}
[[nodiscard]] inline TypeCode code_of(const ImportanceTransfer&) { return {kImportanceTransfer}; }
[[nodiscard]] inline TypeCode code_of(const MultisigModification& body) {
    return {kMultisigModification, body.min_cosignatories ? 2U : 1U};
}
[[nodiscard]] inline TypeCode code_of(const MultisigSignature&) { return {kMultisigSignature}; }
[[nodiscard]] inline TypeCode code_of(const Multisig&) { return {kMultisig}; }
[[nodiscard]] inline TypeCode code_of(const ProvisionNamespace&) { return {kProvisionNamespace}; }
[[nodiscard]] inline TypeCode code_of(const MosaicDefinitionCreation&) {
    return {kMosaicDefinitionCreation};
}
[[nodiscard]] inline TypeCode code_of(const MosaicSupplyChange&) { return {kMosaicSupplyChange}; }
template <class... Bodies>
[[nodiscard]] TypeCode code_of(const std::variant<Bodies...>& body) {
    return std::visit([](const auto& one) { return code_of(one); }, body);
}

/// Sets `one` to an empty body of this type and version. False when it is of another.
template <class One>
[[nodiscard]] bool start(TypeCode code, One& one) {
    One empty;
    if (code == code_of(empty)) {
        one = std::move(empty);
        return true;
    }
    if constexpr (std::is_same_v<One, Transfer>) { empty.mosaics.emplace(); }
    if constexpr (std::is_same_v<One, MultisigModification>) { empty.min_cosignatories.emplace(); }
    if (code != code_of(empty)) { return false; }
    one = std::move(empty);
    return true;
}
template <class... Bodies>
[[nodiscard]] bool start(TypeCode code, std::variant<Bodies...>& body) {
    const auto try_one = [&]<class One>(One one) {
        if (!start(code, one)) { return false; }
        body = std::move(one);
        return true;
    };
    return (try_one(Bodies{}) || ...);
}

template <class A, class... Bodies>
void describe_body(A& archive, std::variant<Bodies...>& body) {
    std::visit([&](auto& one) { describe(archive, one); }, body);
}
template <class A, class... Bodies>
void describe_body(A& archive, const std::variant<Bodies...>& body) {
    std::visit([&](const auto& one) { describe(archive, one); }, body);
}
template <class A>
void describe_body(A& archive, Ref<A, MultisigSignature> body) {
    describe(archive, body);
}

/// `signature`: null for the unsigned form.
template <class A, class B>
void describe_entity(A& archive, Ref<A, Header> header, B& body,
                     std::remove_reference_t<Ref<A, Signature>>* signature) {
    TypeCode code;
    if constexpr (!A::kReads) { code = code_of(body); }
    archive.int32("type", code.type);
    // NOLINTNEXTLINE(misc-const-correctness): a reader writes it
    std::uint32_t version = join(code.version, header.network);
    archive.int32("version", version);
    if constexpr (A::kReads) {
        header.network = network_of(version);
        code.version = version & kVersionMask;
        if (!archive.failed() && !start(code, body)) {
            archive.fail(CodecProblem::UnknownType, "type");
        }
        if (archive.failed()) { return; }
    }
    archive.int32("timeStamp", header.time_stamp.value);
    archive.octets("signer", header.signer);
    if (signature != nullptr) { archive.octets("signature", *signature); }
    archive.amount("fee", header.fee);
    archive.int32("deadline", header.deadline.value);
    describe_body(archive, body);
}

template <class A>
void describe(A& archive, Ref<A, InnerTransaction> inner) {
    describe_entity(archive, inner.header, inner.body, nullptr);
}

template <class A>
void describe(A& archive, Ref<A, Cosignature> cosignature) {
    describe_entity(archive, cosignature.header, cosignature.body, &cosignature.signature);
}

template <class A>
void describe(A& archive, Ref<A, Transaction> transaction) {
    describe_entity(archive, transaction.header, transaction.body, nullptr);
}

template <class A>
void describe(A& archive, Ref<A, SignedTransaction> entity) {
    describe_entity(archive, entity.transaction.header, entity.transaction.body, &entity.signature);
    if (auto* multisig = std::get_if<Multisig>(&entity.transaction.body)) {
        archive.array("signatures", multisig->cosignatures);
    }
}

template <class A>
void describe_block(A& archive, Ref<A, Block> block, bool with_signature) {
    auto type = static_cast<std::int32_t>(block.type);
    archive.int32("type", type);
    // NOLINTNEXTLINE(misc-const-correctness): a reader writes it
    std::uint32_t version = join(1, block.network);
    archive.int32("version", version);
    if constexpr (A::kReads) {
        block.type = type == static_cast<std::int32_t>(BlockType::Nemesis) ? BlockType::Nemesis
                                                                           : BlockType::Regular;
        block.network = network_of(version);
        const bool known = type == static_cast<std::int32_t>(block.type);
        if (!archive.failed() && (!known || (version & kVersionMask) != 1)) {
            archive.fail(CodecProblem::UnknownType, "type");
        }
    }
    archive.int32("timeStamp", block.time_stamp.value);
    archive.octets("signer", block.signer);
    if (with_signature) { archive.octets("signature", block.signature); }
    archive.object("prevBlockHash", block.previous);
    archive.int64("height", block.height.value);
    archive.array("transactions", block.transactions);
}

template <class A>
void describe(A& archive, Ref<A, Block> block) {
    describe_block(archive, block, true);
}

}  // namespace nem

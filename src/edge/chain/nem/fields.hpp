#pragma once

#include <nem/types.hpp>
#include <type_traits>

/// The fields of every value, described once: in the order of the bytes, with the names of JSON.
/// An archive (binary or JSON, reader or writer) is led through them; `Ref` is a reference that a
/// reader may write through. `archive.object` and `archive.array` come back here for their parts.
namespace nem {

inline constexpr std::size_t kTextCharactersMax = 128;  // where NIS cuts, if nothing else is said
inline constexpr std::size_t kDescriptionCharactersMax = 512;
inline constexpr std::size_t kPayloadBytesMax = 2048;

template <class A, class T>
using Ref = std::conditional_t<A::kReads, T&, const T&>;

template <class A>
void describe(A& archive, Ref<A, Hash> hash) {
    archive.octets("data", hash);
}

template <class A>
void describe(A& archive, Ref<A, Message> message) {
    archive.choice("type", message.type);
    archive.blob("payload", message.payload, kPayloadBytesMax);
}

template <class A>
void describe(A& archive, Ref<A, MosaicId> id) {
    archive.text("namespaceId", id.namespace_id, kTextCharactersMax);
    archive.text("name", id.name, kTextCharactersMax);
}

template <class A>
void describe(A& archive, Ref<A, Mosaic> mosaic) {
    archive.object("mosaicId", mosaic.id);
    archive.amount("quantity", mosaic.quantity);
}

template <class A>
void describe(A& archive, Ref<A, Transfer> transfer) {
    archive.address("recipient", transfer.recipient);
    archive.amount("amount", transfer.amount);
    archive.optional_object("message", transfer.message);
    if (transfer.mosaics) { archive.array("mosaics", *transfer.mosaics); }
}

template <class A>
void describe(A& archive, Ref<A, ImportanceTransfer> transfer) {
    archive.choice("mode", transfer.mode);
    archive.octets("remoteAccount", transfer.remote_account);
}

template <class A>
void describe(A& archive, Ref<A, Modification> modification) {
    archive.choice("modificationType", modification.type);
    archive.octets("cosignatoryAccount", modification.cosignatory);
}

template <class A>
void describe(A& archive, Ref<A, RelativeChange> change) {
    archive.int32("relativeChange", change.value);
}

template <class A>
void describe(A& archive, Ref<A, MultisigModification> modification) {
    archive.array("modifications", modification.modifications);
    if (modification.min_cosignatories) {
        archive.optional_object("minCosignatories", modification.min_cosignatories->change);
    }
}

template <class A>
void describe(A& archive, Ref<A, ProvisionNamespace> provision) {
    archive.address("rentalFeeSink", provision.rental_fee_sink);
    archive.amount("rentalFee", provision.rental_fee);
    archive.text("newPart", provision.new_part, kTextCharactersMax);
    archive.optional_text("parent", provision.parent, kTextCharactersMax);
}

template <class A>
void describe(A& archive, Ref<A, MosaicProperty> property) {
    archive.text("name", property.name, kTextCharactersMax);
    archive.text("value", property.value, kTextCharactersMax);
}

template <class A>
void describe(A& archive, Ref<A, Levy> levy) {
    archive.choice("type", levy.type);
    archive.address("recipient", levy.recipient);
    archive.object("mosaicId", levy.mosaic_id);
    archive.amount("fee", levy.fee);
}

template <class A>
void describe(A& archive, Ref<A, MosaicDefinition> definition) {
    archive.octets("creator", definition.creator);
    archive.object("id", definition.id);
    archive.text("description", definition.description, kDescriptionCharactersMax);
    archive.array("properties", definition.properties);
    archive.optional_object("levy", definition.levy);
}

template <class A>
void describe(A& archive, Ref<A, MosaicDefinitionCreation> creation) {
    archive.object("mosaicDefinition", creation.definition);
    archive.address("creationFeeSink", creation.creation_fee_sink);
    archive.amount("creationFee", creation.creation_fee);
}

template <class A>
void describe(A& archive, Ref<A, MosaicSupplyChange> change) {
    archive.object("mosaicId", change.mosaic_id);
    archive.choice("supplyType", change.type);
    archive.int64("delta", change.delta_units);
}

template <class A>
void describe(A& archive, Ref<A, MultisigSignature> signature) {
    archive.object("otherHash", signature.other_hash);
    archive.address("otherAccount", signature.other_account);
}

template <class A>
void describe(A& archive, Ref<A, Multisig> multisig) {
    // The cosignatures stand in the signed form only: transaction_fields.hpp.
    archive.object("otherTrans", multisig.inner);
}

}  // namespace nem

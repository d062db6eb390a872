#include <nem/codec.hpp>
#include <nlohmann/json.hpp>

#include "json_reader.hpp"
#include "json_writer.hpp"
#include "transaction_fields.hpp"

namespace nem {
namespace {

using Json = nlohmann::json;

struct Meta {
    std::optional<Hash> inner_hash;
};
struct Announcement {
    Bytes data;
    Signature signature;
};
struct UnconfirmedList {
    std::vector<UnconfirmedTransaction> data;
};

template <class A>
void describe(A& archive, Ref<A, Meta> meta) {
    std::optional<std::string> hex;
    if constexpr (!A::kReads) {
        if (meta.inner_hash) { hex = to_hex(*meta.inner_hash); }
    }
    archive.optional_text("data", hex, 2 * Hash::kSize);
    if constexpr (A::kReads) {
        if (hex && !archive.failed()) { archive.octets("data", meta.inner_hash.emplace()); }
    }
}

template <class A>
void describe(A& archive, Ref<A, Announcement> announcement) {
    // NIS reads no more than 2,048 bytes (Reference 5.6).
    archive.blob("data", announcement.data, kPayloadBytesMax);
    archive.octets("signature", announcement.signature);
}

template <class T>
Decoded<T> read(const Json& json) {
    JsonReader reader{json};
    T value;
    describe(reader, value);
    if (const auto& error = reader.error()) { return std::unexpected(*error); }
    return value;
}

template <class T>
Decoded<T> read_text(std::string_view text) {
    const CodecError no_json{CodecProblem::NotJson, "", std::nullopt};
    if (text.size() > kJsonBytesMax) { return std::unexpected(no_json); }
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) { return std::unexpected(no_json); }
    return read<T>(json);
}

}  // namespace

template <class A>
void describe(A& archive, Ref<A, UnconfirmedTransaction> unconfirmed) {
    Meta meta;
    if constexpr (!A::kReads) { meta.inner_hash = unconfirmed.inner_hash; }
    archive.object("meta", meta);
    if constexpr (A::kReads) { unconfirmed.inner_hash = meta.inner_hash; }
    archive.object("transaction", unconfirmed.transaction);
}

namespace {
template <class A>
void describe(A& archive, Ref<A, UnconfirmedList> list) {
    archive.array("data", list.data);
}
}  // namespace

Json to_json(const SignedTransaction& transaction) { return JsonWriter::write(transaction); }
Json to_json(const Transaction& transaction) { return JsonWriter::write(transaction); }
Json to_json(const Block& block) { return JsonWriter::write(block); }
Json to_json(const UnconfirmedTransaction& transaction) { return JsonWriter::write(transaction); }
Json to_json(const MosaicDefinition& definition) { return JsonWriter::write(definition); }
Json to_announcement(const SignedTransaction& transaction) {
    return JsonWriter::write(
        Announcement{encode_unsigned(transaction.transaction), transaction.signature});
}

Decoded<SignedTransaction> parse_transaction(const Json& json) {
    return read<SignedTransaction>(json);
}
Decoded<Transaction> parse_unsigned(const Json& json) { return read<Transaction>(json); }
Decoded<Block> parse_block(const Json& json) { return read<Block>(json); }
Decoded<MosaicDefinition> parse_definition(const Json& json) {
    return read<MosaicDefinition>(json);
}

Decoded<std::vector<UnconfirmedTransaction>> parse_unconfirmed(const Json& json) {
    auto list = read<UnconfirmedList>(json);
    if (!list) { return std::unexpected(list.error()); }
    return std::move(list->data);
}

Decoded<SignedTransaction> parse_announcement(const Json& json) {
    const auto announcement = read<Announcement>(json);
    if (!announcement) { return std::unexpected(announcement.error()); }
    auto transaction = decode_unsigned(announcement->data);
    if (!transaction) { return std::unexpected(transaction.error()); }
    return SignedTransaction{*std::move(transaction), announcement->signature};
}

Decoded<SignedTransaction> parse_transaction_text(std::string_view json) {
    return read_text<SignedTransaction>(json);
}
Decoded<Block> parse_block_text(std::string_view json) { return read_text<Block>(json); }

}  // namespace nem

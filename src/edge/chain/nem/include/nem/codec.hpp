#pragma once

#include <cstddef>
#include <expected>
#include <nem/types.hpp>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

/// Bytes and JSON to values and back (Reference 2, 3.2, 3.3, 4.1). Reading is total: whatever the
/// input, a value or an error, with memory in proportion to the input. What was read from bytes is
/// written back to the same bytes; what was written to JSON reads back to the same value.
namespace nem {

enum class CodecProblem : std::uint8_t {
    Truncated,         // the input ends within the field
    TrailingBytes,     // more bytes than the value has
    UnknownType,       // a type and version that NIS does not have, or not here
    UnknownChoice,     // a number that names none of the choices
    Null,              // null where NIS writes a value
    BadLength,         // of a key, hash, signature or address
    TooLong,           // NIS would cut it silently
    BadText,           // not UTF-8
    BadAddress,        // not 40 letters A-Z, 2-7
    NotJson,           // or JSON of more than kJsonBytesMax
    Missing,           // the key is not there
    WrongKind,         // a text for a number and the like
    OutOfRange,        // a number that the field cannot hold
    BadHex,            // not hexadecimal
    BadProperty,       // a mosaic's property that NIS would not read
    QuantityOverflow,  // mosaics that cannot be merged: their sum exceeds 64 bits
};
struct CodecError {
    CodecProblem problem{};
    std::string field;  // JSON's names, from the outermost: `transactions[3].otherTrans.fee`
    std::optional<std::size_t> offset;  // in bytes, of binary input
    friend bool operator==(const CodecError&, const CodecError&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const CodecError& error);

template <class T>
using Decoded = std::expected<T, CodecError>;
using Bytes = std::vector<std::uint8_t>;

// ---- bytes. "Unsigned" is NIS's non-verifiable form, without signature: what is signed, hashed
// and announced.
[[nodiscard]] Bytes encode(const SignedTransaction& transaction);
[[nodiscard]] Bytes encode_unsigned(const Transaction& transaction);
[[nodiscard]] Bytes encode_unsigned(const InnerTransaction& transaction);
[[nodiscard]] Bytes encode(const Block& block);
[[nodiscard]] Bytes encode_unsigned(const Block& block);  // its transactions keep their signatures
[[nodiscard]] Decoded<SignedTransaction> decode_transaction(std::span<const std::uint8_t> bytes);
[[nodiscard]] Decoded<Transaction> decode_unsigned(std::span<const std::uint8_t> bytes);
[[nodiscard]] Decoded<Block> decode_block(std::span<const std::uint8_t> bytes);

// ---- JSON as NIS's REST interface has it. Unknown keys are ignored; of a key given twice the last
// counts, as in NIS. Hex is read in both cases, addresses too. The text functions refuse more than
// kJsonBytesMax; the others read a part of a document that was parsed before.
inline constexpr std::size_t kJsonBytesMax = 16U << 20U;
[[nodiscard]] nlohmann::json to_json(const SignedTransaction& transaction);
[[nodiscard]] nlohmann::json to_json(const Transaction& transaction);  // without `signature`
[[nodiscard]] nlohmann::json to_json(const Block& block);
/// `{"meta":{"data":null|"<hex>"},"transaction":{…}}`
[[nodiscard]] nlohmann::json to_json(const UnconfirmedTransaction& transaction);
/// As /mosaic/definition has it.
[[nodiscard]] nlohmann::json to_json(const MosaicDefinition& definition);
/// `{"data":"<unsigned bytes>","signature":"<hex>"}`: the body of POST /transaction/announce.
[[nodiscard]] nlohmann::json to_announcement(const SignedTransaction& transaction);
[[nodiscard]] Decoded<SignedTransaction> parse_transaction(const nlohmann::json& json);
[[nodiscard]] Decoded<Transaction> parse_unsigned(const nlohmann::json& json);
[[nodiscard]] Decoded<Block> parse_block(const nlohmann::json& json);
[[nodiscard]] Decoded<MosaicDefinition> parse_definition(const nlohmann::json& json);
/// `{"data":[…]}`, the answer of /account/unconfirmedTransactions. A node's `meta.data` is kept as
/// it says; compare it with `inner_hash`.
[[nodiscard]] Decoded<std::vector<UnconfirmedTransaction>> parse_unconfirmed(
    const nlohmann::json& json);
/// What was announced; a multisig transaction without its cosignatures.
[[nodiscard]] Decoded<SignedTransaction> parse_announcement(const nlohmann::json& json);
[[nodiscard]] Decoded<SignedTransaction> parse_transaction_text(std::string_view json);
[[nodiscard]] Decoded<Block> parse_block_text(std::string_view json);

// ---- hashes: Keccak-256 of the unsigned bytes.
[[nodiscard]] Hash hash_of(const Transaction& transaction);
[[nodiscard]] Hash hash_of(const Block& block);
/// What cosignatures refer to; nothing for what is no 4100.
[[nodiscard]] std::optional<Hash> inner_hash(const Transaction& transaction);

// ---- the form that NIS gives a transaction before it verifies and stores it: mosaics sorted and
// merged, modifications and cosignatures sorted, empty messages left out, four mosaic properties.
// Bytes in any other form get NIS's code 8.
// Errors: BadProperty, QuantityOverflow.
[[nodiscard]] Decoded<Transaction> to_canonical(Transaction transaction);
/// NIS would keep every bit of it: canonical, and no text longer than NIS reads.
[[nodiscard]] bool is_canonical(const Transaction& transaction);

// ---- addresses.
/// Upper or lower case, without hyphens. Errors: BadAddress.
[[nodiscard]] Decoded<Address> parse_address(std::string_view text);
[[nodiscard]] Address to_address(const PublicKey& key, Network network);
/// The checksum is right and the address is of this network.
[[nodiscard]] bool is_valid(const Address& address, Network network);
[[nodiscard]] std::string to_hex(const Hash& hash);
[[nodiscard]] std::string to_hex(const PublicKey& key);
[[nodiscard]] std::string to_hex(const Signature& signature);

}  // namespace nem

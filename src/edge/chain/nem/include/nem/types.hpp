#pragma once

#include <array>
#include <base/base.hpp>
#include <compare>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <money/money.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// The values that NEM's chain is made of. A value holds what was written, in the order in which it
/// was written, so that it can be written again bit for bit; `to_canonical` gives NIS's own form.
namespace nem {

/// Bytes of a fixed number that mean one thing.
template <class Tag, std::size_t Size>
struct Octets {
    static constexpr std::size_t kSize = Size;
    std::array<std::uint8_t, Size> bytes{};
    friend constexpr auto operator<=>(const Octets&, const Octets&) = default;
};
using Hash = Octets<struct HashTag, 32>;
using PublicKey = Octets<struct PublicKeyTag, 32>;
using Signature = Octets<struct SignatureTag, 64>;  // R then S, S little endian

inline constexpr std::size_t kAddressLetters = 40;
/// 40 letters of base32, upper case. Whether checksum and network are right is `is_valid`'s
/// question: a node runs any network byte, and a reader takes what stands in the chain.
struct Address {
    std::array<char, kAddressLetters> letters{};
    [[nodiscard]] std::string_view text() const { return {letters.data(), letters.size()}; }
    friend constexpr auto operator<=>(const Address&, const Address&) = default;
};

/// The top byte of every version field. Other bytes than these three are private networks.
using Network = base::Strong<struct NetworkTag, std::uint8_t>;
inline constexpr Network kMainnet{0x68};
inline constexpr Network kTestnet{0x98};
inline constexpr Network kMijin{0x60};
[[nodiscard]] constexpr bool is_known(Network network) {
    return network == kMainnet || network == kTestnet || network == kMijin;
}

/// Seconds since the nemesis moment, 2015-03-29T00:06:25Z.
using TimeStamp = base::Strong<struct TimeStampTag, std::uint32_t>;
inline constexpr std::int64_t kNemesisUnixSeconds = 1'427'587'585;
[[nodiscard]] constexpr base::Instant to_instant(TimeStamp stamp) {
    return {kNemesisUnixSeconds + stamp.value};
}

/// What every transaction has. `fee` in micro-XEM.
struct Header {
    Network network{kMainnet};
    TimeStamp time_stamp;
    PublicKey signer;
    money::Amount fee;
    TimeStamp deadline;
    friend bool operator==(const Header&, const Header&) = default;
};

enum class MessageType : std::uint8_t { Plain = 1, Encrypted = 2 };
struct Message {
    MessageType type{MessageType::Plain};
    std::vector<std::uint8_t> payload;  // at most 2,048 bytes in NIS; 1,024 by today's rules
    friend bool operator==(const Message&, const Message&) = default;
};

struct MosaicId {
    std::string namespace_id;  // full dotted name
    std::string name;
    friend auto operator<=>(const MosaicId&, const MosaicId&) = default;
};
struct Mosaic {
    MosaicId id;
    money::Amount quantity;  // in the mosaic's smallest parts, before `amount` multiplies it
    friend bool operator==(const Mosaic&, const Mosaic&) = default;
};

/// 257. With a mosaic attached, `amount` is a multiplier in millionths and no XEM moves but through
/// `nem:xem` (Reference 3.4).
struct Transfer {
    Address recipient;
    money::Amount amount;  // micro-XEM
    std::optional<Message> message;
    std::optional<std::vector<Mosaic>> mosaics;  // absent in version 1, present in version 2
    friend bool operator==(const Transfer&, const Transfer&) = default;
};

/// 2049: delegated harvesting. Moves no XEM.
struct ImportanceTransfer {
    enum class Mode : std::uint8_t { Activate = 1, Deactivate = 2 };
    Mode mode{Mode::Activate};
    PublicKey remote_account;
    friend bool operator==(const ImportanceTransfer&, const ImportanceTransfer&) = default;
};

struct Modification {
    enum class Type : std::uint8_t { Add = 1, Delete = 2 };
    Type type{Type::Add};
    PublicKey cosignatory;
    friend bool operator==(const Modification&, const Modification&) = default;
};
struct RelativeChange {
    std::int32_t value{0};
    friend bool operator==(const RelativeChange&, const RelativeChange&) = default;
};
struct MinCosignatories {
    std::optional<RelativeChange> change;  // absent: as before
    friend bool operator==(const MinCosignatories&, const MinCosignatories&) = default;
};
/// 4097: the signer becomes a multisig account, or its cosignatories change.
struct MultisigModification {
    std::vector<Modification> modifications;
    std::optional<MinCosignatories> min_cosignatories;  // absent in version 1, present in version 2
    friend bool operator==(const MultisigModification&, const MultisigModification&) = default;
};

/// 8193.
struct ProvisionNamespace {
    Address rental_fee_sink;
    money::Amount rental_fee;  // micro-XEM
    std::string new_part;
    std::optional<std::string> parent;  // full dotted name; absent for a root
    friend bool operator==(const ProvisionNamespace&, const ProvisionNamespace&) = default;
};

struct MosaicProperty {
    std::string name;
    std::string value;  // decimal digits, or `true` or `false`
    friend bool operator==(const MosaicProperty&, const MosaicProperty&) = default;
};
/// What each transfer of the mosaic costs its sender on top, for somebody else.
struct Levy {
    enum class Type : std::uint8_t { Absolute = 1, Percentile = 2 };
    Type type{Type::Absolute};
    Address recipient;
    MosaicId mosaic_id;
    money::Amount fee;  // smallest parts of the levy's mosaic, or 10,000ths of what moves
    friend bool operator==(const Levy&, const Levy&) = default;
};
struct MosaicDefinition {
    PublicKey creator;
    MosaicId id;
    std::string description;
    std::vector<MosaicProperty> properties;
    std::optional<Levy> levy;
    friend bool operator==(const MosaicDefinition&, const MosaicDefinition&) = default;
};
/// 16385.
struct MosaicDefinitionCreation {
    MosaicDefinition definition;
    Address creation_fee_sink;
    money::Amount creation_fee;  // micro-XEM
    friend bool operator==(const MosaicDefinitionCreation&,
                           const MosaicDefinitionCreation&) = default;
};

/// 16386. `delta_units` counts whole units, not smallest parts.
struct MosaicSupplyChange {
    enum class Type : std::uint8_t { Create = 1, Delete = 2 };
    MosaicId mosaic_id;
    Type type{Type::Create};
    std::uint64_t delta_units{0};
    friend bool operator==(const MosaicSupplyChange&, const MosaicSupplyChange&) = default;
};

/// What a multisig transaction can wrap.
using InnerBody = std::variant<Transfer, ImportanceTransfer, MultisigModification,
                               ProvisionNamespace, MosaicDefinitionCreation, MosaicSupplyChange>;
/// Unsigned; its signer is the multisig account.
struct InnerTransaction {
    Header header;
    InnerBody body;
    friend bool operator==(const InnerTransaction&, const InnerTransaction&) = default;
};

/// 4098: one cosignatory agrees. `other_hash` is the hash of the inner transaction.
struct MultisigSignature {
    Hash other_hash;
    Address other_account;  // the multisig account
    friend bool operator==(const MultisigSignature&, const MultisigSignature&) = default;
};
struct Cosignature {
    Header header;
    MultisigSignature body;
    Signature signature;
    friend bool operator==(const Cosignature&, const Cosignature&) = default;
};
/// 4100. The cosignatures are neither signed nor hashed with it, and are not in its unsigned form.
struct Multisig {
    InnerTransaction inner;
    std::vector<Cosignature> cosignatures;
    friend bool operator==(const Multisig&, const Multisig&) = default;
};

using Body =
    std::variant<Transfer, ImportanceTransfer, MultisigModification, ProvisionNamespace,
                 MosaicDefinitionCreation, MosaicSupplyChange, MultisigSignature, Multisig>;
/// What is signed and hashed.
struct Transaction {
    Header header;
    Body body;
    friend bool operator==(const Transaction&, const Transaction&) = default;
};
struct SignedTransaction {
    Transaction transaction;
    Signature signature;
    friend bool operator==(const SignedTransaction&, const SignedTransaction&) = default;
};

/// One of a node's pool: proof of nothing. `inner_hash` is the node's word, filled for a 4100.
struct UnconfirmedTransaction {
    std::optional<Hash> inner_hash;
    SignedTransaction transaction;
    friend bool operator==(const UnconfirmedTransaction&, const UnconfirmedTransaction&) = default;
};

enum class BlockType : std::int8_t { Regular = 1, Nemesis = -1 };
struct Block {
    BlockType type{BlockType::Regular};
    Network network{kMainnet};
    TimeStamp time_stamp;
    PublicKey signer;  // the harvester, or its remote account
    Signature signature;
    Hash previous;          // the hash of the block below
    ledger::Height height;  // nemesis: 1
    std::vector<SignedTransaction> transactions;
    friend bool operator==(const Block&, const Block&) = default;
};

}  // namespace nem

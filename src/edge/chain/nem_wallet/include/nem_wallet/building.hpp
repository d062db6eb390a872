#pragma once

#include <expected>
#include <nem/nem.hpp>
#include <nem_chain/nem_chain.hpp>
#include <nem_keys/nem_keys.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Transactions of a NEM account, built by NIS's rules (Reference 3), so that a node has no reason
/// to refuse one but the state of the chain.
namespace nem_wallet {

enum class WalletProblem : std::uint8_t {
    UnknownNetwork,     // none of the three: nothing is built for a network that nobody named
    BadAddress,         // its checksum is wrong, or it is of another network
    BadDeadline,        // not after the time stamp, or more than 24 hours after it
    BadAmount,          // more than all XEM, or a quantity of no or too many parts
    FractionOfMosaics,  // mosaics move by whole multiples (NIS's code 148)
    MessageTooLong,     // more than 1,024 bytes
    TooManyMosaics,     // more than 10 beside nem:xem
    UnknownMosaic,      // its divisibility and supply decide the fee
    BadName,            // of a namespace or mosaic: letters, length
    ReservedName,       // a part that NIS does not give away
    BadDescription,     // empty, blank, or more than 512 characters
    BadSupply,          // more than 9,000,000,000,000,000 smallest parts, or a divisibility over 6
    BadDelta,           // a supply change of nothing, or of more than may exist
    NothingToChange,    // a modification without content
    BadCosignatories,   // one twice, the account itself, one that is or is not there already
    TooManyCosignatories,  // more than 32
    TooManyDeletions,      // one a transaction
    BadMinimum,            // fewer than 0 or more signatures than there will be cosignatories
    NotWrappable,          // a multisig transaction or a cosignature
    FeeTooHigh,            // of a cosignature: more than 1,000 XEM
    TooLong,               // more than 2,048 bytes to announce: NIS would cut them silently
    NotCanonical,          // NIS would sort or merge, and the signature would not verify
    Key                    // nem_keys refused; `key` says why
};
struct WalletError {
    WalletProblem problem{};
    std::string what;                       // the name, address or number meant; never a secret
    std::optional<nem_keys::KeyError> key;  // of Key
    friend bool operator==(const WalletError&, const WalletError&) = default;
};
[[nodiscard]] base::Phrase to_phrase(const WalletError& error);
template <class T>
using Built = std::expected<T, WalletError>;

inline constexpr std::size_t kAnnouncedBytesMax = 2048;
inline constexpr std::uint32_t kLifetimeMaxSeconds = 24 * 60 * 60;
inline constexpr std::uint64_t kQuantityMax = 9'000'000'000'000'000;  // smallest parts
inline constexpr std::size_t kMosaicsMax = 10;                        // beside nem:xem
inline constexpr std::size_t kCosignatoriesMax = 32;

/// Who signs, when, and how long it may take. `now` is the network's time, from a node.
struct Terms {
    nem::Network network{nem::kMainnet};
    nem::PublicKey signer;
    nem::TimeStamp now;
    std::uint32_t lifetime_s{2 * 60 * 60};
};

/// What a mosaic is, for the fee; answers nothing for one it does not know.
using MosaicFacts = nem_chain::MosaicFacts;

/// A transfer in the sense of a person: that many XEM and those mosaics, quantities in smallest
/// parts. With a mosaic beside, XEM travels as `nem:xem` and the field `amount` means "once".
struct Payment {
    nem::Address recipient;
    money::Amount xem;  // micro-XEM
    std::optional<nem::Message> message;
    std::vector<nem::Mosaic> mosaics;  // without nem:xem
};
// Each of these gives a canonical transaction that passes `check`, with the least fee.
[[nodiscard]] Built<nem::Transaction> transfer(const Terms& terms, const Payment& payment,
                                               const MosaicFacts& mosaics);
/// A root, or `parent.part`. The rental goes to the network's sink.
[[nodiscard]] Built<nem::Transaction> provision_namespace(const Terms& terms,
                                                          std::string_view full_name);

struct MosaicPlan {
    nem::MosaicId id;
    std::string description;
    std::uint8_t divisibility{0};
    std::uint64_t supply_units{0};
    bool supply_mutable{true};
    bool transferable{true};
    std::optional<nem::Levy> levy;
};
/// What marks accounts (Reference 8): indivisible, not transferable, no levy, a supply that can
/// grow, and small enough that a transfer of it costs one unit whatever is sent.
[[nodiscard]] MosaicPlan tag_mosaic(nem::MosaicId id, std::string description);
inline constexpr std::uint64_t kTagSupplyUnits = 10'000;
[[nodiscard]] Built<nem::Transaction> define_mosaic(const Terms& terms, const MosaicPlan& plan);
/// In whole units.
[[nodiscard]] Built<nem::Transaction> change_supply(const Terms& terms, const nem::MosaicId& id,
                                                    nem::MosaicSupplyChange::Type type,
                                                    std::uint64_t units);

/// Who signs for an account, and how many of them must. Nobody: not multisig.
struct Signers {
    std::vector<nem::PublicKey> cosignatories;
    std::uint32_t minimum{0};  // 0: all
    friend bool operator==(const Signers&, const Signers&) = default;
};
struct SignersChange {
    std::vector<nem::PublicKey> add;
    std::vector<nem::PublicKey> remove;    // one at most
    std::optional<std::uint32_t> minimum;  // signatures needed afterwards; absent: as before
};
[[nodiscard]] Built<nem::Transaction> modify_multisig(const Terms& terms, const Signers& before,
                                                      const SignersChange& change);
[[nodiscard]] Signers apply(const Signers& before, const SignersChange& change);

/// What to tell a person before a multisig account is made so.
enum class SignersWarning : std::uint8_t {
    EvictionTrap,  // all must sign, but whoever is removed need not: the others can remove each
    LostKey,       // all must sign: one lost key locks the account, unless its owner is removed
    OneSuffices,   // any one of several can move everything
    Irreversible   // from now on the account signs nothing itself
};
[[nodiscard]] std::vector<SignersWarning> warnings_of(const Signers& before, const Signers& after);
[[nodiscard]] base::Phrase to_phrase(SignersWarning warning);

/// Wraps a transaction that was built with the multisig account as its signer; `terms` are the
/// initiator's. All fees are the multisig account's.
[[nodiscard]] Built<nem::Transaction> wrap_multisig(const Terms& terms,
                                                    const nem::Transaction& inner);
/// `inner_hash` is that of the inner transaction.
[[nodiscard]] Built<nem::Transaction> cosign(const Terms& terms, const nem::Hash& inner_hash,
                                             const nem::Address& multisig_account);

/// All that can be said without the state of the chain.
[[nodiscard]] std::expected<void, WalletError> check(const nem::Transaction& transaction);
/// Checks, then signs. The key stays here: nothing is ever asked of a node with it.
[[nodiscard]] Built<nem::SignedTransaction> sign(const nem::Transaction& transaction,
                                                 const nem_keys::KeyPair& keys);

/// What the signer's account (a multisig one's, of a 4100) pays in micro-XEM when it is included;
/// of a 4100 without its cosignatures' fees. Mosaics and levies are not in it.
struct Cost {
    money::Amount fee;    // all fees to the harvester
    money::Amount moved;  // XEM to others: the recipient, or a sink
};
[[nodiscard]] Cost cost_of(const nem::Transaction& transaction);

}  // namespace nem_wallet

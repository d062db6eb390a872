#pragma once

#include <expected>
#include <memory>
#include <nem/nem.hpp>
#include <span>
#include <string_view>

/// Key pairs, signatures and their verification (Reference 1.3, 1.4): Ed25519 with Keccak-512 in
/// the place of SHA-512.
namespace nem_keys {

enum class KeyError : std::uint8_t {
    BadKey,          // not 1 to 64 hex digits, or 66 that begin with 00
    NoLockedMemory,  // the system locks no memory for us (ulimit -l)
    BadSeed,         // 16 to 64 bytes are expected
    OtherSigner,     // the transaction names another signer
    UnknownNetwork,  // none of the three: nothing is signed for a network that nobody named
    NotCanonical     // NIS would refuse it (code 8); see to_canonical
};
/// Says nothing about what a key or a seed was.
[[nodiscard]] base::Phrase to_phrase(KeyError error);

/// The secret half lies in memory that is locked, fenced, left out of core dumps, and wiped at the
/// end. It cannot be copied, printed or compared, and leaves this object only into a key file.
class KeyPair {
public:
    /// Hex digits of one big-endian number, as wallets show it; leading zeros may be left out. The
    /// caller wipes its own text. Errors: BadKey, NoLockedMemory.
    [[nodiscard]] static std::expected<KeyPair, KeyError> parse(std::string_view private_key);
    /// From the system's random source. Errors: NoLockedMemory.
    [[nodiscard]] static std::expected<KeyPair, KeyError> generate();
    /// BIP-32 as NEM's SDK does it: every step hardened, `ed25519-keccak seed` at the root. `path`
    /// is 44, 43, account, 0, 0 in wallets. Errors: BadSeed, NoLockedMemory.
    [[nodiscard]] static std::expected<KeyPair, KeyError> derive(
        std::span<const std::uint8_t> seed, std::span<const std::uint32_t> path);

    KeyPair(const KeyPair&) = delete;
    KeyPair& operator=(const KeyPair&) = delete;
    KeyPair(KeyPair&&) noexcept;
    KeyPair& operator=(KeyPair&&) noexcept;
    ~KeyPair();

    [[nodiscard]] const nem::PublicKey& public_key() const { return public_key_; }
    /// Deterministic. Errors: NoLockedMemory.
    [[nodiscard]] std::expected<nem::Signature, KeyError> sign(
        std::span<const std::uint8_t> message) const;

private:
    friend struct SecretAccess;  // secret.hpp: messages and key files need the secret half
    struct Secret;
    explicit KeyPair(std::unique_ptr<Secret> secret);

    std::unique_ptr<Secret> secret_;
    nem::PublicKey public_key_;
};

/// Signs for NIS. Errors: OtherSigner, UnknownNetwork, NotCanonical, NoLockedMemory.
[[nodiscard]] std::expected<nem::SignedTransaction, KeyError> sign(
    const nem::Transaction& transaction, const KeyPair& keys);

/// NIS's verdict, also on keys outside the prime-order subgroup, which it accepts (Reference 1.4);
/// such a key costs some 200 times the time of an honest one.
[[nodiscard]] bool verify(const nem::PublicKey& key, std::span<const std::uint8_t> message,
                          const nem::Signature& signature);
/// Of the transaction as it stands; `to_canonical` first where its order is not NIS's. In a 4100
/// each cosignature must verify too, refer to the inner transaction, and name its account.
[[nodiscard]] bool verify(const nem::SignedTransaction& transaction);
/// Of the block and of every transaction in it.
[[nodiscard]] bool verify(const nem::Block& block);

/// For a program that holds keys, once at its start: no core dumps, no debugger attached by other
/// processes of the user. False when the system refuses.
[[nodiscard]] bool protect_process();

}  // namespace nem_keys

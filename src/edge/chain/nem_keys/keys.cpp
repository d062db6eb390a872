// Reference 1.3 to 1.5. libsodium's group operations, Botan's Keccak; no signature function of
// either can be used, because SHA-512 is built into them.
#include <sodium.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nem_keys/keys.hpp>

#include "keccak.hpp"
#include "secret.hpp"

namespace nem_keys {
namespace {

constexpr std::size_t kHashBytes = 64;
constexpr std::size_t kSecretBytes = kNumberBytes + 2 * kScalarBytes;

constexpr std::optional<std::uint8_t> digit_of(char letter) {
    if (letter >= '0' && letter <= '9') { return static_cast<std::uint8_t>(letter - '0'); }
    if (letter >= 'a' && letter <= 'f') { return static_cast<std::uint8_t>(letter - 'a' + 10); }
    if (letter >= 'A' && letter <= 'F') { return static_cast<std::uint8_t>(letter - 'A' + 10); }
    return std::nullopt;
}

/// base::parse_hex would leave the key behind in memory that nobody wipes.
bool read_hex(std::string_view text, std::span<std::uint8_t, kNumberBytes> number) {
    constexpr std::size_t kOldWalletDigits = 2 * kNumberBytes + 2;
    if (text.size() == kOldWalletDigits && text.starts_with("00")) { text.remove_prefix(2); }
    if (text.empty() || text.size() > 2 * kNumberBytes) { return false; }
    std::size_t place = 2 * kNumberBytes - text.size();  // missing digits are leading zeros
    for (const char letter : text) {
        const auto digit = digit_of(letter);
        if (!digit) { return false; }
        std::uint8_t& byte = number[place / 2];
        byte = static_cast<std::uint8_t>(byte | (place % 2 == 0 ? *digit << 4U : *digit));
        ++place;
    }
    return true;
}

}  // namespace

KeyPair::KeyPair(std::unique_ptr<Secret> secret) : secret_{std::move(secret)} {}
KeyPair::KeyPair(KeyPair&&) noexcept = default;
KeyPair& KeyPair::operator=(KeyPair&&) noexcept = default;
KeyPair::~KeyPair() = default;

std::expected<KeyPair, KeyError> SecretAccess::make(std::span<const std::uint8_t> number) {
    base::invariant(number.size() == kNumberBytes, "a private key has 32 bytes");
    auto memory = SecretBytes::make(kSecretBytes);
    const auto work = SecretBytes::make(kNumberBytes + kHashBytes);
    if (!memory || !work) { return std::unexpected(KeyError::NoLockedMemory); }
    KeyPair keys{std::make_unique<KeyPair::Secret>(*std::move(memory))};
    const KeyPair::Secret& secret = *keys.secret_;
    std::ranges::copy(number, secret.number().begin());
    // Only the private key is reversed, never the public one.
    const auto reversed = work->bytes().first<kNumberBytes>();
    const auto hash = work->bytes().subspan<kNumberBytes, kHashBytes>();
    std::ranges::reverse_copy(number, reversed.begin());
    keccak512({reversed}, hash);
    hash[0] &= 0xf8U;
    hash[kScalarBytes - 1] &= 0x7fU;
    hash[kScalarBytes - 1] |= 0x40U;
    std::ranges::copy(hash.first<kScalarBytes>(), secret.scalar().begin());
    std::ranges::copy(hash.last<kScalarBytes>(), secret.prefix().begin());
    const int done = crypto_scalarmult_ed25519_base_noclamp(keys.public_key_.bytes.data(),
                                                            secret.scalar().data());
    base::invariant(done == 0, "a clamped scalar is no multiple of the group's order");
    return keys;
}

std::expected<KeyPair, KeyError> KeyPair::parse(std::string_view private_key) {
    const auto number = SecretBytes::make(kNumberBytes);
    if (!number) { return std::unexpected(number.error()); }
    if (!read_hex(private_key, number->bytes().first<kNumberBytes>())) {
        return std::unexpected(KeyError::BadKey);
    }
    return SecretAccess::make(number->bytes());
}

std::expected<KeyPair, KeyError> KeyPair::generate() {
    const auto number = SecretBytes::make(kNumberBytes);
    if (!number) { return std::unexpected(number.error()); }
    randombytes_buf(number->data(), kNumberBytes);
    return SecretAccess::make(number->bytes());
}

std::expected<nem::Signature, KeyError> KeyPair::sign(std::span<const std::uint8_t> message) const {
    // One hash at a time, then r, k and k * a.
    const auto work = SecretBytes::make(kHashBytes + 3 * kScalarBytes);
    if (!work) { return std::unexpected(work.error()); }
    const auto hash = work->bytes().first<kHashBytes>();
    const auto scalars = work->bytes().subspan<kHashBytes>();
    std::uint8_t* const r = scalars.subspan(0, kScalarBytes).data();
    std::uint8_t* const k = scalars.subspan(kScalarBytes, kScalarBytes).data();
    std::uint8_t* const ka = scalars.subspan(2 * kScalarBytes, kScalarBytes).data();
    nem::Signature signature;
    const std::span<std::uint8_t, 64> whole{signature.bytes};

    keccak512({secret_->prefix(), message}, hash);
    crypto_core_ed25519_scalar_reduce(r, hash.data());
    const int done = crypto_scalarmult_ed25519_base_noclamp(whole.data(), r);
    base::invariant(done == 0, "a nonce is not zero but once in 2^252");
    keccak512({whole.first<kScalarBytes>(), public_key_.bytes, message}, hash);
    crypto_core_ed25519_scalar_reduce(k, hash.data());
    crypto_core_ed25519_scalar_mul(ka, k, secret_->scalar().data());
    crypto_core_ed25519_scalar_add(whole.last<kScalarBytes>().data(), r, ka);
    return signature;
}

bool SecretAccess::shared_point(const KeyPair& keys, const nem::PublicKey& other,
                                std::span<std::uint8_t> point) {
    return crypto_scalarmult_ed25519_noclamp(point.data(), keys.secret_->scalar().data(),
                                             other.bytes.data()) == 0;
}

base::Phrase to_phrase(KeyError error) {
    using base::phrase;
    switch (error) {
        case KeyError::BadKey:
            return phrase("not a private key, expected 64 hexadecimal digits",
                          "秘密鍵ではありません（16 進数 64 桁が必要です）");
        case KeyError::NoLockedMemory:
            return phrase("the system locks no memory for secrets (see ulimit -l)",
                          "秘密情報用のメモリーをロックできません（ulimit -l を確認してください）");
        case KeyError::BadSeed:
            return phrase("not a seed, expected 16 to 64 bytes",
                          "シードではありません（16～64 バイトが必要です）");
        case KeyError::OtherSigner:
            return phrase("the transaction names another signer",
                          "トランザクションの署名者が別の鍵です");
        case KeyError::UnknownNetwork:
            return phrase("the transaction is for an unknown network",
                          "未知のネットワークのトランザクションです");
        case KeyError::NotCanonical:
            return phrase("the transaction is not in the form that NEM's nodes sign",
                          "NEM のノードが署名する正規の形ではありません");
    }
    base::broken("unnamed key error");
}

}  // namespace nem_keys

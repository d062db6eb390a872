#include "cipher.hpp"

#include <botan/cipher_mode.h>
#include <botan/exceptn.h>
#include <botan/kdf.h>

#include <algorithm>
#include <functional>

#include "keccak.hpp"

namespace nem_keys {
namespace {

constexpr std::size_t kPointBytes = 32;
constexpr std::size_t kTagBytes = 16;
constexpr std::size_t kBlockBytes = 16;
constexpr std::string_view kInfo = "nem-nis1";
constexpr const char* kCbc = "AES-256/CBC/PKCS7";
constexpr const char* kGcm = "AES-256/GCM";

using View = std::span<const std::uint8_t>;
using Outcome = std::expected<nem::Bytes, MessageError>;

std::expected<SecretBytes, MessageError> make_point(const KeyPair& mine,
                                                    const nem::PublicKey& other) {
    auto point = SecretBytes::make(kPointBytes);
    if (!point) { return std::unexpected(MessageError::NoLockedMemory); }
    if (!SecretAccess::shared_point(mine, other, point->bytes())) {
        return std::unexpected(MessageError::BadPublicKey);
    }
    return *std::move(point);
}

/// Botan tells by an exception that a padding or a tag is wrong: that is input, not a fault of
/// ours.
Outcome run(const char* mode, Botan::Cipher_Dir direction, const SecretBytes& key, View vector,
            View input) {
    const auto cipher = Botan::Cipher_Mode::create_or_throw(mode, direction);
    cipher->set_key(key.data(), kCipherKeyBytes);
    cipher->start(vector.data(), vector.size());
    Botan::secure_vector<std::uint8_t> buffer(input.begin(), input.end());
    try {
        cipher->finish(buffer);
    } catch (const Botan::Exception&) {
        if (direction == Botan::ENCRYPTION) { throw; }
        return std::unexpected(MessageError::NotReadable);
    }
    return nem::Bytes(buffer.begin(), buffer.end());
}

nem::Bytes join(std::initializer_list<View> parts) {
    nem::Bytes whole;
    for (const View part : parts) { whole.insert(whole.end(), part.begin(), part.end()); }
    return whole;
}

}  // namespace

CipherKey make_cbc_key(const KeyPair& mine, const nem::PublicKey& other, const Salt& salt) {
    const auto point = make_point(mine, other);
    if (!point) { return std::unexpected(point.error()); }
    auto key = SecretBytes::make(kCipherKeyBytes);
    if (!key) { return std::unexpected(MessageError::NoLockedMemory); }
    std::ranges::transform(point->bytes(), salt, point->bytes().begin(), std::bit_xor{});
    keccak256({point->bytes()}, key->bytes().first<kCipherKeyBytes>());
    return *std::move(key);
}

CipherKey make_gcm_key(const KeyPair& mine, const nem::PublicKey& other) {
    const auto point = make_point(mine, other);
    if (!point) { return std::unexpected(point.error()); }
    auto key = SecretBytes::make(kCipherKeyBytes);
    if (!key) { return std::unexpected(MessageError::NoLockedMemory); }
    constexpr Salt kNoSalt{};
    const auto kdf = Botan::KDF::create_or_throw("HKDF(SHA-256)");
    std::array<std::uint8_t, kInfo.size()> info{};
    std::ranges::copy(kInfo, info.begin());
    kdf->kdf(key->data(), kCipherKeyBytes, point->data(), kPointBytes, kNoSalt.data(),
             kNoSalt.size(), info.data(), info.size());
    return *std::move(key);
}

Outcome encrypt_cbc(const KeyPair& mine, const nem::PublicKey& other, View clear, const Salt& salt,
                    const CbcVector& vector) {
    const auto key = make_cbc_key(mine, other, salt);
    if (!key) { return std::unexpected(key.error()); }
    const auto secret = run(kCbc, Botan::ENCRYPTION, *key, vector, clear);
    if (!secret) { return secret; }
    return join({salt, vector, *secret});
}

Outcome encrypt_gcm(const KeyPair& mine, const nem::PublicKey& other, View clear,
                    const GcmVector& vector) {
    const auto key = make_gcm_key(mine, other);
    if (!key) { return std::unexpected(key.error()); }
    const auto sealed = run(kGcm, Botan::ENCRYPTION, *key, vector, clear);
    if (!sealed) { return sealed; }
    const View whole{*sealed};  // Botan puts the tag at the end
    return join({whole.last(kTagBytes), vector, whole.first(whole.size() - kTagBytes)});
}

Outcome decrypt_cbc(const KeyPair& mine, const nem::PublicKey& other, View payload) {
    constexpr std::size_t kHeadBytes = std::tuple_size_v<Salt> + std::tuple_size_v<CbcVector>;
    const bool whole_blocks = payload.size() % kBlockBytes == 0;
    if (payload.size() < kHeadBytes + kBlockBytes || !whole_blocks) {
        return std::unexpected(MessageError::NotReadable);
    }
    Salt salt{};
    std::ranges::copy(payload.first(salt.size()), salt.begin());
    const auto key = make_cbc_key(mine, other, salt);
    if (!key) { return std::unexpected(key.error()); }
    return run(kCbc, Botan::DECRYPTION, *key,
               payload.subspan(salt.size(), std::tuple_size_v<CbcVector>),
               payload.subspan(kHeadBytes));
}

Outcome decrypt_gcm(const KeyPair& mine, const nem::PublicKey& other, View payload) {
    constexpr std::size_t kHeadBytes = kTagBytes + std::tuple_size_v<GcmVector>;
    if (payload.size() < kHeadBytes) { return std::unexpected(MessageError::NotReadable); }
    const auto key = make_gcm_key(mine, other);
    if (!key) { return std::unexpected(key.error()); }
    const nem::Bytes sealed = join({payload.subspan(kHeadBytes), payload.first(kTagBytes)});
    return run(kGcm, Botan::DECRYPTION, *key,
               payload.subspan(kTagBytes, std::tuple_size_v<GcmVector>), sealed);
}

}  // namespace nem_keys

// Reference 1.4 and the pitfalls of 1.5. Everything here is public: no constant time is needed.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <nem/nem.hpp>
#include <nem_keys/keys.hpp>

#include "keccak.hpp"
#include "secret.hpp"

namespace nem_keys {
namespace {

using Point = std::array<std::uint8_t, crypto_core_ed25519_BYTES>;
using Scalar = std::array<std::uint8_t, crypto_core_ed25519_SCALARBYTES>;

/// 0 < S < L, or the signature could be given another form (Reference 7, trap 5).
bool is_canonical_scalar(const Scalar& scalar) {
    std::array<std::uint8_t, crypto_core_ed25519_NONREDUCEDSCALARBYTES> wide{};
    std::ranges::copy(scalar, wide.begin());
    Scalar reduced{};
    crypto_core_ed25519_scalar_reduce(reduced.data(), wide.data());
    return reduced == scalar && scalar != Scalar{};
}

/// scalar * point for any point of the curve, by doubling and adding; nothing when it is none.
std::optional<Point> multiply_slowly(const Scalar& scalar, const Point& point) {
    Point sum{1};  // the neutral element
    Point checked{};
    if (crypto_core_ed25519_add(checked.data(), sum.data(), point.data()) != 0) {
        return std::nullopt;
    }
    constexpr std::size_t kBits = std::size_t{8} * crypto_core_ed25519_SCALARBYTES;
    for (std::size_t bit = kBits; bit-- > 0;) {
        int failed = crypto_core_ed25519_add(sum.data(), sum.data(), sum.data());
        if (((unsigned{scalar[bit / 8]} >> (bit % 8)) & 1U) != 0) {
            failed |= crypto_core_ed25519_add(sum.data(), sum.data(), point.data());
        }
        base::invariant(failed == 0, "sums of points are points");
    }
    return sum;
}

/// libsodium multiplies no point outside the prime-order subgroup, and gives no neutral element;
/// NIS does both. What it refuses is computed again, slowly: history holds what NIS accepted.
std::optional<Point> multiply(const Scalar& scalar, const Point& point) {
    Point product{};
    if (crypto_scalarmult_ed25519_noclamp(product.data(), scalar.data(), point.data()) == 0) {
        return product;
    }
    return multiply_slowly(scalar, point);
}

bool verify_cosignature(const nem::Cosignature& cosignature, const nem::Hash& inner,
                        const nem::Address& account) {
    return cosignature.body == nem::MultisigSignature{inner, account} &&
           verify(cosignature.header.signer,
                  encode_unsigned(nem::Transaction{cosignature.header, cosignature.body}),
                  cosignature.signature);
}

}  // namespace

bool verify(const nem::PublicKey& key, std::span<const std::uint8_t> message,
            const nem::Signature& signature) {
    start_sodium();
    const std::span<const std::uint8_t, 64> whole{signature.bytes};
    Scalar s{};
    std::ranges::copy(whole.last<crypto_core_ed25519_SCALARBYTES>(), s.begin());
    if (!is_canonical_scalar(s) || key == nem::PublicKey{}) { return false; }

    std::array<std::uint8_t, crypto_core_ed25519_NONREDUCEDSCALARBYTES> hash{};
    keccak512({whole.first<crypto_core_ed25519_BYTES>(), key.bytes, message}, hash);
    Scalar k{};
    crypto_core_ed25519_scalar_reduce(k.data(), hash.data());
    const auto ka = multiply(k, key.bytes);
    Point sb{};
    Point r{};
    return ka && crypto_scalarmult_ed25519_base_noclamp(sb.data(), s.data()) == 0 &&
           crypto_core_ed25519_sub(r.data(), sb.data(), ka->data()) == 0 &&
           std::ranges::equal(r, whole.first<crypto_core_ed25519_BYTES>());
}

bool verify(const nem::SignedTransaction& entity) {
    const nem::Transaction& transaction = entity.transaction;
    if (!verify(transaction.header.signer, encode_unsigned(transaction), entity.signature)) {
        return false;
    }
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    const auto inner = inner_hash(transaction);
    if (multisig == nullptr || !inner) { return true; }
    const nem::Header& by = multisig->inner.header;
    const nem::Address account = to_address(by.signer, by.network);
    return std::ranges::all_of(multisig->cosignatures, [&](const nem::Cosignature& cosignature) {
        return verify_cosignature(cosignature, *inner, account);
    });
}

bool verify(const nem::Block& block) {
    return verify(block.signer, encode_unsigned(block), block.signature) &&
           std::ranges::all_of(block.transactions, [](const nem::SignedTransaction& transaction) {
               return verify(transaction);
           });
}

}  // namespace nem_keys

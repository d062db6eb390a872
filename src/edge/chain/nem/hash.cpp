#include <botan/keccak.h>

#include <nem/codec.hpp>

namespace nem {
namespace {

/// With the original padding (0x01), not SHA-3's.
Hash keccak256(const Bytes& bytes) {
    constexpr std::size_t kBits = 256;
    Botan::Keccak_1600 keccak{kBits};
    keccak.update(bytes.data(), bytes.size());
    Hash hash;
    keccak.final(hash.bytes.data());
    return hash;
}

}  // namespace

Hash hash_of(const Transaction& transaction) { return keccak256(encode_unsigned(transaction)); }
Hash hash_of(const Block& block) { return keccak256(encode_unsigned(block)); }

std::optional<Hash> inner_hash(const Transaction& transaction) {
    const auto* const multisig = std::get_if<Multisig>(&transaction.body);
    if (multisig == nullptr) { return std::nullopt; }
    return keccak256(encode_unsigned(multisig->inner));
}

}  // namespace nem

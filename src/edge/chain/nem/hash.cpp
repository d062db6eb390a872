#include "hash.hpp"

#include <botan/keccak.h>

#include <nem/codec.hpp>

namespace nem {
namespace {

constexpr std::size_t kBits256 = 256;
constexpr std::size_t kBits512 = 512;

void digest_of(std::size_t bits, std::initializer_list<Piece> pieces, std::uint8_t* digest) {
    Botan::Keccak_1600 keccak{bits};  // its state lies in memory that Botan wipes
    for (const Piece piece : pieces) { keccak.update(piece.data(), piece.size()); }
    keccak.final(digest);
}

}  // namespace

Hash keccak256(std::initializer_list<Piece> pieces) {
    Hash hash;
    digest_of(kBits256, pieces, hash.bytes.data());
    return hash;
}

void keccak512(std::initializer_list<Piece> pieces, std::span<std::uint8_t, 64> digest) {
    digest_of(kBits512, pieces, digest.data());
}

Hash hash_of(const Transaction& transaction) { return keccak256({encode_unsigned(transaction)}); }
Hash hash_of(const Block& block) { return keccak256({encode_unsigned(block)}); }

std::optional<Hash> inner_hash(const Transaction& transaction) {
    const auto* const multisig = std::get_if<Multisig>(&transaction.body);
    if (multisig == nullptr) { return std::nullopt; }
    return keccak256({encode_unsigned(multisig->inner)});
}

}  // namespace nem

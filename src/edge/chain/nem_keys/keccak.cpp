#include "keccak.hpp"

#include <botan/keccak.h>

namespace nem_keys {
namespace {

template <std::size_t Bytes>
void digest_of(std::initializer_list<Piece> pieces, std::span<std::uint8_t, Bytes> digest) {
    Botan::Keccak_1600 keccak{8 * Bytes};  // its state lies in memory that Botan wipes
    for (const Piece piece : pieces) { keccak.update(piece.data(), piece.size()); }
    keccak.final(digest.data());
}

}  // namespace

void keccak256(std::initializer_list<Piece> pieces, std::span<std::uint8_t, 32> digest) {
    digest_of(pieces, digest);
}

void keccak512(std::initializer_list<Piece> pieces, std::span<std::uint8_t, 64> digest) {
    digest_of(pieces, digest);
}

}  // namespace nem_keys

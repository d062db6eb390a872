#include "checksum.hpp"

#include <xxhash.h>

namespace store {

std::uint64_t checksum_of(std::string_view bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace store

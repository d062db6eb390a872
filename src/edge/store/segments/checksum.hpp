#pragma once

#include <cstdint>
#include <string_view>

namespace store {

/// XXH3 (64 bits): it finds what disks and memory do to bytes, at the speed of memory. Against a
/// person who means harm there is SHA-256.
[[nodiscard]] std::uint64_t checksum_of(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace store

#include <botan/scrypt.h>

#include <algorithm>
#include <bitcoin/block.hpp>

#include "cursor.hpp"
#include "double_hash.hpp"

namespace bitcoin {
namespace {

constexpr std::uint32_t kSignBit = 0x0080'0000;

/// A target is 23 bits of a number and how many bytes it has.
struct Target {
    std::uint32_t digits;
    std::uint32_t bytes;
};
/// Less than 20 bytes would be more work than any computer does; more than 32 no hash has.
std::optional<Target> target_of(std::uint32_t bits) {
    const Target target{bits & 0x007f'ffffU, bits >> 24U};
    if (target.digits == 0 || (bits & kSignBit) != 0) { return std::nullopt; }
    if (target.bytes < 20 || target.bytes > 32) { return std::nullopt; }
    return target;
}

/// Both as numbers whose least byte comes first.
bool is_at_most(const Hash& hash, const Target& target) {
    Hash limit;
    for (std::size_t i = 0; i < 3; ++i) {
        limit.bytes[target.bytes - 3 + i] =
            static_cast<std::uint8_t>(target.digits >> (8 * i) & 0xffU);
    }
    return !std::ranges::lexicographical_compare(limit.bytes.rbegin(), limit.bytes.rend(),
                                                 hash.bytes.rbegin(), hash.bytes.rend());
}

Hash scrypt_of(std::span<const std::uint8_t, kHeaderBytes> header) {
    Hash hash;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): Botan takes passwords as text
    const auto* const text = reinterpret_cast<const char*>(header.data());
    Botan::scrypt(hash.bytes.data(), hash.bytes.size(), text, header.size(), header.data(),
                  header.size(), 1024, 1, 1);
    return hash;
}

}  // namespace

Header decode_header(std::span<const std::uint8_t, kHeaderBytes> bytes) {
    Cursor cursor{bytes};
    Header header;
    header.version = cursor.number<std::uint32_t>();
    header.previous = cursor.hash();
    header.merkle_root = cursor.hash();
    header.time = cursor.number<std::uint32_t>();
    header.bits = cursor.number<std::uint32_t>();
    header.nonce = cursor.number<std::uint32_t>();
    return header;
}

Hash hash_of(std::span<const std::uint8_t, kHeaderBytes> header) { return DoubleHash{}.of(header); }

std::optional<bool> has_work(Network network, std::span<const std::uint8_t, kHeaderBytes> header) {
    const auto target = target_of(decode_header(header).bits);
    switch (network) {
        case Network::Bitcoin: return target && is_at_most(hash_of(header), *target);
        case Network::Litecoin: return target && is_at_most(scrypt_of(header), *target);
        case Network::Dash: return std::nullopt;
    }
    base::broken("unnamed network");
}

std::optional<base::Wide> work_of(std::uint32_t bits) {
    const auto target = target_of(bits);
    if (!target) { return std::nullopt; }
    // 2^256 by the target, the target being digits * 256^(bytes - 3). At most 2^120.
    return (base::Wide{1} << (256 - (8 * (target->bytes - 3)))) / target->digits;
}

std::optional<std::uint64_t> find_stated_height(std::span<const std::uint8_t> first_bytes) {
    constexpr std::size_t kVersionBytes = 4;
    Cursor cursor{first_bytes};
    const auto version = cursor.number<std::int32_t>();
    cursor.skip(kHeaderBytes - kVersionBytes);
    if (version < 2 || cursor.count() == 0) { return std::nullopt; }
    cursor.skip(kVersionBytes);
    if (cursor.peek() == 0) { cursor.skip(2); }  // the extended form
    if (cursor.count() != 1) { return std::nullopt; }
    cursor.skip(sizeof(Hash) + sizeof(std::uint32_t));
    if (cursor.count() == 0) { return std::nullopt; }
    constexpr std::uint8_t kOne = 0x51;  // 1 to 16 are pushed by an operation each
    const auto push = cursor.number<std::uint8_t>();
    if (cursor.failed()) { return std::nullopt; }
    if (push == 0) { return 0; }
    if (push >= kOne && push < kOne + 16) { return push - kOne + 1U; }
    if (push > 5) { return std::nullopt; }
    std::uint64_t height = 0;
    std::uint8_t byte = 0;
    for (unsigned i = 0; i < push; ++i) {
        byte = cursor.number<std::uint8_t>();
        height |= std::uint64_t{byte} << (8 * i);
    }
    if (cursor.failed() || byte >= 0x80) { return std::nullopt; }  // cut off, or negative
    return height;
}

}  // namespace bitcoin

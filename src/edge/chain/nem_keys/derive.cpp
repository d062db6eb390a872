// SLIP-0010 as NEM's SDK applies it. HMAC-SHA-512 is libsodium's, on locked memory throughout.
#include <sodium.h>

#include <algorithm>
#include <nem_keys/keys.hpp>

#include "secret.hpp"

namespace nem_keys {
namespace {

constexpr std::string_view kRoot = "ed25519-keccak seed";
constexpr std::size_t kSeedBytesMin = 16;
constexpr std::size_t kSeedBytesMax = 64;
constexpr std::uint32_t kHardened = 0x8000'0000;
constexpr std::size_t kNodeBytes = crypto_auth_hmacsha512_BYTES;  // key, then chain code

using State = crypto_auth_hmacsha512_state;

void add(State& state, std::span<const std::uint8_t> bytes) {
    crypto_auth_hmacsha512_update(&state, bytes.data(), bytes.size());
}

}  // namespace

std::expected<KeyPair, KeyError> KeyPair::derive(std::span<const std::uint8_t> seed,
                                                 std::span<const std::uint32_t> path) {
    if (seed.size() < kSeedBytesMin || seed.size() > kSeedBytesMax) {
        return std::unexpected(KeyError::BadSeed);
    }
    const auto memory = SecretBytes::make(kNodeBytes);
    const auto work = SecretBytes::make(sizeof(State));
    if (!memory || !work) { return std::unexpected(KeyError::NoLockedMemory); }
    const auto node = memory->bytes().first<kNodeBytes>();
    const auto key = node.first<kNumberBytes>();
    const auto chain_code = node.last<kNodeBytes - kNumberBytes>();
    auto& state = *new (work->data()) State;

    std::array<std::uint8_t, kRoot.size()> root{};
    std::ranges::copy(kRoot, root.begin());
    crypto_auth_hmacsha512_init(&state, root.data(), root.size());
    add(state, seed);
    crypto_auth_hmacsha512_final(&state, node.data());
    for (const std::uint32_t step : path) {
        const std::uint32_t index = step | kHardened;
        const std::array<std::uint8_t, 4> number{
            static_cast<std::uint8_t>(index >> 24U), static_cast<std::uint8_t>(index >> 16U),
            static_cast<std::uint8_t>(index >> 8U), static_cast<std::uint8_t>(index)};
        constexpr std::array<std::uint8_t, 1> kPrivate{0};
        crypto_auth_hmacsha512_init(&state, chain_code.data(), chain_code.size());
        add(state, kPrivate);
        add(state, key);
        add(state, number);
        crypto_auth_hmacsha512_final(&state, node.data());
    }
    // NEM's accounts hash the node's bytes as they are, where a written private key is reversed
    // first: as a written key they read backwards. So say the SDK's vectors of derived accounts.
    std::ranges::reverse(key);
    return SecretAccess::make(key);
}

}  // namespace nem_keys

// NEM's codec and signatures (docs/benchmarks.md). A verification is shown beside its parts, and
// beside libsodium's own Ed25519, which hashes with SHA-512: the ratio is what NEM costs.
#include <benchmark/benchmark.h>
#include <sodium.h>

#include <array>
#include <base/base.hpp>
#include <nem_keys/nem_keys.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

nem_keys::KeyPair keys_of(std::string_view number) {
    auto keys = nem_keys::KeyPair::parse(number);
    base::invariant(keys.has_value(), "memory can be locked");
    return *std::move(keys);
}

/// A transfer as exchanges see it: a short plain message; with a mosaic where `version` is 2.
nem::SignedTransaction transfer_of(const nem_keys::KeyPair& keys, int version) {
    const auto atoms = money::Amount::from_atoms;
    nem::Transfer transfer{nem::to_address(keys.public_key(), nem::kMainnet),
                           atoms(1'000'000),
                           nem::Message{nem::MessageType::Plain, nem::Bytes(16, 'a')},
                           {}};
    if (version == 2) { transfer.mosaics = {{{"ts", "warning_dont_accept"}, atoms(1)}}; }
    const nem::Header header{nem::kMainnet, nem::TimeStamp{89'000'000}, keys.public_key(),
                             atoms(100'000), nem::TimeStamp{89'003'600}};
    const auto entity = nem_keys::sign({header, transfer}, keys);
    base::invariant(entity.has_value(), "the transfer is canonical");
    return *entity;
}

/// As many as a block of NEM holds.
constexpr std::size_t kBlockTransactions = 120;

nem::Bytes block_of(int version) {
    const auto keys = keys_of("1");
    nem::Block block;
    block.signer = keys.public_key();
    block.height = ledger::Height{1'400'000};
    block.transactions.assign(kBlockTransactions, transfer_of(keys, version));
    return nem::encode(block);
}

void decode_block(benchmark::State& state) {
    const auto bytes = block_of(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        const auto block = nem::decode_block(bytes);
        base::invariant(block && block->transactions.size() == kBlockTransactions, "it is whole");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kBlockTransactions));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK(decode_block)->Arg(1)->Arg(2);

void encode_binary(benchmark::State& state) {
    const auto entity = transfer_of(keys_of("1"), static_cast<int>(state.range(0)));
    for (auto _ : state) { benchmark::DoNotOptimize(nem::encode(entity)); }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_binary)->Arg(1)->Arg(2);

void parse_json(benchmark::State& state) {
    const auto text = nem::to_json(transfer_of(keys_of("1"), 2)).dump();
    for (auto _ : state) { benchmark::DoNotOptimize(nem::parse_transaction_text(text)); }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parse_json);

void hash(benchmark::State& state) {
    const auto entity = transfer_of(keys_of("1"), 1);
    for (auto _ : state) { benchmark::DoNotOptimize(nem::hash_of(entity.transaction)); }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hash);

void sign(benchmark::State& state) {
    const auto keys = keys_of("1");
    const nem::Bytes message(200, 1);
    for (auto _ : state) { benchmark::DoNotOptimize(keys.sign(message)); }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(sign);

void verify(benchmark::State& state) {
    const auto keys = keys_of("1");
    const nem::Bytes message(200, 1);
    const auto signature = *keys.sign(message);
    for (auto _ : state) {
        const bool valid = nem_keys::verify(keys.public_key(), message, signature);
        base::invariant(valid, "the signature is good");
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(verify);

/// What `verify` asks of the group: S*B, k*A, their difference.
void group_operations(benchmark::State& state) {
    base::invariant(sodium_init() >= 0, "libsodium starts");
    const auto key = keys_of("1").public_key();
    std::array<std::uint8_t, crypto_core_ed25519_SCALARBYTES> scalar{};
    crypto_core_ed25519_scalar_random(scalar.data());
    std::array<std::uint8_t, crypto_core_ed25519_BYTES> sb{};
    std::array<std::uint8_t, crypto_core_ed25519_BYTES> ka{};
    std::array<std::uint8_t, crypto_core_ed25519_BYTES> r{};
    for (auto _ : state) {
        int failed = crypto_scalarmult_ed25519_base_noclamp(sb.data(), scalar.data());
        failed |= crypto_scalarmult_ed25519_noclamp(ka.data(), scalar.data(), key.bytes.data());
        failed |= crypto_core_ed25519_sub(r.data(), sb.data(), ka.data());
        base::invariant(failed == 0, "the group's operations succeed");
        benchmark::DoNotOptimize(r);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(group_operations);

/// The largest of them: k*A, in which libsodium first asks whether A is of the prime-order
/// subgroup.
void group_multiply(benchmark::State& state) {
    base::invariant(sodium_init() >= 0, "libsodium starts");
    const auto key = keys_of("1").public_key();
    std::array<std::uint8_t, crypto_core_ed25519_SCALARBYTES> scalar{};
    crypto_core_ed25519_scalar_random(scalar.data());
    std::array<std::uint8_t, crypto_core_ed25519_BYTES> ka{};
    for (auto _ : state) {
        const int failed =
            crypto_scalarmult_ed25519_noclamp(ka.data(), scalar.data(), key.bytes.data());
        base::invariant(failed == 0, "the group's operations succeed");
        benchmark::DoNotOptimize(ka);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(group_multiply);

void verify_libsodium_sha512(benchmark::State& state) {
    base::invariant(sodium_init() >= 0, "libsodium starts");
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> key{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_keypair(key.data(), secret.data());
    const nem::Bytes message(200, 1);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret.data());
    for (auto _ : state) {
        const int bad = crypto_sign_verify_detached(signature.data(), message.data(),
                                                    message.size(), key.data());
        base::invariant(bad == 0, "the signature is good");
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(verify_libsodium_sha512);

}  // namespace

BENCHMARK_MAIN();

#include "hash.hpp"

#include <botan/hash.h>

#include <array>
#include <store/store.hpp>

#include "input.hpp"

namespace store {

struct Hasher::State {
    std::unique_ptr<Botan::HashFunction> hash{Botan::HashFunction::create_or_throw("SHA-256")};
};

Hasher::Hasher() : state_{std::make_unique<State>()} {}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

void Hasher::update(std::string_view bytes) {
    state_->hash->update(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string Hasher::finish() {
    std::array<std::uint8_t, 32> digest{};
    state_->hash->final(digest.data());
    return base::to_hex(digest);
}

std::string sha256_of_bytes(std::string_view bytes) {
    Hasher hasher;
    hasher.update(bytes);
    return hasher.finish();
}

Expected<std::string> sha256_of_file(const std::filesystem::path& file) {
    auto source = open_file(file, {});
    if (!source) { return std::unexpected(source.error()); }
    Hasher hasher;
    while (true) {
        const auto chunk = (*source)->next();
        if (!chunk) { return std::unexpected(chunk.error()); }
        if (chunk->empty()) { return hasher.finish(); }
        hasher.update(*chunk);
    }
}

}  // namespace store

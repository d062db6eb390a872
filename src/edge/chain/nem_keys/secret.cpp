#include "secret.hpp"

#include <sodium.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <base/base.hpp>

namespace nem_keys {

void start_sodium() {
    static const bool started = sodium_init() >= 0;
    base::invariant(started, "libsodium starts");
}

void FreeSecret::operator()(std::uint8_t* bytes) const noexcept { sodium_free(bytes); }

std::expected<SecretBytes, KeyError> SecretBytes::make(std::size_t size) {
    start_sodium();
    auto* const bytes = static_cast<std::uint8_t*>(sodium_malloc(size));
    if (bytes == nullptr) { return std::unexpected(KeyError::NoLockedMemory); }
    SecretBytes secret{bytes, size};
    // sodium_malloc locks, but does not say when it could not: asking again tells.
    if (sodium_mlock(bytes, size) != 0) { return std::unexpected(KeyError::NoLockedMemory); }
    std::ranges::fill(secret.bytes(), std::uint8_t{0});
    return secret;
}

bool protect_process() {
    constexpr rlimit kNone{0, 0};
    return setrlimit(RLIMIT_CORE, &kNone) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

}  // namespace nem_keys

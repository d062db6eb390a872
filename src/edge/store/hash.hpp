#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace store {

/// SHA-256 of bytes that come in pieces.
class Hasher {
public:
    Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;
    Hasher(Hasher&&) noexcept;
    Hasher& operator=(Hasher&&) noexcept;
    ~Hasher();

    void update(std::string_view bytes);
    /// Lower-case hex; the hasher begins anew.
    [[nodiscard]] std::string finish();

private:
    struct State;  // keeps Botan's headers out of ours
    std::unique_ptr<State> state_;
};

}  // namespace store

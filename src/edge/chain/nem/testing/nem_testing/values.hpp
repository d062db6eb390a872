#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nem/nem.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

/// For the tests of every room about NEM: files that lie beside the project, and values of them.
namespace nem::testing {

inline std::filesystem::path shared() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): the test has one thread
    const char* const named = std::getenv("DYEPACK_SHARED");
    return named != nullptr ? std::filesystem::path{named}
                            : std::filesystem::path{DYEPACK_SOURCE_DIR} / ".." / "shared";
}

inline std::optional<std::string> read_shared(const std::string& name) {
    std::ifstream stream{shared() / name, std::ios::binary};
    if (!stream) { return std::nullopt; }
    return std::string{std::istreambuf_iterator<char>{stream}, {}};
}

inline std::optional<nlohmann::json> read_shared_json(const std::string& name) {
    const auto text = read_shared(name);
    if (!text) { return std::nullopt; }
    return nlohmann::json::parse(*text);
}

/// clang finds no `==` between a text and JSON in C++23.
inline std::string text_of(const nlohmann::json& json) { return json.get<std::string>(); }

inline Bytes unhex(std::string_view hex) {
    auto bytes = base::parse_hex(hex);
    EXPECT_TRUE(bytes) << hex;
    return bytes.value_or(Bytes{});
}

template <class T>
T octets_of(std::string_view hex) {
    T octets;
    const Bytes bytes = unhex(hex);
    EXPECT_EQ(bytes.size(), T::kSize);
    if (bytes.size() == T::kSize) { std::ranges::copy(bytes, octets.bytes.begin()); }
    return octets;
}

/// Octets that a reader of a failing test can tell apart.
template <class T>
T filled(std::uint8_t with) {
    T octets;
    octets.bytes.fill(with);
    return octets;
}

inline std::string speak(const CodecError& error) { return to_phrase(error).en; }

/// The value, or a failure that says why there is none.
template <class T>
T good(const Decoded<T>& decoded) {
    if (!decoded) {
        ADD_FAILURE() << speak(decoded.error());
        return T{};
    }
    return *decoded;
}

}  // namespace nem::testing

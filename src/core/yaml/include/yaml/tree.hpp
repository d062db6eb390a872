#pragma once

#include <base/base.hpp>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

/// The part of YAML that a person can check by eye: one document of maps, lists and texts.
/// yaml-cpp's own nodes accept duplicate keys and anchors and read 010 as 8; this tree is built
/// from its events instead, keeps every scalar as text, and refuses what is not in that part.
namespace yaml {

inline constexpr std::size_t kBytesMax = 1U << 20U;
inline constexpr std::size_t kDepthMax = 16;

/// Counted from 1, columns in bytes.
struct Spot {
    std::uint64_t line{0};
    std::uint64_t column{0};
};

struct Key {
    std::string text;
    Spot spot;
};

struct Value {
    enum class Kind : std::uint8_t {
        Nothing,  // a key without a value, `~` or a bare null
        Text,
        List,
        Map
    };
    Kind kind{Kind::Nothing};
    Spot spot;
    std::string text;          // of a Text
    std::vector<Value> items;  // of a List; of a Map the values
    std::vector<Key> keys;     // of a Map, one for each item, all different
};

[[nodiscard]] std::expected<Value, base::Complaint> parse(std::string_view text,
                                                          std::string_view file);

}  // namespace yaml

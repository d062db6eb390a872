#pragma once

#include <array>
#include <bitcoin/block.hpp>
#include <cstring>
#include <optional>
#include <vector>

namespace bitcoin {

/// The values of unspent outputs by name. A name is kept as 128 bits of its transaction's hash and
/// its number: whoever wants two to fall together has to find a collision of 2^64 hashes.
///
/// 256 tables that grow by themselves, each by a half: at most 1.5 * 24 / 0.75 = 48 bytes an
/// output, 40 on average, and never twice the whole while one grows.
class OutputTable {
public:
    struct Key {
        std::uint64_t name;
        std::uint64_t place;  // evenly spread
        friend bool operator==(const Key&, const Key&) = default;
    };
    [[nodiscard]] static Key key_of(const OutPoint& output) {
        constexpr std::uint64_t kSpread =
            0x9e37'79b9'7f4a'7c15;  // odd: no two numbers fall together
        Key key{};
        std::memcpy(&key.name, output.txid.bytes.data(), sizeof key.name);
        std::memcpy(&key.place, output.txid.bytes.data() + sizeof key.name, sizeof key.place);
        key.place += output.vout * kSpread;
        return key;
    }

    /// Brings near what a question about the key will look at.
    void prefetch(const Key& key) const {
        const Part& part = parts_[part_of(key)];
        if (!part.slots.empty()) { __builtin_prefetch(&part.slots[home_of(key, part)]); }
    }
    /// Whether the output was there already; its value is then replaced.
    bool put(const Key& key, std::uint64_t value);
    /// The value, and the output is there no more.
    [[nodiscard]] std::optional<std::uint64_t> take(const Key& key);
    [[nodiscard]] std::uint64_t size() const;

private:
    static constexpr std::uint64_t kFree = ~std::uint64_t{0};  // no output's value
    struct Slot {
        Key key;
        std::uint64_t value;
    };
    struct Part {
        std::vector<Slot> slots;
        std::size_t used{0};
    };

    [[nodiscard]] static std::size_t part_of(const Key& key) { return key.place >> 56U; }
    [[nodiscard]] static std::size_t home_of(const Key& key, const Part& part) {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>((Wide{key.place << 8U} * part.slots.size()) >> 64U);
    }
    [[nodiscard]] static std::size_t slot_of(const Key& key, const Part& part);
    static void grow(Part& part);
    static void close_gap(Part& part, std::size_t gap);

    std::array<Part, 256> parts_;
};

}  // namespace bitcoin

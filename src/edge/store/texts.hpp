#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// Texts end to end, one a row. Rows at the end that were never set are empty and cost nothing.
class TextColumn {
public:
    /// Rows are set in increasing order; those between are empty.
    void set(std::uint32_t row, std::string_view text);
    [[nodiscard]] std::string_view at(std::uint32_t row) const;
    /// One past the last row that has a text.
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }

private:
    std::string bytes_;
    std::vector<std::uint64_t> ends_;
};

/// Different texts, numbered by first appearance.
class TextSet {
public:
    TextSet() : slots_(kSlotsFirst, Slot{0, kFree}) {}

    /// The text's number, given now if it is new. There must be room below 2^32 - 1.
    std::uint32_t add(std::string_view text);
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
    [[nodiscard]] std::string_view at(std::uint32_t number) const { return texts_.at(number); }
    [[nodiscard]] std::uint32_t size() const { return size_; }

private:
    /// Open addressing, at most half full. The hash beside the number spares most looks at texts
    /// that differ, each of which would miss the cache twice.
    struct Slot {
        std::uint32_t hash;
        std::uint32_t number;
    };
    static constexpr std::uint32_t kFree = 0xFFFF'FFFFU;
    static constexpr std::size_t kSlotsFirst = 64;  // a power of two

    /// Where the text's number stands, or the free slot where it would.
    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
    void grow();

    TextColumn texts_;
    std::uint32_t size_{0};
    std::vector<Slot> slots_;
};

}  // namespace store

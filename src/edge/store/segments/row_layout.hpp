#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <optional>

#include "segment_form.hpp"

namespace store {

/// What rows hold, counted before they are packed.
class RowCensus {
public:
    void count(std::uint64_t amount, std::uint64_t fee) {
        ++rows_;
        ++amounts_[static_cast<unsigned>(std::bit_width(amount))];
        ++fees_[static_cast<unsigned>(std::bit_width(fee))];
    }
    [[nodiscard]] std::uint64_t rows() const { return rows_; }
    [[nodiscard]] std::uint64_t amounts_wider(unsigned bits) const { return wider(amounts_, bits); }
    [[nodiscard]] std::uint64_t fees_wider(unsigned bits) const { return wider(fees_, bits); }

private:
    using Widths = std::array<std::uint64_t, 65>;  // how many values of each bit width
    [[nodiscard]] static std::uint64_t wider(const Widths& widths, unsigned bits);

    std::uint64_t rows_{0};
    Widths amounts_{};
    Widths fees_{};
};

/// How a transfer is packed: sender, receiver, amount, fee in as many bits each as this ledger
/// needs, one after the other from the lowest bit on, in whole bytes. A field of a value begins
/// (at its top) with a bit that says "the value stands in `Large`, and this is where".
class RowLayout {
public:
    /// The smallest for a ledger: wider fields make all rows larger, narrower ones put more values
    /// into `Large`.
    [[nodiscard]] static RowLayout smallest(std::uint32_t accounts, const RowCensus& census);
    /// Nothing for parameters that no ledger has.
    [[nodiscard]] static std::optional<RowLayout> parse(const SegmentShape& shape);

    [[nodiscard]] SegmentShape shape() const;
    [[nodiscard]] unsigned account_bits() const { return account_bits_; }
    [[nodiscard]] unsigned amount_bits() const { return amount_bits_; }
    [[nodiscard]] unsigned fee_bits() const { return fee_bits_; }
    [[nodiscard]] std::uint32_t row_bytes() const {
        return (2 * account_bits_ + amount_bits_ + fee_bits_ + 7) / 8;
    }
    friend bool operator==(const RowLayout&, const RowLayout&) = default;

private:
    RowLayout(unsigned account_bits, unsigned amount_bits, unsigned fee_bits)
        : account_bits_{account_bits}, amount_bits_{amount_bits}, fee_bits_{fee_bits} {}

    unsigned account_bits_;
    unsigned amount_bits_;  // the flag included
    unsigned fee_bits_;     // likewise; 0 where nobody pays fees
};

/// Bits `[begin, begin + width)` of the bytes, width at most 56: one load wherever they begin.
inline constexpr unsigned kFieldBitsMax = 56;
struct BitField {
    std::uint32_t byte;
    std::uint32_t shift;
    std::uint64_t mask;

    constexpr BitField(unsigned begin, unsigned width)
        : byte{begin / 8}, shift{begin % 8}, mask{(std::uint64_t{1} << width) - 1} {}

    [[nodiscard]] std::uint64_t read(const char* record) const {
        return (load_number<std::uint64_t>(record + byte) >> shift) & mask;
    }
    /// The field's bits are zero before.
    void write(char* record, std::uint64_t value) const {
        store_number(record + byte, load_number<std::uint64_t>(record + byte) | (value << shift));
    }
};

/// The fields of a layout, and the bit in each value's that says where the value stands.
struct RowFields {
    explicit RowFields(const RowLayout& layout);

    BitField from;
    BitField to;
    BitField amount;
    BitField fee;
    std::uint64_t amount_flag;
    std::uint64_t fee_flag;  // 0 where there are no fees
};

}  // namespace store

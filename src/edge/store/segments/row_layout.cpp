#include "row_layout.hpp"

#include <limits>

namespace store {
namespace {

constexpr unsigned kAccountBitsMax = 32;

/// The number of accounts is a code, too: it is nobody's.
unsigned bits_for(std::uint32_t accounts) {
    return static_cast<unsigned>(std::bit_width(accounts));
}

std::uint64_t flag_of(unsigned bits) { return bits == 0 ? 0 : std::uint64_t{1} << (bits - 1); }

/// What rows and large values take, in bytes; the most there is where `Large` has more values than
/// a field can name.
std::uint64_t cost(const RowLayout& layout, const RowCensus& census) {
    const std::uint64_t amounts = census.amounts_wider(layout.amount_bits() - 1);
    const std::uint64_t fees =
        layout.fee_bits() == 0 ? 0 : census.fees_wider(layout.fee_bits() - 1);
    const std::uint64_t large = amounts + fees;
    if ((amounts > 0 && large > flag_of(layout.amount_bits())) ||
        (fees > 0 && large > flag_of(layout.fee_bits()))) {
        return std::numeric_limits<std::uint64_t>::max();
    }
    return census.rows() * layout.row_bytes() + large * sizeof(std::uint64_t);
}

}  // namespace

std::uint64_t RowCensus::wider(const Widths& widths, unsigned bits) {
    std::uint64_t count = 0;
    for (std::size_t width = bits + 1; width < widths.size(); ++width) { count += widths[width]; }
    return count;
}

RowLayout RowLayout::smallest(std::uint32_t accounts, const RowCensus& census) {
    const unsigned account_bits = bits_for(accounts);
    const unsigned fees_from = census.fees_wider(0) > 0 ? 1 : 0;
    const unsigned fees_to = fees_from == 0 ? 0 : kFieldBitsMax;
    RowLayout best{account_bits, kFieldBitsMax, fees_to};
    for (unsigned amount_bits = 1; amount_bits <= kFieldBitsMax; ++amount_bits) {
        for (unsigned fee_bits = fees_from; fee_bits <= fees_to; ++fee_bits) {
            const RowLayout layout{account_bits, amount_bits, fee_bits};
            if (cost(layout, census) < cost(best, census)) { best = layout; }
        }
    }
    return best;
}

std::optional<RowLayout> RowLayout::parse(const SegmentShape& shape) {
    const unsigned account_bits = shape.parameters[0];
    const unsigned amount_bits = shape.parameters[1];
    const unsigned fee_bits = shape.parameters[2];
    if (account_bits == 0 || account_bits > kAccountBitsMax || amount_bits == 0 ||
        amount_bits > kFieldBitsMax || fee_bits > kFieldBitsMax) {
        return std::nullopt;
    }
    const RowLayout layout{account_bits, amount_bits, fee_bits};
    if (layout.shape() != shape) { return std::nullopt; }
    return layout;
}

SegmentShape RowLayout::shape() const {
    return {SegmentKind::Rows,
            row_bytes(),
            {static_cast<std::uint8_t>(account_bits_), static_cast<std::uint8_t>(amount_bits_),
             static_cast<std::uint8_t>(fee_bits_)}};
}

RowFields::RowFields(const RowLayout& layout)
    : from{0, layout.account_bits()},
      to{layout.account_bits(), layout.account_bits()},
      amount{2 * layout.account_bits(), layout.amount_bits()},
      fee{2 * layout.account_bits() + layout.amount_bits(), layout.fee_bits()},
      amount_flag{flag_of(layout.amount_bits())},
      fee_flag{flag_of(layout.fee_bits())} {}

}  // namespace store

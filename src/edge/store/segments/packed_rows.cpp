#include "packed_rows.hpp"

#include <utility>

namespace store {
PackedRows::PackedRows(Segment rows, Segment large, const RowLayout& layout, std::uint32_t accounts)
    : rows_{std::move(rows)}, large_{std::move(large)}, fields_{layout}, accounts_{accounts} {}

Expected<PackedRows> PackedRows::make(Segment rows, Segment large, std::uint32_t accounts) {
    const auto layout = RowLayout::parse(rows.shape());
    if (!layout || rows.size() == 0 || rows.size() > ledger::kRowsMax) {
        return std::unexpected(rows.impossible());
    }
    if (large.shape() != kLargeShape) { return std::unexpected(large.impossible()); }
    return PackedRows{std::move(rows), std::move(large), *layout, accounts};
}

void PackedRows::read(ledger::Row first, std::span<ledger::Transfer> into) const {
    const char* record = rows_.at(first.value, into.size());
    const std::uint32_t row_bytes = rows_.shape().record_bytes;
    std::uint64_t highest = 0;
    for (ledger::Transfer& transfer : into) {
        const std::uint64_t from = fields_.from.read(record);
        const std::uint64_t to = fields_.to.read(record);
        highest = std::max({highest, from, to});
        transfer = {
            account(from), account(to),
            money::Amount::from_atoms(value(fields_.amount.read(record), fields_.amount_flag)),
            money::Amount::from_atoms(value(fields_.fee.read(record), fields_.fee_flag))};
        record += row_bytes;
    }
    // Checksums hold off accidents; an account that is none would be written beside all arrays.
    if (highest > accounts_) { rows_.contradict(); }
}

std::uint64_t PackedRows::large_value(std::uint64_t index) const {
    if (index >= large_.size()) { rows_.contradict(); }
    return load_number<std::uint64_t>(large_.at(index));
}

std::uint64_t RowsWriter::keep_large(std::uint64_t value) {
    const std::uint64_t index = large_.records();
    store_number(large_.add(), value);
    return index;
}

}  // namespace store

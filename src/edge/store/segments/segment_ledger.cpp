#include "segment_ledger.hpp"

#include <fmt/core.h>

#include <utility>

#include "../row_name.hpp"

namespace store {
namespace {

std::uint64_t height_in(const ledger::Bound& bound) {
    const auto* height = std::get_if<ledger::Height>(&bound);
    base::invariant(height != nullptr, "these ledgers have heights only");
    return height->value;
}

}  // namespace

SegmentLedger::SegmentLedger(AccountNumbers numbers, PackedRows rows, BlockRuns blocks,
                             std::string name)
    : numbers_{std::move(numbers)},
      rows_{std::move(rows)},
      blocks_{std::move(blocks)},
      name_{std::move(name)} {}

ledger::RowFacts SegmentLedger::facts(ledger::Row row) const {
    return {blocks_.height(row), std::nullopt, row_name(row), {}, {}};
}

std::string SegmentLedger::account_text(ledger::AccountId account) const {
    return fmt::format("{}", numbers_.number(account));
}

std::optional<ledger::AccountId> SegmentLedger::find_account(std::string_view text) const {
    return numbers_.find(text);
}

std::vector<ledger::Row> SegmentLedger::find_tx(std::string_view tx) const {
    const auto row = parse_row_name(tx);
    if (!row || row->value >= rows()) { return {}; }
    return {*row};
}

std::uint32_t SegmentLedger::end_of(ledger::Bound until) const {
    return blocks_.first_above(height_in(until));
}

std::uint32_t SegmentLedger::begin_of(ledger::Bound since) const {
    return blocks_.first_at_least(height_in(since));
}

std::uint32_t SegmentLedger::block_end(ledger::Row row) const {
    return blocks_.first_above(blocks_.height(row).value);
}

base::Place SegmentLedger::place(ledger::Row /*row*/) const { return {name_, 0, 0}; }

}  // namespace store

#include "block_runs.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace store {
Expected<BlockRuns> BlockRuns::make(Segment blocks, std::uint32_t rows) {
    if (blocks.shape() != kBlocksShape || blocks.size() == 0 || blocks.size() > rows) {
        return std::unexpected(blocks.impossible());
    }
    return BlockRuns{std::move(blocks), rows};
}

std::uint32_t BlockRuns::row_of(std::uint64_t run) const {
    if (run == blocks_.size()) { return rows_; }
    const auto row = load_number<std::uint32_t>(blocks_.at(run));
    if (row >= rows_) { blocks_.contradict(); }
    return row;
}

std::uint64_t BlockRuns::height_of(std::uint64_t run) const {
    return load_number<std::uint64_t>(blocks_.at(run) + sizeof(std::uint32_t));
}

template <class Past>
std::uint64_t BlockRuns::first_run(Past past) const {
    const auto all = std::views::iota(std::uint64_t{0}, blocks_.size());
    return static_cast<std::uint64_t>(
        std::ranges::partition_point(all, [&](auto run) { return !past(run); }) - all.begin());
}

ledger::Height BlockRuns::height(ledger::Row row) const {
    base::invariant(row.value < rows_, "the row exists");
    const std::uint64_t after = first_run([&](auto run) { return row_of(run) > row.value; });
    if (after == 0) { blocks_.contradict(); }
    return ledger::Height{height_of(after - 1)};
}

std::uint32_t BlockRuns::first_above(std::uint64_t height) const {
    return row_of(first_run([&](auto run) { return height_of(run) > height; }));
}

std::uint32_t BlockRuns::first_at_least(std::uint64_t height) const {
    return row_of(first_run([&](auto run) { return height_of(run) >= height; }));
}

void BlocksWriter::begin(std::uint64_t height) {
    char* const record = blocks_.add();
    store_number(record, rows_);
    store_number(record + sizeof rows_, height);
    last_ = height;
}

}  // namespace store

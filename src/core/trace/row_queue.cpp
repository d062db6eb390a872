#include "row_queue.hpp"

#include <algorithm>
#include <bit>

namespace trace {
namespace {

constexpr std::uint32_t kWordBits = 64;

}  // namespace

RowQueue::RowQueue(std::uint32_t begin, std::uint32_t end)
    : begin_{begin}, end_{std::max(begin, end)} {
    std::uint64_t words = end_ - begin_;
    do {
        words = std::max<std::uint64_t>(1, (words + kWordBits - 1) / kWordBits);
        levels_.emplace_back(words);
    } while (words > 1);
}

void RowQueue::push(std::uint32_t row) {
    if (row < begin_ || row >= end_) { return; }
    std::uint32_t at = row - begin_;
    for (std::vector<std::uint64_t>& level : levels_) {
        std::uint64_t& word = level[at / kWordBits];
        const bool known = word != 0;
        word |= std::uint64_t{1} << (at % kWordBits);
        if (known) { return; }
        at /= kWordBits;
    }
}

std::optional<std::uint32_t> RowQueue::pop() {
    if (levels_.back().front() == 0) { return std::nullopt; }
    std::uint32_t at = 0;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        at = at * kWordBits + static_cast<std::uint32_t>(std::countr_zero((*level)[at]));
    }
    const std::uint32_t row = begin_ + at;
    for (std::vector<std::uint64_t>& level : levels_) {
        std::uint64_t& word = level[at / kWordBits];
        word &= word - 1;  // the smallest is the lowest bit at every level
        if (word != 0) { break; }
        at /= kWordBits;
    }
    return row;
}

}  // namespace trace

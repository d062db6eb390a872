#include "account_numbers.hpp"

#include <algorithm>
#include <limits>
#include <ranges>
#include <utility>

#include "../row_name.hpp"

namespace store {

Expected<AccountNumbers> AccountNumbers::make(Segment numbers) {
    if (numbers.shape() != kNumbersShape || numbers.size() == 0 ||
        numbers.size() >= ledger::kNobody.value) {
        return std::unexpected(numbers.impossible());
    }
    return AccountNumbers{std::move(numbers)};
}

std::optional<ledger::AccountId> AccountNumbers::find(std::string_view text) const {
    const auto wanted = parse_number(text);
    if (!wanted || *wanted > std::numeric_limits<std::uint32_t>::max()) { return std::nullopt; }
    const auto all = std::views::iota(std::uint32_t{0}, size());
    const auto found = std::ranges::lower_bound(all, *wanted, {}, [&](std::uint32_t id) {
        return std::uint64_t{number(ledger::AccountId{id})};
    });
    if (found == all.end() || number(ledger::AccountId{*found}) != *wanted) { return std::nullopt; }
    return ledger::AccountId{*found};
}

std::uint32_t NumberRanks::add_page() {
    pages_.emplace_back();
    return static_cast<std::uint32_t>(pages_.size() - 1);
}

std::uint64_t NumberRanks::seal() {
    std::uint64_t count = 0;
    for (const std::uint32_t index : page_of_) {
        if (index == kNoPage) { continue; }
        Page& page = pages_[index];
        for (std::uint32_t word = 0; word < kWords; ++word) {
            page.before[word] = static_cast<std::uint32_t>(count);
            count += static_cast<std::uint64_t>(std::popcount(page.words[word]));
        }
    }
    return count;
}

void NumberRanks::write(SegmentWriter& numbers) const {
    for (std::uint32_t at = 0; at < kPages; ++at) {
        if (page_of_[at] == kNoPage) { continue; }
        const Page& page = pages_[page_of_[at]];
        for (std::uint32_t word = 0; word < kWords; ++word) {
            for (std::uint64_t rest = page.words[word]; rest != 0; rest &= rest - 1) {
                const auto bit = static_cast<std::uint32_t>(std::countr_zero(rest));
                store_number(numbers.add(), at * kPageNumbers + word * kWordBits + bit);
            }
        }
    }
}

}  // namespace store

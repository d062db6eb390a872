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

std::uint64_t NumberRanks::seal() {
    before_.reserve(words_.size());
    std::uint64_t count = 0;
    for (const std::uint64_t word : words_) {
        before_.push_back(static_cast<std::uint32_t>(count));
        count += static_cast<std::uint64_t>(std::popcount(word));
    }
    return count;
}

void NumberRanks::write(SegmentWriter& numbers) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1) {
            const auto bit = static_cast<std::uint64_t>(std::countr_zero(rest));
            store_number(numbers.add(), static_cast<std::uint32_t>(i * kWordBits + bit));
        }
    }
}

}  // namespace store

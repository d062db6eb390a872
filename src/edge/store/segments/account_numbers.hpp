#pragma once

#include <ledger/ledger.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "segment.hpp"
#include "segment_writer.hpp"

namespace store {

inline constexpr SegmentShape kNumbersShape{SegmentKind::Numbers, sizeof(std::uint32_t), {}};

/// Accounts that are named by numbers: an id is the number's place among those that appear.
class AccountNumbers {
public:
    [[nodiscard]] static Expected<AccountNumbers> make(Segment numbers);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(numbers_.size()); }
    [[nodiscard]] std::uint32_t number(ledger::AccountId account) const {
        return load_number<std::uint32_t>(numbers_.at(account.value));
    }
    [[nodiscard]] std::optional<ledger::AccountId> find(std::string_view text) const;

private:
    explicit AccountNumbers(Segment numbers) : numbers_{std::move(numbers)} {}

    Segment numbers_;
};

/// The numbers that appear in a ledger, and the place of each among them: a bit a number, and a
/// count for each 64, so that a place costs one or two cache misses however many numbers there are.
class NumberRanks {
public:
    void note(std::uint32_t number) {
        const std::size_t word = number / kWordBits;
        if (word >= words_.size()) { words_.resize(word + 1); }
        words_[word] |= std::uint64_t{1} << (number % kWordBits);
    }
    /// All numbers were noted. How many different ones there are.
    [[nodiscard]] std::uint64_t seal();
    /// Of a number that was noted.
    [[nodiscard]] std::uint32_t rank(std::uint32_t number) const {
        const std::uint64_t below = (std::uint64_t{1} << (number % kWordBits)) - 1;
        return before_[number / kWordBits] +
               static_cast<std::uint32_t>(std::popcount(words_[number / kWordBits] & below));
    }
    void write(SegmentWriter& numbers) const;

private:
    static constexpr unsigned kWordBits = 64;

    std::vector<std::uint64_t> words_;
    std::vector<std::uint32_t> before_;  // numbers in all words before
};

}  // namespace store

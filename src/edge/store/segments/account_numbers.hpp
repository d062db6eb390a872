#pragma once

#include <array>
#include <bit>
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

/// The numbers that appear in a ledger, and the place of each among them. Pages of bits, made where
/// a number appears, with counts: a place costs a few steps however many numbers there are.
class NumberRanks {
public:
    void note(std::uint32_t number) {
        std::uint32_t& page = page_of_[number / kPageNumbers];
        if (page == kNoPage) { page = add_page(); }
        const std::uint32_t bit = number % kPageNumbers;
        pages_[page].words[bit / kWordBits] |= std::uint64_t{1} << (bit % kWordBits);
    }
    /// All numbers were noted. How many different ones there are.
    [[nodiscard]] std::uint64_t seal();
    /// Of a number that was noted.
    [[nodiscard]] std::uint32_t rank(std::uint32_t number) const {
        const Page& page = pages_[page_of_[number / kPageNumbers]];
        const std::uint32_t bit = number % kPageNumbers;
        const std::uint64_t below = (std::uint64_t{1} << (bit % kWordBits)) - 1;
        return page.before[bit / kWordBits] +
               static_cast<std::uint32_t>(std::popcount(page.words[bit / kWordBits] & below));
    }
    void write(SegmentWriter& numbers) const;

private:
    static constexpr std::uint32_t kWordBits = 64;
    static constexpr std::uint32_t kWords = 64;  // a page
    static constexpr std::uint32_t kPageNumbers = kWordBits * kWords;
    static constexpr std::uint32_t kPages = 1U << 20U;  // for all 2^32 numbers
    static constexpr std::uint32_t kNoPage = kPages;

    struct Page {
        std::array<std::uint64_t, kWords> words{};
        std::array<std::uint32_t, kWords> before{};  // numbers in all words before
    };
    [[nodiscard]] std::uint32_t add_page();

    std::vector<std::uint32_t> page_of_ = std::vector<std::uint32_t>(kPages, kNoPage);
    std::vector<Page> pages_;
};

}  // namespace store

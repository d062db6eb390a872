#include "row_queue.hpp"

#include <gtest/gtest.h>

#include <set>

namespace trace {
namespace {

/// The same numbers on every machine.
class Numbers {
public:
    std::uint32_t below(std::uint32_t bound) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((state_ >> 33U) % bound);
    }

private:
    std::uint64_t state_{1};
};

TEST(RowQueue, GivesEachRowOnceSmallestFirst) {
    for (const std::uint32_t size : {1U, 63U, 64U, 65U, 4'096U, 4'097U, 300'000U}) {
        const std::uint32_t begin = 1'000;
        RowQueue queue{begin, begin + size};
        std::set<std::uint32_t> expected;
        Numbers numbers;
        std::uint32_t earliest = 0;  // what a walk pushes lies behind what it took
        for (std::uint32_t step = 0; step < 3'000; ++step) {
            if (numbers.below(3) > 0 && earliest < size) {
                const std::uint32_t row = begin + earliest + numbers.below(size - earliest);
                queue.push(row);
                queue.push(row);
                expected.insert(row);
                continue;
            }
            const auto row = queue.pop();
            ASSERT_EQ(row.has_value(), !expected.empty());
            if (!row.has_value()) { continue; }
            ASSERT_EQ(*row, *expected.begin());
            expected.erase(expected.begin());
            earliest = *row - begin + 1;
        }
        for (const std::uint32_t row : expected) { ASSERT_EQ(queue.pop(), row); }
        EXPECT_EQ(queue.pop(), std::nullopt);
    }
}

TEST(RowQueue, DoesNotKeepWhatLiesOutsideItsWindow) {
    RowQueue queue{10, 20};
    for (const std::uint32_t row : {0U, 9U, 20U, 4'000'000'000U}) { queue.push(row); }
    EXPECT_EQ(queue.pop(), std::nullopt);
    queue.push(19);
    EXPECT_EQ(queue.pop(), 19U);
    RowQueue empty{20, 10};
    empty.push(20);
    EXPECT_EQ(empty.pop(), std::nullopt);
}

}  // namespace
}  // namespace trace

#include "pace.hpp"

#include <gtest/gtest.h>

namespace nem_node {
namespace {

using namespace std::chrono_literals;

TEST(Pace, SpacesQuestionsEvenly) {
    Pace pace{10};
    EXPECT_EQ(pace.wait_before(1s), 0us);
    EXPECT_EQ(pace.wait_before(1s), 100ms);
    EXPECT_EQ(pace.wait_before(1s + 150ms), 50ms);
    EXPECT_EQ(pace.wait_before(5s), 0us);
    Pace unlimited{0};
    EXPECT_EQ(unlimited.wait_before(1s), 0us);
    EXPECT_EQ(unlimited.wait_before(1s), 0us);
}

TEST(Pace, BacksOffToABound) {
    EXPECT_EQ(backed_off(500ms, 10s, 0), 500ms);
    EXPECT_EQ(backed_off(500ms, 10s, 3), 4s);
    EXPECT_EQ(backed_off(500ms, 10s, 4'000'000'000U), 10s);
    for (std::uint64_t random = 0; random < 5'000; random += 7) {
        const auto wait = jittered(1s, random);
        EXPECT_GE(wait, 1s);
        EXPECT_LE(wait, 1'500ms);
    }
}

}  // namespace
}  // namespace nem_node

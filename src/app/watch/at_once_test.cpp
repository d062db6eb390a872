#include "at_once.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <vector>

namespace app {
namespace {

TEST(AtOnce, AllRunAtTheSameTime) {
    std::latch all_here{3};
    const std::vector<std::function<void()>> tasks(3, [&] { all_here.arrive_and_wait(); });
    run_at_once(tasks);
    run_at_once({});
}

TEST(AtOnce, WhatOneThrowsIsThrownWhenAllAreDone) {
    std::atomic<int> done{0};
    for (const std::size_t bad : {0U, 1U, 2U}) {
        std::vector<std::function<void()>> tasks(3, [&] { ++done; });
        tasks[bad] = [] { throw std::runtime_error("no memory"); };
        EXPECT_THROW(run_at_once(tasks), std::runtime_error) << bad;
    }
    EXPECT_EQ(done, 6);
}

}  // namespace
}  // namespace app

#include <gtest/gtest.h>

#include <taint/taint.hpp>

namespace taint {
namespace {

TEST(Policy, HasANameThatReadsBack) {
    for (const Policy policy : kPolicies) { EXPECT_EQ(parse_policy(to_string(policy)), policy); }
    EXPECT_EQ(parse_policy("FIFO"), std::nullopt);
    EXPECT_EQ(parse_policy(""), std::nullopt);
}

TEST(Policy, OnlyPoisonDoesNotConserve) {
    for (const Policy policy : kPolicies) {
        EXPECT_EQ(conserves(policy), policy != Policy::Poison);
    }
}

}  // namespace
}  // namespace taint

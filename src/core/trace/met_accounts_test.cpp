#include "met_accounts.hpp"

#include <gtest/gtest.h>

namespace trace {
namespace {

TEST(MetAccounts, NumbersThemInTheOrderOfMeeting) {
    MetAccounts met;
    // Neighbours, and numbers a power of two apart, which want the same places.
    const auto account = [](std::uint32_t i) {
        return ledger::AccountId{i % 2 == 0 ? i : (i << 12U) + 7};
    };
    constexpr std::uint32_t kAccounts = 5'000;
    for (std::uint32_t i = 0; i < kAccounts; ++i) {
        EXPECT_EQ(met.find(account(i)), std::nullopt);
        EXPECT_EQ(met.meet(account(i)), ledger::AccountId{i});
    }
    for (std::uint32_t i = 0; i < kAccounts; ++i) {
        EXPECT_EQ(met.find(account(i)), ledger::AccountId{i});
        EXPECT_EQ(met.meet(account(i)), ledger::AccountId{i});
        EXPECT_EQ(met.in_ledger(ledger::AccountId{i}), account(i));
    }
    EXPECT_EQ(met.in_ledger(ledger::kNobody), ledger::kNobody);
}

}  // namespace
}  // namespace trace

#pragma once

#include "testing.hpp"

/// What the tests of NIS's rules share: a world, and a table of what it answers.
namespace nem_chain::testing {

inline const nem::MosaicId kXemId{"nem", "xem"};
inline const nem::MosaicId kToken{"alice", "token"};  // of account 1, transferable, supply mutable
inline const nem::MosaicId kTag{"alice", "tag"};      // of account 1, not transferable
inline const nem::MosaicId kOld{"old", "token"};      // its namespace has expired
inline const nem::MosaicId kLevied{"alice", "levied"};  // its levy's mosaic is no more
inline const nem::MosaicId kGone{"gone", "token"};

/// Accounts 1 to 9 have 1,000 XEM each; 20 is 2 of 3 (21, 22, 23), 30 is 3 of 3 (31, 32, 33).
inline State world(ledger::Height height = kHeight) {
    State state{nem::kMainnet};
    for (std::uint8_t number = 1; number <= 9; ++number) {
        EXPECT_TRUE(state.credit(address(number), xem(1'000)));
    }
    EXPECT_TRUE(state.credit(address(20), xem(1'000)));
    EXPECT_TRUE(state.credit(address(30), xem(1'000)));
    EXPECT_TRUE(state.credit(address(22), xem(10)));
    const ledger::Height lately{height.value - 1'000};
    const ledger::Height long_ago{height.value - kLeaseBlocks - 10};
    good(state.learn(definition(1, kToken, {0, 1'000, true, true}), 1'000, lately));
    good(state.learn(definition(1, kTag, {0, 1'000, true, false}), 1'000, lately));
    good(state.learn(definition(2, kOld), 1'000, long_ago));
    good(state.learn(definition(1, kLevied, {},
                                nem::Levy{nem::Levy::Type::Absolute, address(9), kGone, atoms(1)}),
                     1'000, lately));
    const auto first = block(height, {transaction(20, modification({21, 22, 23}, {}, 2)),
                                      transaction(30, modification({31, 32, 33}, {}, {}))});
    good(state.apply(first));
    return state;
}

inline NisResult check(const nem::Body& body, std::uint8_t signer = 1, money::Amount fee = xem(1)) {
    static const State state = world();
    return state.check(transaction(signer, body, fee), kTime);
}

struct Case {
    const char* name;
    NisResult expected{};
    nem::Body body;
    std::uint8_t signer{1};
    money::Amount fee{xem(1)};
};
inline void expect_each(const std::vector<Case>& cases) {
    for (const auto& [name, expected, body, signer, fee] : cases) {
        EXPECT_EQ(speak(check(body, signer, fee)), speak(expected)) << name;
    }
}

}  // namespace nem_chain::testing

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>

#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

const nem::MosaicId kXemId{"nem", "xem"};
const nem::MosaicId kToken{"alice", "token"};

/// What a register says of a block that nobody's balances are known for.
std::optional<ChainError> error_of(std::vector<nem::SignedTransaction> transactions,
                                   std::optional<nem::Levy> levy = std::nullopt) {
    Register known{nem::kMainnet};
    good(known.learn(definition(1, kToken, {}, std::move(levy))));
    const auto before = known.bytes();
    const auto moves = known.apply(block(kHeight, std::move(transactions)));
    if (moves) { return std::nullopt; }
    EXPECT_EQ(known.bytes(), before);
    EXPECT_FALSE(to_phrase(moves.error()).ja.empty());
    return moves.error();
}
ChainError too_much(std::uint32_t transaction, nem::MosaicId mosaic = {}) {
    return {ChainProblem::MoreThanExists, transaction, std::move(mosaic)};
}
nem::SignedTransaction gift(std::uint8_t from, std::uint8_t to, std::uint64_t amount) {
    return transaction(from, transfer(to, atoms(amount)), {});
}
nem::SignedTransaction token(std::uint8_t from, std::uint8_t to, std::uint64_t quantity) {
    return transaction(from, transfer(to, xem(1), {{kToken, atoms(quantity)}}), {});
}

TEST(NemSupply, ARowMovesNoMoreThanThereIs) {
    const auto levy = [](const nem::MosaicId& id, std::uint64_t due) {
        return nem::Levy{nem::Levy::Type::Absolute, address(9), id, atoms(due)};
    };
    EXPECT_EQ(error_of({gift(1, 2, kXemSupply)}), std::nullopt);
    EXPECT_EQ(error_of({gift(1, 2, 1), gift(1, 2, kXemSupply + 1)}), too_much(1));
    EXPECT_EQ(error_of({gift(1, 2, ~0ULL >> 1U)}), too_much(0));
    EXPECT_EQ(error_of({transaction(1, transfer(2, {}), atoms(kXemSupply))}), std::nullopt);
    EXPECT_EQ(error_of({transaction(1, transfer(2, {}), atoms(kXemSupply + 1))}), too_much(0));
    EXPECT_EQ(error_of({transaction(1, transfer(2, xem(8'999'999'999), {{kXemId, xem(2)}}))}),
              too_much(0))
        << "the product";
    EXPECT_EQ(error_of({token(1, 2, 1)}, levy(kXemId, kXemSupply)), std::nullopt);
    EXPECT_EQ(error_of({token(1, 2, 1)}, levy(kXemId, kXemSupply + 1)), too_much(0));
    EXPECT_EQ(error_of({token(1, 2, kQuantityMax)}), std::nullopt);
    EXPECT_EQ(error_of({token(1, 2, kQuantityMax + 1)}), too_much(0, kToken));
    EXPECT_EQ(error_of({token(1, 2, 1)}, levy({"bob", "coin"}, kQuantityMax + 1)),
              too_much(0, {"bob", "coin"}));
}

TEST(NemSupply, TheAccountsOfABlockHadNoMoreThanThereIs) {
    const std::uint64_t rest = kXemMax - kXemSupply;
    EXPECT_EQ(error_of({gift(1, 2, kXemSupply), gift(3, 2, rest)}), std::nullopt);
    EXPECT_EQ(error_of({gift(1, 2, kXemSupply), gift(3, 2, rest + 1)}), too_much(1));
    EXPECT_EQ(error_of({gift(1, 2, kXemSupply), gift(2, 3, kXemSupply), gift(3, 1, kXemSupply),
                        gift(1, 1, kXemSupply), gift(1, 4, kXemSupply)}),
              std::nullopt)
        << "the same XEM, from hand to hand";
    // What is paid as a fee comes back to the harvester, and to nobody before.
    const auto fee = [](std::uint8_t from) {
        return transaction(from, transfer(2, {}), atoms(kXemSupply / 2));
    };
    EXPECT_EQ(error_of({fee(1), fee(1)}), std::nullopt);
    EXPECT_EQ(error_of({fee(1), fee(3), fee(4)}), too_much(3)) << "the harvest";
    EXPECT_EQ(error_of({fee(1), gift(kHarvester, 2, kXemSupply)}), too_much(2));
}

TEST(NemSupply, AMosaicThatNobodyKnowsIsBoundedToo) {
    using Supply = nem::MosaicSupplyChange;
    const auto error = [](std::uint64_t delta) {
        Register known{nem::kMainnet};
        known.assume(kToken);
        const auto moves = known.apply(
            block(kHeight, {transaction(1, Supply{kToken, Supply::Type::Create, delta})}));
        return moves ? std::nullopt : std::optional{moves.error()};
    };
    EXPECT_EQ(error(kQuantityMax), std::nullopt);
    EXPECT_EQ(error(kQuantityMax + 1), too_much(0, kToken));
    EXPECT_EQ(error(~0ULL), too_much(0, kToken));
}

TEST(NemSupply, ThereIsOneNemesisBlockAndItHandsOutWhatThereIs) {
    const auto nemesis = [](std::uint64_t height, std::uint64_t second) {
        return nem::Block{nem::BlockType::Nemesis,
                          nem::kMainnet,
                          {},
                          key(1),
                          {},
                          {},
                          {height},
                          {gift(1, 2, kXemSupply), gift(1, 3, second)}};
    };
    const auto problem = [](Register known, const nem::Block& block) {
        const auto moves = known.apply(block);
        return moves ? std::nullopt : std::optional{moves.error()};
    };
    const Register fresh{nem::kMainnet};
    const std::uint64_t rest = kXemMax - kXemSupply;
    EXPECT_EQ(problem(fresh, nemesis(1, rest)), std::nullopt);
    EXPECT_EQ(problem(fresh, nemesis(1, rest + 1)), too_much(1));
    const ChainError not_next{ChainProblem::NotNext, 0, {}};
    for (const std::uint64_t height : {std::uint64_t{0}, std::uint64_t{2}, kHeight.value}) {
        EXPECT_EQ(problem(fresh, nemesis(height, 1)), not_next) << height;
    }
    Register known = fresh;
    good(known.apply(nemesis(1, 1)));
    EXPECT_EQ(problem(known, nemesis(2, 1)), not_next);
    EXPECT_EQ(problem(fresh, block({0}, {})), not_next);
    EXPECT_EQ(problem(fresh, block({1ULL << 63U}, {})), not_next);
    EXPECT_EQ(problem(fresh, block({(1ULL << 63U) - 1}, {})), std::nullopt);
}

/// Mostly what can be, and what lies on the bounds.
std::uint64_t any_amount() {
    return *rc::gen::oneOf(rc::gen::inRange<std::uint64_t>(0, kXemMax / 3),
                           rc::gen::inRange<std::uint64_t>(kXemSupply - 2, kXemSupply + 2),
                           rc::gen::inRange<std::uint64_t>(kXemSupply / 2, kXemSupply / 2 + 2),
                           rc::gen::inRange<std::uint64_t>(0, 1'000));
}

RC_GTEST_PROP(NemSupply, ABlockIsRefusedJustWhenItsAccountsHadMoreThanThereIs, ()) {
    using Signed = std::int64_t;  // of what NIS lets exist a hundred fit
    std::vector<nem::SignedTransaction> transactions;
    std::map<int, Signed> now;
    std::map<int, Signed> least;
    const auto change = [&](int account, std::uint64_t atoms, bool comes) {
        now[account] += comes ? static_cast<Signed>(atoms) : -static_cast<Signed>(atoms);
        least[account] = std::min(least[account], now[account]);
    };
    bool rows_can_be = true;
    std::uint64_t fees = 0;
    const int count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) {
        const int from = *rc::gen::inRange(1, 5);
        const int to = *rc::gen::inRange(1, 5);
        const std::uint64_t amount = any_amount();
        const std::uint64_t fee = *rc::gen::element(0, 1, 4) == 4 ? any_amount() : 1;
        transactions.push_back(transaction(static_cast<std::uint8_t>(from),
                                           transfer(static_cast<std::uint8_t>(to), atoms(amount)),
                                           atoms(fee)));
        change(from, amount, false);
        change(to, amount, true);
        change(from, fee, false);
        rows_can_be = rows_can_be && amount <= kXemSupply && fee <= kXemSupply;
        fees += fee;
    }
    base::Wide had = 0;
    for (const auto& [account, lowest] : least) { had += static_cast<std::uint64_t>(-lowest); }
    const bool can_be = rows_can_be && fees <= kXemSupply && had <= kXemMax;
    RC_ASSERT((error_of(transactions) == std::nullopt) == can_be);
    RC_CLASSIFY(can_be, "can be");
}

}  // namespace

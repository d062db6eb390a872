#include <algorithm>

#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;

State rich() {
    State state{nem::kMainnet};
    for (std::uint8_t number = 1; number <= 4; ++number) {
        EXPECT_TRUE(state.credit(address(number), xem(100)));
    }
    good(state.apply(block(kHeight, {})));
    return state;
}
nem::Block next_of(const State& state, std::vector<nem::SignedTransaction> transactions) {
    return block({height_of(state).value + 1}, std::move(transactions));
}

TEST(NemState, BalancesAndHoldingsFollowTheMovements) {
    State state = rich();
    const nem::MosaicId id{"alice", "token"};
    good(state.learn(definition(1, id, {2, 10, true}), 10, kHeight));
    good(state.apply(next_of(state, {transaction(1, transfer(2, xem(1), {{id, atoms(250)}}))})));
    EXPECT_EQ(state.balance(address(1)), xem(99));
    EXPECT_EQ(state.balance(address(2)), xem(100));
    EXPECT_EQ(state.balance(address(kHarvester)), xem(1));
    EXPECT_EQ(state.owned(address(1)), (std::vector{OwnedMosaic{id, atoms(750)}}));
    EXPECT_EQ(state.owned(address(2)), (std::vector{OwnedMosaic{id, atoms(250)}}));
    EXPECT_EQ(state.public_key(address(1)), key(1));
    EXPECT_EQ(state.public_key(address(2)), std::nullopt) << "it has signed nothing";
    EXPECT_EQ(state.balance(address(77)), atoms(0));
    EXPECT_EQ(state.owned(address(77)), std::vector<OwnedMosaic>{});
    EXPECT_EQ(state.cosignatories(address(77)), std::vector<nem::Address>{});
    EXPECT_EQ(state.cosignatory_of(address(77)), std::vector<nem::Address>{});
    EXPECT_EQ(state.min_cosignatories(address(77)), 0U);
    const auto entry = state.mosaic(id);
    EXPECT_EQ(entry ? entry->supply_units : 0, 10U);
    EXPECT_EQ(state.network(), nem::kMainnet);
}

TEST(NemState, XemIsAMosaicOfItsOwn) {
    const auto entry = rich().mosaic({"nem", "xem"});
    ASSERT_TRUE(entry.has_value());
    EXPECT_EQ(entry->divisibility, 6);
    EXPECT_EQ(entry->supply_units, 8'999'999'999U);
    EXPECT_TRUE(entry->transferable);
    EXPECT_FALSE(entry->supply_mutable);
}

TEST(NemState, NamespacesBelongToWhoLeasedTheRoot) {
    State state = rich();
    EXPECT_TRUE(state.credit(address(1), xem(1'000)));
    good(state.apply(next_of(state, {transaction(1, provision("alice"))})));
    const ledger::Height since = height_of(state);
    good(state.apply(next_of(state, {transaction(1, provision("sub", "alice"))})));
    const Namespace lease{address(1), since};
    EXPECT_EQ(state.find_namespace("alice"), lease);
    EXPECT_EQ(state.find_namespace("alice.sub"), lease);
    EXPECT_EQ(state.find_namespace("alice.other"), std::nullopt);
    EXPECT_EQ(state.find_namespace("bob"), std::nullopt);
    state.learn_namespace("bob.a.b", {address(2), kHeight});
    for (const char* name : {"bob", "bob.a", "bob.a.b"}) {
        EXPECT_EQ(state.find_namespace(name), (Namespace{address(2), kHeight})) << name;
    }
}

TEST(NemState, ARedefinitionVoidsWhatOthersHold) {
    // Below the fork even other words start over.
    State state{nem::kMainnet};
    const nem::MosaicId id{"alice", "token"};
    EXPECT_TRUE(state.credit(address(1), xem(1'000)));
    good(state.learn(definition(1, id), 1'000, {900'000}));
    good(state.apply(block({900'001}, {transaction(1, transfer(2, xem(1), {{id, atoms(400)}}))})));
    EXPECT_EQ(state.owned(address(2)), (std::vector{OwnedMosaic{id, atoms(400)}}));
    auto words = definition(1, id);
    words.description = "other words";
    good(state.apply(block({900'002}, {transaction(1, creation(words))})));
    EXPECT_EQ(state.owned(address(2)), std::vector<OwnedMosaic>{});
    EXPECT_EQ(state.owned(address(1)), (std::vector{OwnedMosaic{id, atoms(1'000)}}));
    EXPECT_TRUE(state.undo());
    EXPECT_EQ(state.owned(address(2)), (std::vector{OwnedMosaic{id, atoms(400)}}));
}

TEST(NemState, AllAccountsHaveNoMoreThanThereIs) {
    State state{nem::kMainnet};
    EXPECT_FALSE(state.credit(address(1), atoms(kXemMax + 1)));
    EXPECT_FALSE(state.credit(address(1), atoms(~0ULL)));
    EXPECT_TRUE(state.credit(address(1), atoms(kXemMax - 5)));
    EXPECT_FALSE(state.credit(address(1), atoms(6)));
    EXPECT_FALSE(state.credit(address(2), atoms(6))) << "together";
    EXPECT_FALSE(state.credit(address(2), atoms(~0ULL)));
    EXPECT_TRUE(state.credit(address(2), atoms(5)));
    EXPECT_FALSE(state.credit(address(2), atoms(1)));
    EXPECT_EQ(state.balance(address(1)), atoms(kXemMax - 5));
    EXPECT_EQ(state.balance(address(2)), atoms(5));
}

TEST(NemState, NobodySendsMoreThanNisLetsExist) {
    // Only on a chain of one's own could anybody have so much; NIS's XEM ends at kXemSupply.
    State state{nem::kMainnet};
    EXPECT_TRUE(state.credit(address(1), atoms(kXemMax)));
    good(state.apply(block(kHeight, {})));
    const auto check = [&](std::uint64_t amount) {
        return state.check(transaction(1, transfer(2, atoms(amount)), xem(2)), kTime);
    };
    EXPECT_EQ(check(kXemSupply), NisResult::Success);
    EXPECT_EQ(check(kXemSupply + 1), NisResult::InsufficientBalance);
    EXPECT_EQ(state.check(transaction(1, transfer(2, {}), atoms(kXemSupply + 1)), kTime),
              NisResult::InsufficientBalance);
    EXPECT_FALSE(state.apply(next_of(state, {transaction(1, transfer(2, atoms(kXemSupply + 1)))}))
                     .has_value());
}

nem::Block nemesis_of(std::vector<nem::SignedTransaction> transactions) {
    return {nem::BlockType::Nemesis, nem::kMainnet, {}, key(1), {}, {}, {1},
            std::move(transactions)};
}

TEST(NemState, TheNemesisBlockHandsOutWhatThereIs) {
    const auto given = [](std::uint64_t second, money::Amount fee = {}) {
        return nemesis_of({transaction(1, transfer(2, atoms(kXemSupply)), {}),
                           transaction(1, transfer(3, atoms(second)), fee)});
    };
    const std::uint64_t rest = kXemMax - kXemSupply;
    State state{nem::kMainnet};
    const auto before = state.bytes();
    for (const auto& block : {given(rest + 1), given(rest, atoms(1)), given(~0ULL >> 1U)}) {
        const auto too_much = state.apply(block);
        ASSERT_FALSE(too_much.has_value());
        EXPECT_EQ(too_much.error(), NisResult::BlockUnverifiable);
        EXPECT_EQ(state.bytes(), before);
    }
    good(state.apply(given(rest)));
    EXPECT_EQ(state.balance(address(2)), atoms(kXemSupply));
    EXPECT_EQ(state.balance(address(3)), atoms(rest));
    EXPECT_FALSE(state.credit(address(4), atoms(1))) << "all is handed out";
    EXPECT_TRUE(state.undo());
    EXPECT_TRUE(state.credit(address(4), atoms(kXemMax))) << "taken back with the block";
    EXPECT_FALSE(state.apply(given(1)).has_value()) << "somebody has it all";
}

TEST(NemState, ThereIsOneNemesisBlock) {
    const auto expect_refused = [](State state, nem::Block block) {
        const auto moves = state.apply(block);
        ASSERT_FALSE(moves.has_value()) << block.height.value;
        EXPECT_EQ(moves.error(), NisResult::BlockUnexpectedHeight) << block.height.value;
    };
    nem::Block nemesis = nemesis_of({transaction(1, transfer(2, xem(1)), {})});
    for (const std::uint64_t height : {std::uint64_t{0}, std::uint64_t{2}, kHeight.value}) {
        nemesis.height = {height};
        expect_refused(State{nem::kMainnet}, nemesis);
    }
    nemesis.height = {kHeight.value + 1};
    expect_refused(rich(), nemesis);
    expect_refused(State{nem::kMainnet}, block({0}, {}));
    expect_refused(State{nem::kMainnet}, block({1ULL << 63U}, {}));
}

TEST(NemState, ThePoolIsSpentFirst) {
    const State state = rich();
    const std::vector pool{transaction(1, transfer(9, xem(60)))};
    const auto check = [&](std::uint8_t signer, const nem::Body& body) {
        return state.check(transaction(signer, body), kTime, pool);
    };
    EXPECT_EQ(check(1, transfer(2, xem(38))), NisResult::Success);
    EXPECT_EQ(check(1, transfer(2, xem(39))), NisResult::InsufficientBalance);
    EXPECT_EQ(check(9, transfer(2, xem(59))), NisResult::Success) << "what the pool brings";
    EXPECT_EQ(check(9, transfer(2, xem(60))), NisResult::InsufficientBalance);
    EXPECT_EQ(state.check(pool.front(), kTime, pool), NisResult::Neutral);
}

TEST(NemState, WhatDoesNotGoAnyMoreIsPassedOverInThePool) {
    const State state = rich();
    const std::vector pool{transaction(1, transfer(9, xem(1'000))),
                           transaction(1, transfer(9, xem(10)))};
    EXPECT_EQ(state.check(transaction(9, transfer(2, xem(9))), kTime, pool), NisResult::Success);
    EXPECT_EQ(state.check(transaction(9, transfer(2, xem(10))), kTime, pool),
              NisResult::InsufficientBalance);
}

TEST(NemState, WhatWasIncludedIsKnownUntilItIsTooOld) {
    State state = rich();
    const auto paid = transaction(1, transfer(2, xem(1)));
    good(state.apply(next_of(state, {paid})));
    EXPECT_TRUE(state.has_seen(paid.transaction));
    EXPECT_EQ(state.check(paid, kTime), NisResult::Neutral);
    nem::Block later = next_of(state, {});
    later.time_stamp = nem::TimeStamp{kTime.value + 36 * kHour};
    good(state.apply(later));
    EXPECT_TRUE(state.has_seen(paid.transaction));
    later = next_of(state, {});
    later.time_stamp = nem::TimeStamp{kTime.value + 36 * kHour + 1};
    good(state.apply(later));
    EXPECT_FALSE(state.has_seen(paid.transaction));
    EXPECT_TRUE(state.undo());
    EXPECT_TRUE(state.has_seen(paid.transaction)) << "undone with its block";
    EXPECT_TRUE(state.undo());
    EXPECT_TRUE(state.undo());
    EXPECT_EQ(state.check(paid, kTime), NisResult::Success) << "back in the pool after a fork";
}

TEST(NemState, CosignaturesAndWrappedTransactionsAreKnownToo) {
    State state = rich();
    good(state.apply(next_of(state, {transaction(1, modification({2, 3}, {}, 2))})));
    const nem::Multisig multisig = wrap(1, transfer(4, xem(1)), {3});
    good(state.apply(next_of(state, {transaction(2, multisig)})));
    EXPECT_EQ(state.check(transaction(3, signature_for(multisig), kCosignatureFeeMin), kTime),
              NisResult::Neutral);
    EXPECT_EQ(state.check(transaction(2, wrap(1, transfer(4, xem(1))), xem(2)), kTime),
              NisResult::Success)
        << "another wrapper is another transaction; in a block it is a double";
    const auto twice =
        state.apply(next_of(state, {transaction(2, wrap(1, transfer(4, xem(1)), {3}), xem(2))}));
    ASSERT_FALSE(twice.has_value());
    EXPECT_EQ(twice.error(), NisResult::TransactionDuplicateInChain);
}

TEST(NemState, TheNextBlockTakesTheHighestFeesFirst) {
    State state = rich();
    good(state.apply(next_of(state, {transaction(4, modification({2, 3}, {}, 2))})));
    auto later = transaction(1, transfer(9, xem(2)), xem(2));
    later.transaction.header.time_stamp.value += 30;
    auto too_new = transaction(1, transfer(9, xem(3)), xem(3));
    too_new.transaction.header.time_stamp.value += 60;
    auto late = transaction(1, transfer(9, xem(4)), xem(3));
    late.transaction.header.time_stamp.value -= 7'200;
    late.transaction.header.deadline.value = kTime.value + 59;
    const auto cheap = transaction(1, transfer(9, xem(1)), xem(1));
    const auto sooner = transaction(1, transfer(9, xem(5)), xem(2));
    const auto own = transaction(3, transfer(9, xem(1)), xem(3));
    const auto too_much = transaction(2, transfer(9, xem(500)), xem(3));
    const auto incomplete = transaction(2, wrap(4, transfer(9, xem(6))), xem(3));
    const auto complete = transaction(2, wrap(4, transfer(9, xem(7)), {3}), xem(1));
    const std::vector pool{cheap,  later,    too_new,    late,    own,
                           sooner, too_much, incomplete, complete};
    const nem::TimeStamp time{kTime.value + 60};
    auto chosen = state.choose(pool, time, key(3));
    EXPECT_EQ(chosen, (std::vector{sooner, later, cheap, complete}));
    nem::Block made = next_of(state, std::move(chosen));
    made.signer = key(3);
    good(state.apply(made));
    EXPECT_EQ(state.choose({}, time, key(3)), std::vector<nem::SignedTransaction>{});
}

TEST(NemState, AChosenBlockHasAtMost120) {
    State state = rich();
    std::vector<nem::SignedTransaction> pool;
    for (std::uint64_t i = 0; i < 130; ++i) {
        pool.push_back(transaction(1, transfer(2, atoms(i)), atoms(50'000)));
    }
    const nem::TimeStamp time{kTime.value + 60};
    const auto chosen = state.choose(pool, time, key(kHarvester));
    EXPECT_EQ(chosen.size(), 120U);
    EXPECT_TRUE(std::ranges::equal(chosen, std::span{pool}.first(120)));
}

TEST(NemState, ACopyIsAStateOfItsOwn) {
    State state = rich();
    State copy = state;
    good(copy.apply(next_of(copy, {transaction(1, transfer(2, xem(1)))})));
    EXPECT_NE(copy.bytes(), state.bytes());
    EXPECT_TRUE(copy.undo());
    EXPECT_EQ(copy.bytes(), state.bytes());
    good(state.apply(next_of(state, {transaction(1, transfer(2, xem(1)))})));
    copy = state;
    EXPECT_EQ(copy.bytes(), state.bytes());
    EXPECT_TRUE(copy.undo());
    EXPECT_NE(copy.bytes(), state.bytes());
    Register known{nem::kMainnet};
    good(known.apply(block(kHeight, {transaction(1, provision("alice"))})));
    Register other{nem::kMainnet};
    other = known;
    EXPECT_EQ(other.bytes(), known.bytes());
}

TEST(NemState, UndoGoesNoFurtherThanIsRemembered) {
    State state = rich();
    for (int i = 0; i < 5; ++i) { good(state.apply(next_of(state, {}))); }
    state.forget(2);
    EXPECT_TRUE(state.undo());
    EXPECT_TRUE(state.undo());
    EXPECT_FALSE(state.undo());
    EXPECT_EQ(height_of(state).value, kHeight.value + 3);
}

TEST(NemState, ANemesisBlockThatCannotBeIsRefused) {
    State state{nem::kMainnet};
    const auto half = transfer(2, atoms(~0ULL >> 1U));
    const auto too_much = state.apply(
        nemesis_of({transaction(1, half, {}), transaction(1, half, {}), transaction(1, half, {})}));
    ASSERT_FALSE(too_much.has_value());
    EXPECT_EQ(too_much.error(), NisResult::BlockUnverifiable);
    const auto from_nothing = state.apply(nemesis_of({transaction(2, transfer(3, xem(1)), {})}));
    ASSERT_FALSE(from_nothing.has_value());
    EXPECT_EQ(from_nothing.error(), NisResult::InsufficientBalance);
}

}  // namespace

#include <algorithm>

#include "forks.hpp"
#include "rules_testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;
using enum NisResult;
using Supply = nem::MosaicSupplyChange;
using Link = nem::ImportanceTransfer;

TEST(NemRules, TimesAndNetworks) {
    const State state = world();
    struct Time {
        const char* name;
        std::int64_t stamp, deadline;  // after kTime
        NisResult expected;
    };
    const Time times[] = {{"now", 0, 1, Success},
                          {"a day", 0, 86'400, Success},
                          {"longer than a day", 0, 86'401, FutureDeadline},
                          {"deadline at the stamp", 0, 0, PastDeadline},
                          {"10 s ahead", 10, 20, Success},
                          {"11 s ahead", 11, 20, TimestampTooFarInFuture},
                          {"deadline now", -10, 0, Success},
                          {"deadline just over", -10, -1, PastDeadline}};
    for (const auto& [name, stamp, deadline, expected] : times) {
        auto announced = transaction(1, transfer(2, xem(1)));
        announced.transaction.header.time_stamp.value =
            static_cast<std::uint32_t>(kTime.value + stamp);
        announced.transaction.header.deadline.value =
            static_cast<std::uint32_t>(kTime.value + deadline);
        EXPECT_EQ(speak(state.check(announced, kTime)), speak(expected)) << name;
    }
    auto foreign = transaction(1, transfer(2, xem(1)));
    foreign.transaction.header.network = nem::kTestnet;
    EXPECT_EQ(state.check(foreign, kTime), WrongNetwork);
}

TEST(NemRules, TheNemesisAccountIsSilent) {
    auto announced = transaction(1, transfer(2, {}));
    const auto bytes =
        base::parse_hex("8d07f90fb4bbe7715fa327c926770166a11be2e494a970605f2e12557f66c9b9");
    ASSERT_TRUE(bytes.has_value());
    std::ranges::copy(*bytes, announced.transaction.header.signer.bytes.begin());
    EXPECT_EQ(world().check(announced, kTime), NemesisAccountTransactionAfterNemesisBlock);
    EXPECT_EQ(world({kTreasuryReissuance.value - 1}).check(announced, kTime), InsufficientBalance);
}

TEST(NemRules, TheSinksAreSilentAfterTheReissuance) {
    // Nobody has the sinks' keys; their cosignatories are made up by their public key.
    const auto bytes =
        base::parse_hex("3e82e1c1e4a75adaa3cba8c101c3cd31d9817a2eb966eb3b511fb2ed45b8e262");
    ASSERT_TRUE(bytes.has_value());
    nem::PublicKey sink;
    std::ranges::copy(*bytes, sink.bytes.begin());
    const auto outcome = [&](std::uint64_t height) {
        State state{nem::kMainnet};
        EXPECT_TRUE(state.credit(rental_sink(nem::kMainnet), xem(100)));
        auto convert = transaction(0, modification({21}, {}, 1));
        convert.transaction.header.signer = sink;
        good(state.apply(block({height}, {convert})));
        nem::Multisig multisig = wrap(0, transfer(2, xem(1)));
        multisig.inner.header.signer = sink;
        return state.check(transaction(21, multisig), kTime);
    };
    EXPECT_EQ(outcome(kTreasuryReissuance.value - 1), Success);
    EXPECT_EQ(outcome(kTreasuryReissuance.value), TransactionNotAllowedForMultisig);
}

TEST(NemRules, BlocksAsAWhole) {
    const auto pay = [](std::uint8_t from, std::uint64_t amount) {
        return transaction(from, transfer(2, atoms(amount)));
    };
    std::vector<nem::SignedTransaction> many;
    many.reserve(121);
    for (std::uint64_t i = 0; i < 121; ++i) {
        many.push_back(pay(static_cast<std::uint8_t>(1 + (i % 9)), i));
    }
    auto late = pay(1, 1);
    late.transaction.header.deadline = nem::TimeStamp{kTime.value + 59};
    auto foreign = pay(1, 1);
    foreign.transaction.header.network = nem::kTestnet;
    const auto modify = [](std::uint8_t added) {
        return transaction(21, wrap(20, modification({added}, {}, {}), {22}));
    };
    const auto define = transaction(1, creation(definition(1, {"alice", "new"})));
    const nem::SignedTransaction signature =
        transaction(22, signature_for(wrap(20, transfer(2, xem(1)))));
    struct BlockCase {
        const char* name;
        NisResult expected;
        std::vector<nem::SignedTransaction> transactions;
        std::size_t harvester{kHarvester};
    };
    const BlockCase cases[] = {
        {"nothing", Success, {}},
        {"two", Success, {pay(1, 1), pay(1, 2)}},
        {"120", Success, {many.begin(), many.end() - 1}},
        {"121", TooManyTransactions, many},
        {"one twice", TransactionDuplicateInChain, {pay(1, 1), pay(1, 1)}},
        {"the harvester's own", SelfSignedTransaction, {pay(1, 1)}, 1},
        {"past its deadline", PastDeadline, {late}},
        {"of another network", WrongNetwork, {foreign}},
        {"a cosignature by itself", TransactionUnverifiable, {signature}},
        {"not enough signatures",
         MultisigInvalidCosigners,
         {transaction(21, wrap(20, transfer(2, xem(1))))}},
        {"enough signatures", Success, {transaction(21, wrap(20, transfer(2, xem(1)), {22}))}},
        {"two changes of an account", ConflictingMultisigModification, {modify(41), modify(42)}},
        {"a definition and its use",
         ConflictingMosaicCreation,
         {define, transaction(1, transfer(2, xem(1), {{{"alice", "new"}, atoms(1)}}))}},
        {"a definition and more of it",
         ConflictingMosaicCreation,
         {define, transaction(1, Supply{{"alice", "new"}, Supply::Type::Create, 1})}},
        {"a definition and its namespace",
         ConflictingMosaicCreation,
         {transaction(1, provision("sub", "alice")),
          transaction(1, creation(definition(1, {"alice.sub", "new"})))}},
        {"spent twice", InsufficientBalance, {pay(1, 998'000'000), pay(1, 1'000'000)}},
    };
    for (const auto& [name, expected, transactions, harvester] : cases) {
        State state = world();
        const auto before = state.bytes();
        const auto moves = state.apply(
            block({kHeight.value + 1}, transactions, static_cast<std::uint8_t>(harvester)));
        EXPECT_EQ(speak(moves ? Success : moves.error()), speak(expected)) << name;
        EXPECT_EQ(state.bytes() == before, expected != Success) << name;
    }
}

TEST(NemRules, HarvestingForSomebodyIsNotHarvestingByOneself) {
    State state{nem::kMainnet};
    EXPECT_TRUE(state.credit(address(1), xem(100)));
    good(state.apply(block(kHeight, {transaction(1, Link{Link::Mode::Activate, key(50)})})));
    for (std::uint64_t step = 1; step < 360; ++step) {
        good(state.apply(block({kHeight.value + step}, {})));
    }
    const auto moves =
        state.apply(block({kHeight.value + 360}, {transaction(1, transfer(2, xem(1)))}, 50));
    ASSERT_FALSE(moves.has_value());
    EXPECT_EQ(moves.error(), SelfSignedTransaction);
}

TEST(NemRules, BlocksComeOneByOneAndOfOneNetwork) {
    State state = world();
    const auto error_of = [&](const nem::Block& wrong) {
        const auto moves = state.apply(wrong);
        return moves ? Success : moves.error();
    };
    EXPECT_EQ(error_of(block({kHeight.value + 2}, {})), BlockUnexpectedHeight);
    nem::Block foreign = block({kHeight.value + 1}, {});
    foreign.network = nem::kMijin;
    EXPECT_EQ(error_of(foreign), WrongNetwork);
}

TEST(NemRules, ResultsHaveNisNames) {
    EXPECT_EQ(to_string(Neutral), "NEUTRAL");
    EXPECT_EQ(to_string(Success), "SUCCESS");
    EXPECT_EQ(to_string(MultisigNoMatchingMultisig), "FAILURE_MULTISIG_NO_MATCHING_MULTISIG");
    EXPECT_EQ(to_string(MultisigV2AggregateModificationBeforeFork),
              "FAILURE_MULTISIG_V2_AGGREGATE_MODIFICATION_BEFORE_FORK");
    std::size_t named = 0;
    for (std::uint16_t code = 0; code < 1'000; ++code) {
        const auto result = find_result(code);
        if (!result) { continue; }
        EXPECT_EQ(code_of(*result), code);
        EXPECT_EQ(to_string(*result).starts_with("FAILURE_"), is_failure(*result)) << code;
        ++named;
    }
    EXPECT_EQ(named, 71U);
    EXPECT_EQ(find_result(23), std::nullopt);
}

}  // namespace

#include <algorithm>

#include "forks.hpp"
#include "testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;
using enum NisResult;
using Supply = nem::MosaicSupplyChange;
using Link = nem::ImportanceTransfer;

const nem::MosaicId kXemId{"nem", "xem"};
const nem::MosaicId kToken{"alice", "token"};    // of account 1, transferable, supply mutable
const nem::MosaicId kTag{"alice", "tag"};        // of account 1, not transferable
const nem::MosaicId kOld{"old", "token"};        // its namespace has expired
const nem::MosaicId kLevied{"alice", "levied"};  // its levy's mosaic is no more
const nem::MosaicId kGone{"gone", "token"};

/// Accounts 1 to 9 have 1,000 XEM each; 20 is 2 of 3 (21, 22, 23), 30 is 3 of 3 (31, 32, 33).
State world(ledger::Height height = kHeight) {
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

NisResult check(const nem::Body& body, std::uint8_t signer = 1, money::Amount fee = xem(1)) {
    static const State state = world();
    return state.check(transaction(signer, body, fee), kTime);
}

struct Case {
    const char* name;
    NisResult expected;
    nem::Body body;
    std::uint8_t signer{1};
    money::Amount fee{xem(1)};
};
void expect_each(const std::vector<Case>& cases) {
    for (const auto& [name, expected, body, signer, fee] : cases) {
        EXPECT_EQ(speak(check(body, signer, fee)), speak(expected)) << name;
    }
}

nem::Transfer with_message(std::size_t bytes) {
    nem::Transfer body = transfer(2, xem(1));
    body.message = message(bytes);
    return body;
}

TEST(NemRules, Transfers) {
    expect_each({
        {"one XEM", Success, transfer(2, xem(1))},
        {"to oneself", Success, transfer(1, xem(999))},
        {"all, and the fee", Success, transfer(2, xem(999))},
        {"one too many", InsufficientBalance, transfer(2, atoms(999'000'001))},
        {"more than 63 bits", InsufficientBalance, transfer(2, atoms(~0ULL)), 1, xem(2)},
        {"the least fee", Success, transfer(2, xem(1)), 1, atoms(50'000)},
        {"below the least fee", InsufficientFee, transfer(2, xem(1)), 1, atoms(49'999)},
        {"the longest message", Success, with_message(1'024), 1, xem(2)},
        {"a longer one", MessageTooLarge, with_message(1'025), 1, xem(2)},
        {"with XEM as a mosaic", Success, transfer(2, atoms(1'500'000), {{kXemId, atoms(3)}})},
        {"the tag to anybody", Success, transfer(2, xem(1), {{kTag, atoms(1)}})},
        {"half a token", MosaicDivisibilityViolated,
         transfer(2, atoms(1'500'000), {{kToken, atoms(2)}})},
        {"more tokens than held", InsufficientBalance,
         transfer(2, xem(1), {{kToken, atoms(1'001)}})},
        {"an unknown mosaic", MosaicUnknown, transfer(2, xem(1), {{{"bob", "coin"}, atoms(1)}})},
        {"of an expired namespace", NamespaceExpired, transfer(1, xem(1), {{kOld, atoms(1)}}), 2},
        {"its levy cannot be paid", MosaicLevyUnknown, transfer(2, xem(1), {{kLevied, atoms(1)}})},
    });
}

TEST(NemRules, TenMosaicsAndXem) {
    State state = world();
    std::vector<nem::Mosaic> ten{{kXemId, atoms(1)}};
    for (char letter = 'a'; letter < 'a' + 11; ++letter) {
        const nem::MosaicId id{"alice", std::string{"m"} + letter};
        good(state.learn(definition(1, id), 1'000, {kHeight.value - 1'000}));
        if (letter < 'a' + 10) { ten.push_back({id, atoms(1)}); }
    }
    auto eleven = ten;
    eleven.push_back({{"alice", "mk"}, atoms(1)});
    EXPECT_EQ(state.check(transaction(1, transfer(2, xem(1), ten)), kTime), Success);
    EXPECT_EQ(state.check(transaction(1, transfer(2, xem(1), eleven)), kTime),
              TooManyMosaicTransfers);
}

TEST(NemRules, AHolderCanSendATagOnlyToItsCreator) {
    State state = world();
    const nem::Transfer tag = transfer(2, xem(1), {{kTag, atoms(1)}});
    good(state.apply(block({kHeight.value + 1}, {transaction(1, tag)})));
    const auto send = [&](std::uint8_t to) {
        return state.check(transaction(2, transfer(to, xem(1), {{kTag, atoms(1)}})), kTime);
    };
    EXPECT_EQ(send(3), MosaicNotTransferable);
    EXPECT_EQ(send(2), MosaicNotTransferable);
    EXPECT_EQ(send(1), Success);
}

TEST(NemRules, Namespaces) {
    nem::ProvisionNamespace wrong_sink = provision("carol");
    wrong_sink.rental_fee_sink = creation_sink(nem::kMainnet);
    nem::ProvisionNamespace cheap = provision("carol");
    cheap.rental_fee = atoms(99'999'999);
    nem::ProvisionNamespace cheap_sub = provision("carol", "alice");
    cheap_sub.rental_fee = atoms(9'999'999);
    expect_each({
        {"a root", Success, provision("carol"), 3},
        {"the longest root", Success, provision("abcdefgh-jklm_01"), 3},
        {"a longer one", NamespaceInvalidName, provision("abcdefgh-jklm_012"), 3},
        {"upper case", NamespaceInvalidName, provision("Carol"), 3},
        {"a dash first", NamespaceInvalidName, provision("-carol"), 3},
        {"no name", NamespaceInvalidName, provision(""), 3},
        {"a dot", NamespaceInvalidName, provision("car.ol"), 3},
        {"a reserved root", NamespaceNotClaimable, provision("nem"), 3},
        {"a reserved part", NamespaceNotClaimable, provision("com", "alice")},
        {"another sink", NamespaceInvalidRentalFeeSink, wrong_sink, 3},
        {"too cheap", NamespaceInvalidRentalFee, cheap, 3},
        {"a sub-namespace", Success, provision(std::string(64, 'a'), "alice")},
        {"the longest part", NamespaceInvalidName, provision(std::string(65, 'a'), "alice")},
        {"too cheap, below", NamespaceInvalidRentalFee, cheap_sub},
        {"below nothing", NamespaceUnknown, provision("a", "carol"), 3},
        {"below what is not there", NamespaceUnknown, provision("a", "alice.b")},
        {"four parts", NamespaceInvalidName, provision("a", "alice.b.c")},
        {"somebody else's", NamespaceOwnerConflict, provision("a", "alice"), 3},
        {"below one that expired", NamespaceExpired, provision("a", "old"), 2},
        {"too early", NamespaceProvisionTooEarly, provision("alice")},
        {"one's own, expired", Success, provision("old"), 2},
        {"somebody else's, just expired", NamespaceProvisionTooEarly, provision("old"), 3},
    });
}

TEST(NemRules, WhenANamespaceCanBeLeasedAgain) {
    const std::uint64_t since = 1'000'000;
    struct Time {
        std::uint64_t next;  // the height of the block it would be in
        NisResult owner, others;
    };
    const std::uint64_t expiry = since + kLeaseBlocks;
    const Time times[] = {
        {expiry - kGraceBlocks - 1, NamespaceProvisionTooEarly, NamespaceProvisionTooEarly},
        {expiry - kGraceBlocks, Success, NamespaceProvisionTooEarly},
        {expiry + kGraceBlocks - 1, Success, NamespaceProvisionTooEarly},
        {expiry + kGraceBlocks, Success, Success}};
    for (const auto& [next, owner, others] : times) {
        State state{nem::kMainnet};
        for (const auto number : {std::uint8_t{1}, std::uint8_t{2}}) {
            EXPECT_TRUE(state.credit(address(number), xem(200)));
        }
        state.learn_namespace("alice", {address(1), {since}});
        good(state.apply(block({next - 1}, {})));
        EXPECT_EQ(state.check(transaction(1, provision("alice")), kTime), owner) << next;
        EXPECT_EQ(state.check(transaction(2, provision("alice")), kTime), others) << next;
    }
}

TEST(NemRules, ASubNamespaceMadeInALeaseRenewedEarlyWaitsForIt) {
    const std::uint64_t since = 1'000'000;
    const std::uint64_t expiry = since + kLeaseBlocks;
    State state{nem::kMainnet};
    EXPECT_TRUE(state.credit(address(1), xem(1'000)));
    state.learn_namespace("alice.before", {address(1), {since}});
    const auto deep = [](const char* name) {
        return transaction(1, creation(definition(1, {name, "token"})));
    };
    good(state.apply(block({expiry - 100}, {transaction(1, provision("alice"))})));
    good(state.apply(block({expiry - 99}, {transaction(1, provision("after", "alice"))})));
    EXPECT_EQ(state.check(deep("alice.before"), kTime), Success);
    EXPECT_EQ(state.check(deep("alice.after"), kTime), NamespaceExpired);
    for (std::uint64_t height = expiry - 98; height < expiry; ++height) {
        good(state.apply(block({height}, {})));
    }
    EXPECT_EQ(state.check(deep("alice.after"), kTime), Success);
    EXPECT_EQ(state.check(transaction(1, provision("after", "alice"), xem(2)), kTime),
              NamespaceAlreadyExists);
}

nem::MosaicDefinitionCreation described(nem::MosaicDefinition definition, std::string words) {
    definition.description = std::move(words);
    return creation(std::move(definition));
}

TEST(NemRules, MosaicDefinitions) {
    using nem::Levy;
    const auto named = [](std::string name) {
        return creation(definition(1, {"alice", std::move(name)}));
    };
    const auto levied = [](const nem::MosaicId& by) {
        return creation(definition(1, {"alice", "new"}, {},
                                   Levy{Levy::Type::Absolute, address(9), by, atoms(1)}));
    };
    nem::MosaicDefinitionCreation wrong_sink = named("new");
    wrong_sink.creation_fee_sink = rental_sink(nem::kMainnet);
    nem::MosaicDefinitionCreation cheap = named("new");
    cheap.creation_fee = atoms(9'999'999);
    const Properties as_it_is{0, 1'000, true, true};
    expect_each({
        {"a new one", Success, named("new")},
        {"with a blank and an apostrophe", Success, named("it's a token")},
        {"a blank at the end", Unknown, named("token ")},
        {"two blanks", Unknown, named("a  token")},
        {"33 letters", Unknown, named(std::string(33, 'a'))},
        {"no words", Unknown, described(definition(1, {"alice", "new"}), "")},
        {"513 letters", Unknown, described(definition(1, {"alice", "new"}), std::string(513, 'a'))},
        {"of another creator", Unknown, creation(definition(2, {"alice", "new"}))},
        {"too divisible", Unknown, creation(definition(1, {"alice", "new"}, {7, 1}))},
        {"no such namespace", NamespaceExpired, creation(definition(1, {"carol", "new"}))},
        {"somebody else's", NamespaceOwnerConflict, creation(definition(3, {"alice", "new"})), 3},
        {"the chain's own", NamespaceOwnerConflict, creation(definition(1, kXemId))},
        {"another sink", MosaicInvalidCreationFeeSink, wrong_sink},
        {"too cheap", MosaicInvalidCreationFee, cheap},
        {"a levy in XEM", Success, levied(kXemId)},
        {"a levy in itself", Success, levied({"alice", "new"})},
        {"a levy in what is not there", MosaicUnknown, levied({"alice", "none"})},
        {"a levy in a tag", MosaicLevyNotTransferable, levied(kTag)},
        {"as it is", MosaicModificationNotAllowed, creation(definition(1, kToken, as_it_is))},
        {"other words", Success, described(definition(1, kToken, as_it_is), "other words")},
        {"another supply", Success, creation(definition(1, kToken, {0, 2'000, true, true}))},
        {"not transferable", MosaicModificationNotAllowed,
         creation(definition(1, kToken, {0, 1'000, true, false}))},
    });
}

TEST(NemRules, AMosaicThatOthersHoldCannotBecomeAnother) {
    State state = world();
    good(state.apply(
        block({kHeight.value + 1}, {transaction(1, transfer(2, xem(1), {{kToken, atoms(1)}}))})));
    const auto another = creation(definition(1, kToken, {0, 2'000, true, true}));
    EXPECT_EQ(state.check(transaction(1, another), kTime), MosaicModificationNotAllowed);
    const auto words = described(definition(1, kToken, {0, 1'000, true, true}), "other words");
    EXPECT_EQ(state.check(transaction(1, words), kTime), Success);
}

TEST(NemRules, Supplies) {
    const auto change = [](const nem::MosaicId& id, Supply::Type type, std::uint64_t units) {
        return Supply{id, type, units};
    };
    expect_each({
        {"more", Success, change(kToken, Supply::Type::Create, 1)},
        {"as much as may be", Success, change(kToken, Supply::Type::Create, 8'999'999'999'999'000)},
        {"more than may be", MosaicMaxSupplyExceeded,
         change(kToken, Supply::Type::Create, 8'999'999'999'999'001)},
        {"more than 64 bits", MosaicMaxSupplyExceeded, change(kToken, Supply::Type::Create, ~0ULL)},
        {"all of it", Success, change(kToken, Supply::Type::Delete, 1'000)},
        {"more than all", MosaicSupplyNegative, change(kToken, Supply::Type::Delete, 1'001)},
        {"of nothing", MosaicUnknown, change({"alice", "none"}, Supply::Type::Create, 1)},
        {"of XEM", MosaicCreatorConflict, change(kXemId, Supply::Type::Create, 1)},
        {"somebody else's", MosaicCreatorConflict, change(kToken, Supply::Type::Create, 1), 2},
        {"fixed", MosaicSupplyImmutable, change(kLevied, Supply::Type::Create, 1)},
        {"expired", NamespaceExpired, change(kOld, Supply::Type::Create, 1), 2},
    });
}

TEST(NemRules, WhoCanBecomeACosignatory) {
    const auto many = [](std::uint8_t count) {
        std::vector<std::uint8_t> numbers;
        for (std::uint8_t number = 0; number < count; ++number) {
            numbers.push_back(static_cast<std::uint8_t>(100 + number));
        }
        return numbers;
    };
    nem::MultisigModification twice = modification({2, 2}, {}, 1);
    nem::MultisigModification nothing;
    expect_each({
        {"two of three", Success, modification({2, 3, 4}, {}, 2)},
        {"all of three", Success, modification({2, 3, 4}, {}, {})},
        {"32", Success, modification(many(32), {}, 1)},
        {"33", TooManyMultisigCosigners, modification(many(33), {}, 1)},
        {"four of three", MultisigMinCosignatoriesOutOfRange, modification({2, 3, 4}, {}, 4)},
        {"below none", MultisigMinCosignatoriesOutOfRange, modification({2, 3, 4}, {}, -1)},
        {"twice", MultisigModificationRedundantModifications, twice},
        {"oneself", MultisigAccountCannotBeCosigner, modification({1}, {}, 1)},
        {"a multisig account", MultisigAccountCannotBeCosigner, modification({20}, {}, 1)},
        {"by a cosignatory", MultisigAccountCannotBeCosigner, modification({2}, {}, 1), 22},
        {"who is none is deleted", MultisigNotACosigner, modification({}, {2}, {})},
        {"nothing", Unknown, nothing},
        {"by a multisig account", TransactionNotAllowedForMultisig, modification({2}, {}, 1), 20},
    });
}

TEST(NemRules, AccountsWithoutXemCannotPay) {
    EXPECT_EQ(check(modification({2}, {}, 1), 99), InsufficientBalance);
    EXPECT_EQ(check(transfer(2, {}), 99), InsufficientBalance);
}

TEST(NemRules, MultisigTransactions) {
    nem::Multisig mismatched = wrap(20, transfer(2, xem(1)), {22});
    mismatched.cosignatures.front().body.other_hash = {};
    nem::Multisig elsewhere = wrap(20, transfer(2, xem(1)), {22});
    elsewhere.cosignatures.front().body.other_account = address(30);
    nem::Multisig poor_cosignature = wrap(20, transfer(2, xem(1)), {22});
    poor_cosignature.cosignatures.front().header.fee = atoms(149'999);
    nem::Multisig cheap_inner = wrap(20, transfer(2, xem(1)), {}, atoms(49'999));
    nem::Multisig late_inner = wrap(20, transfer(2, xem(1)));
    late_inner.inner.header.deadline = kTime;
    expect_each({
        {"by one of three", Success, wrap(20, transfer(2, xem(1))), 21},
        {"who has nothing", Success, wrap(20, transfer(2, xem(997))), 21},
        {"more than the account has", InsufficientBalance, wrap(20, transfer(2, xem(998))), 21},
        {"by a stranger", MultisigNotACosigner, wrap(20, transfer(2, xem(1))), 1},
        {"for an account that is not multisig", MultisigNotACosigner, wrap(2, transfer(3, xem(1))),
         1},
        {"the account itself", TransactionNotAllowedForMultisig, transfer(2, xem(1)), 20},
        {"and wraps itself", TransactionNotAllowedForMultisig, wrap(20, transfer(2, xem(1))), 20},
        {"a cosignature for another", MultisigMismatchedSignature, mismatched, 21},
        {"a cosignature of another account's", MultisigMismatchedSignature, elsewhere, 21},
        {"a cheap cosignature", InsufficientFee, poor_cosignature, 21},
        {"a cheap wrapper", InsufficientFee, wrap(20, transfer(2, xem(1))), 21, atoms(149'999)},
        {"cheap inside", InsufficientFee, cheap_inner, 21},
        {"late inside", PastDeadline, late_inner, 21},
        {"bad inside", NamespaceNotClaimable, wrap(20, provision("nem")), 21},
        {"two deleted", MultisigModificationMultipleDeletes,
         wrap(30, modification({}, {31, 32}, {})), 31},
    });
}

TEST(NemRules, TwoDeletesComeBeforeNumbers) {
    EXPECT_EQ(check(wrap(20, modification({}, {21, 22}, {})), 23),
              MultisigModificationMultipleDeletes);
}

TEST(NemRules, ACosignatureNeedsItsTransactionInThePool) {
    const State state = world();
    const nem::Multisig wanted = wrap(20, transfer(2, xem(1)));
    const std::vector pool{transaction(21, wanted)};
    const auto cosign = [&](std::uint8_t signer, auto change) {
        nem::SignedTransaction announced = transaction(signer, signature_for(wanted));
        change(announced.transaction);
        return state.check(announced, kTime, pool);
    };
    const auto as_it_is = [](nem::Transaction&) {};
    EXPECT_EQ(cosign(22, as_it_is), Success);
    EXPECT_EQ(cosign(21, as_it_is), MultisigNoMatchingMultisig) << "the initiator has signed";
    EXPECT_EQ(cosign(31, as_it_is), MultisigNoMatchingMultisig) << "no cosignatory";
    EXPECT_EQ(cosign(22, [](auto& one) { one.header.fee = atoms(149'999); }), InsufficientFee);
    EXPECT_EQ(cosign(22, [](auto& one) { one.header.fee = xem(1'000); }), InsufficientBalance);
    EXPECT_EQ(cosign(22, [](auto& one) { one.header.fee = atoms(1'000'000'001); }), InsufficientFee)
        << "so that nobody drains the account";
    EXPECT_EQ(
        cosign(22, [](auto& one) { std::get<nem::MultisigSignature>(one.body).other_hash = {}; }),
        MultisigNoMatchingMultisig);
    EXPECT_EQ(cosign(22,
                     [](auto& one) {
                         std::get<nem::MultisigSignature>(one.body).other_account = address(30);
                     }),
              MultisigMismatchedSignature);
    EXPECT_EQ(state.check(transaction(22, signature_for(wanted)), kTime),
              MultisigNoMatchingMultisig)
        << "before the transaction";
    const std::vector signed_pool{transaction(21, wrap(20, transfer(2, xem(1)), {22}))};
    EXPECT_EQ(state.check({{cosignature(22, wanted).header, signature_for(wanted)}, {}}, kTime,
                          signed_pool),
              Neutral);
}

TEST(NemRules, WhenAMultisigTransactionIsComplete) {
    const State state = world();
    const auto complete = [&](std::uint8_t initiator, const nem::Multisig& multisig) {
        return state.is_complete({header(initiator), multisig});
    };
    const nem::Transfer body = transfer(2, xem(1));
    EXPECT_FALSE(complete(21, wrap(20, body)));
    EXPECT_TRUE(complete(21, wrap(20, body, {22}))) << "two of three";
    EXPECT_TRUE(complete(21, wrap(20, body, {22, 23})));
    EXPECT_FALSE(complete(21, wrap(20, body, {22, 31}))) << "one of another account's";
    EXPECT_FALSE(complete(31, wrap(30, body, {32}))) << "three of three, though none is demanded";
    EXPECT_TRUE(complete(31, wrap(30, body, {32, 33})));
    EXPECT_FALSE(complete(1, wrap(5, body))) << "not a multisig account";
    EXPECT_FALSE(state.is_complete({header(1), body}));
    EXPECT_EQ(code_of(MultisigInvalidCosigners), 72);
}

TEST(NemRules, WhoeverIsDeletedNeedNotSign) {
    const State state = world();
    const auto complete = [&](std::uint8_t initiator, const nem::Multisig& multisig) {
        return state.is_complete({header(initiator), multisig});
    };
    const auto evict_33 = [](const std::vector<std::uint8_t>& cosigners) {
        return wrap(30, modification({}, {33}, {}), cosigners);
    };
    EXPECT_FALSE(complete(31, evict_33({})));
    EXPECT_TRUE(complete(31, evict_33({32}))) << "of n, n - 1 put out the last";
    EXPECT_TRUE(complete(31, evict_33({32, 33})));
    EXPECT_FALSE(complete(33, evict_33({32}))) << "who is deleted does not count";
    const auto evict_23 = [](const std::vector<std::uint8_t>& cosigners) {
        return wrap(20, modification({}, {23}, {}), cosigners);
    };
    EXPECT_FALSE(complete(21, evict_23({}))) << "of 2 of 3, two others must agree";
    EXPECT_FALSE(complete(21, evict_23({23})));
    EXPECT_TRUE(complete(21, evict_23({22})));
}

TEST(NemRules, TheLastCosignatoryCanUndoTheAccount) {
    State state = world();
    good(state.apply(block({kHeight.value + 1}, {transaction(5, modification({41}, {}, 1))})));
    EXPECT_EQ(state.cosignatories(address(5)), std::vector{address(41)});
    EXPECT_EQ(state.cosignatory_of(address(41)), std::vector{address(5)});
    EXPECT_EQ(state.min_cosignatories(address(5)), 1U);
    const auto undo = transaction(41, wrap(5, modification({}, {41}, -1)));
    EXPECT_EQ(state.check(undo, kTime), Success);
    EXPECT_TRUE(state.is_complete(undo.transaction)) << "1 of 1: all of none must sign";
    good(state.apply(block({kHeight.value + 2}, {undo})));
    EXPECT_EQ(state.cosignatories(address(5)), std::vector<nem::Address>{});
    EXPECT_EQ(state.cosignatory_of(address(41)), std::vector<nem::Address>{});
    EXPECT_EQ(state.min_cosignatories(address(5)), 0U);
    EXPECT_EQ(state.check(transaction(5, transfer(2, xem(1))), kTime), Success);
}

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

TEST(NemRules, ImportanceTransfers) {
    expect_each({
        {"to a fresh account", Success, Link{Link::Mode::Activate, key(50)}},
        {"to one with XEM", DestinationAccountInUse, Link{Link::Mode::Activate, key(2)}},
        {"to a multisig account", DestinationAccountInUse, Link{Link::Mode::Activate, key(20)}},
        {"to a cosignatory", DestinationAccountInUse, Link{Link::Mode::Activate, key(21)}},
        {"of none", ImportanceTransferIsNotActive, Link{Link::Mode::Deactivate, key(50)}},
    });
    State owner{nem::kMainnet};
    EXPECT_TRUE(owner.credit(address(1), xem(10)));
    owner.learn_namespace("fifty", {address(50), kHeight});
    EXPECT_EQ(owner.check(transaction(1, Link{Link::Mode::Activate, key(50)}), kTime), Success)
        << "height 1: before the fork of remote accounts";
    good(owner.apply(block(kHeight, {})));
    EXPECT_EQ(owner.check(transaction(1, Link{Link::Mode::Activate, key(50)}), kTime),
              DestinationAccountInUse);
}

TEST(NemRules, ALinkTakes360BlocksAndHoldsItsAccountBack) {
    State state = world();
    const auto at = [&](const nem::Body& body, std::uint8_t signer = 1) {
        return state.check(transaction(signer, body, xem(2)), kTime);  // not what was included
    };
    const auto advance = [&](std::uint64_t to) {
        for (std::uint64_t next = height_of(state).value + 1; next < to; ++next) {
            good(state.apply(block({next}, {})));
        }
    };
    const Link on{Link::Mode::Activate, key(50)};
    const Link off{Link::Mode::Deactivate, key(50)};
    const std::uint64_t linked = kHeight.value + 1;
    good(state.apply(block({linked}, {transaction(1, on)})));
    EXPECT_EQ(at(transfer(50, xem(1))), TransactionNotAllowedForRemote);
    EXPECT_EQ(at(transfer(2, {}), 50), InsufficientBalance) << "it has nothing to pay with";
    EXPECT_EQ(at(modification({50}, {}, 1)), TransactionNotAllowedForRemote);
    EXPECT_EQ(at(off), ImportanceTransferInProgress);
    advance(linked + 360);
    EXPECT_EQ(state.owner_of(address(50)), address(1));
    EXPECT_EQ(at(on), ImportanceTransferNeedsToBeDeactivated);
    EXPECT_EQ(at(on, 2), ImportanceTransferNeedsToBeDeactivated);
    EXPECT_EQ(at(Link{Link::Mode::Activate, key(51)}), ImportanceTransferNeedsToBeDeactivated);
    EXPECT_EQ(at(off), Success);
    const std::uint64_t unlinked = height_of(state).value + 1;
    good(state.apply(block({unlinked}, {transaction(1, off)})));
    EXPECT_EQ(at(on, 2), ImportanceTransferInProgress);
    EXPECT_EQ(at(transfer(50, xem(1))), TransactionNotAllowedForRemote);
    advance(unlinked + 360);
    EXPECT_EQ(at(transfer(50, xem(1))), Success);
    EXPECT_EQ(at(on, 2), Success);
    EXPECT_EQ(at(off), ImportanceTransferIsNotActive);
    EXPECT_EQ(state.owner_of(address(50)), std::nullopt);
}

TEST(NemRules, ARemoteWithMeansIsStillHeldBack) {
    State state = world();
    good(state.apply(
        block({kHeight.value + 1}, {transaction(1, Link{Link::Mode::Activate, key(50)})})));
    EXPECT_TRUE(state.credit(address(50), xem(10)));
    EXPECT_EQ(state.check(transaction(50, transfer(2, xem(1))), kTime),
              TransactionNotAllowedForRemote);
}

TEST(NemRules, BlocksAsAWhole) {
    const auto pay = [](std::uint8_t from, std::uint64_t amount) {
        return transaction(from, transfer(2, atoms(amount)));
    };
    std::vector<nem::SignedTransaction> many;
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
        std::uint8_t harvester{kHarvester};
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
        const auto moves = state.apply(block({kHeight.value + 1}, transactions, harvester));
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

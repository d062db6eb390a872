#include "rules_testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;
using enum NisResult;
using Link = nem::ImportanceTransfer;

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

}  // namespace

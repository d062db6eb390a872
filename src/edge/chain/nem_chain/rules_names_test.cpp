#include "rules_testing.hpp"

namespace {

using namespace nem_chain;
using namespace nem_chain::testing;
using enum NisResult;
using Supply = nem::MosaicSupplyChange;

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

}  // namespace

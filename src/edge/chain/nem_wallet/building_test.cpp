#include <gtest/gtest.h>

#include <algorithm>
#include <nem_wallet/nem_wallet.hpp>

namespace nem_wallet {
namespace {

constexpr auto atoms = money::Amount::from_atoms;

nem::PublicKey key(std::uint8_t number) {
    nem::PublicKey key;
    key.bytes.fill(number);
    return key;
}
const nem::Address kFriend = nem::to_address(key(7), nem::kMainnet);
const nem::MosaicId kTag{"ts", "warning_dont_accept_stolen_funds"};
Terms terms() { return {nem::kMainnet, key(1), nem::TimeStamp{90'000'000}}; }
std::optional<nem_chain::MosaicSize> facts(const nem::MosaicId& id) {
    if (id.namespace_id == "unknown") { return std::nullopt; }
    return nem_chain::MosaicSize{0, kTagSupplyUnits};
}
nem::Message message(std::size_t bytes) {
    return {nem::MessageType::Plain, nem::Bytes(bytes, 'x')};
}
nem::Transaction good(const Built<nem::Transaction>& built) {
    if (!built) {
        ADD_FAILURE() << to_phrase(built.error()).en;
        return {};
    }
    EXPECT_TRUE(nem::is_canonical(*built));
    EXPECT_TRUE(check(*built).has_value());
    return *built;
}
void refused(const Built<nem::Transaction>& built, WalletProblem problem, const char* name) {
    ASSERT_FALSE(built.has_value()) << name;
    EXPECT_EQ(built.error().problem, problem) << name << ": " << to_phrase(built.error()).en;
    EXPECT_FALSE(to_phrase(built.error()).ja.empty());
}

TEST(Building, FeesAreNemsOwn) {  // Reference 3.6, worked
    struct Case {
        const char* name;
        Payment payment;
        std::uint64_t fee;
    };
    const auto xem = [](std::uint64_t whole) { return atoms(whole * 1'000'000); };
    const Case cases[] = {
        {"45,000 XEM", {kFriend, xem(45'000), {}, {}}, 200'000},
        {"249,999 XEM", {kFriend, xem(249'999), {}, {}}, 1'200'000},
        {"31 bytes", {kFriend, {}, message(31), {}}, 100'000},
        {"32 bytes", {kFriend, {}, message(32), {}}, 150'000},
        {"1,024 bytes", {kFriend, {}, message(1'024), {}}, 1'700'000},
        {"a tag", {kFriend, {}, {}, {{kTag, atoms(1)}}}, 50'000},
        {"a tag and a mark's message", {kFriend, {}, message(99), {{kTag, atoms(1)}}}, 250'000},
    };
    for (const auto& [name, payment, fee] : cases) {
        EXPECT_EQ(good(transfer(terms(), payment, facts)).header.fee, atoms(fee)) << name;
    }
    EXPECT_EQ(good(provision_namespace(terms(), "mine")).header.fee, atoms(150'000));
    EXPECT_EQ(good(modify_multisig(terms(), {}, {{key(2)}, {}, 1})).header.fee, atoms(500'000));
    EXPECT_EQ(good(cosign(terms(), {}, kFriend)).header.fee, atoms(150'000));
}

TEST(Building, APaymentMovesWhatItSays) {
    const auto plain = good(transfer(terms(), {kFriend, atoms(5), {}, {}}, facts));
    EXPECT_EQ(std::get<nem::Transfer>(plain.body).amount, atoms(5));
    EXPECT_FALSE(std::get<nem::Transfer>(plain.body).mosaics);
    EXPECT_EQ(cost_of(plain).moved, atoms(5));
    EXPECT_EQ(plain.header.deadline.value - plain.header.time_stamp.value, 7'200U);
    const auto both = good(transfer(terms(), {kFriend, atoms(5), {}, {{kTag, atoms(1)}}}, facts));
    const auto& body = std::get<nem::Transfer>(both.body);
    EXPECT_EQ(body.amount, atoms(1'000'000)) << "a multiplier, not XEM";
    ASSERT_TRUE(body.mosaics);
    EXPECT_EQ(body.mosaics->size(), 2U);
    EXPECT_EQ(cost_of(both).moved, atoms(5));
    const auto tag = good(transfer(terms(), {kFriend, {}, {}, {{kTag, atoms(1)}}}, facts));
    EXPECT_EQ(cost_of(tag).moved, atoms(0)) << "nothing but the tag moves";
}

TEST(Building, RefusesPaymentsThatNisWould) {
    using enum WalletProblem;
    const auto build = [](const Payment& payment) { return transfer(terms(), payment, facts); };
    auto stranger = kFriend;
    stranger.letters[39] = stranger.letters[39] == 'A' ? 'B' : 'A';
    refused(build({stranger, {}, {}, {}}), BadAddress, "checksum");
    refused(build({nem::to_address(key(7), nem::kTestnet), {}, {}, {}}), BadAddress, "network");
    refused(build({kFriend, atoms(8'999'999'999'000'001), {}, {}}), BadAmount, "all XEM and more");
    refused(build({kFriend, {}, message(1'025), {}}), MessageTooLong, "message");
    refused(build({kFriend, {}, {}, {{kTag, {}}}}), BadAmount, "no quantity");
    refused(build({kFriend, {}, {}, {{kTag, atoms(kQuantityMax + 1)}}}), BadAmount, "too much");
    refused(build({kFriend, {}, {}, {{kTag, atoms(~0ULL)}, {kTag, atoms(1)}}}), BadAmount, "sum");
    refused(build({kFriend, {}, {}, {{{"unknown", "x"}, atoms(1)}}}), UnknownMosaic, "unknown");
    refused(build({kFriend, {}, {}, {{{"Upper", "x"}, atoms(1)}}}), BadName, "name");
    std::vector<nem::Mosaic> mosaics;
    for (char letter = 'a'; letter <= 'j'; ++letter) {
        mosaics.push_back({{"ns", std::string(1, letter)}, atoms(1)});
    }
    good(build({kFriend, atoms(1), {}, mosaics}));  // nem:xem is not counted
    mosaics.push_back({{"ns", "k"}, atoms(1)});
    refused(build({kFriend, {}, {}, mosaics}), TooManyMosaics, "eleven");
    mosaics.pop_back();
    for (auto& mosaic : mosaics) {
        mosaic.id.namespace_id = "ns." + std::string(60, 'x') + "." + std::string(40, 'y');
    }
    refused(build({kFriend, {}, message(1'024), mosaics}), TooLong, "would be cut");
    auto late = terms();
    late.lifetime_s = 86'401;
    refused(transfer(late, {kFriend, {}, {}, {}}, facts), BadDeadline, "a day and a second");
    late.lifetime_s = 0;
    refused(transfer(late, {kFriend, {}, {}, {}}, facts), BadDeadline, "none");
    late.now = nem::TimeStamp{~0U};
    late.lifetime_s = 60;
    refused(transfer(late, {kFriend, {}, {}, {}}, facts), BadDeadline, "wraps");
    auto nowhere = terms();
    nowhere.network = nem::Network{0x01};
    refused(transfer(nowhere, {kFriend, {}, {}, {}}, facts), UnknownNetwork, "network");
    refused(provision_namespace(nowhere, "a"), UnknownNetwork, "network");
    refused(define_mosaic(nowhere, tag_mosaic(kTag, "x")), UnknownNetwork, "network");
}

TEST(Building, ChecksWhatItDidNotBuild) {
    auto half = good(transfer(terms(), {kFriend, {}, {}, {{kTag, atoms(2)}}}, facts));
    std::get<nem::Transfer>(half.body).amount = atoms(500'000);
    EXPECT_EQ(check(half).error().problem, WalletProblem::FractionOfMosaics);
    auto unsorted = half;
    auto& body = std::get<nem::Transfer>(unsorted.body);
    body.amount = atoms(1'000'000);
    body.mosaics = {{{"z", "z"}, atoms(1)}, {{"a", "a"}, atoms(1)}};
    EXPECT_EQ(check(unsorted).error().problem, WalletProblem::NotCanonical);
    auto dear = good(cosign(terms(), {}, kFriend));
    dear.header.fee = atoms(1'000'000'001);
    EXPECT_EQ(check(dear).error().problem, WalletProblem::FeeTooHigh);
    dear.header.fee = atoms(8'999'999'999'000'001);
    EXPECT_EQ(check(dear).error().problem, WalletProblem::BadAmount);
    auto wrapped = good(wrap_multisig(terms(), good(provision_namespace(terms(), "a"))));
    std::get<nem::Multisig>(wrapped.body).inner.header.network = nem::kTestnet;
    EXPECT_EQ(check(wrapped).error().problem, WalletProblem::UnknownNetwork);
    nem::MultisigModification many;
    many.modifications.assign(34, {nem::Modification::Type::Add, key(2)});
    EXPECT_EQ(check({half.header, many}).error().problem, WalletProblem::TooManyCosignatories);
    many.modifications.assign(2, {nem::Modification::Type::Delete, key(2)});
    EXPECT_EQ(check({half.header, many}).error().problem, WalletProblem::TooManyDeletions);
    many.modifications.clear();
    EXPECT_EQ(check({half.header, many}).error().problem, WalletProblem::NothingToChange);
}

TEST(Building, NamespacesHaveNemsNames) {
    const auto root = good(provision_namespace(terms(), "mizunashi"));
    EXPECT_EQ(cost_of(root).moved, atoms(100'000'000));
    const auto sub = good(provision_namespace(terms(), "mizunashi.a.b"));
    EXPECT_EQ(std::get<nem::ProvisionNamespace>(sub.body).parent, "mizunashi.a");
    EXPECT_EQ(cost_of(sub).moved, atoms(10'000'000));
    good(provision_namespace(terms(), std::string(16, 'a')));
    for (const std::string& name :
         {std::string{}, std::string{"."}, std::string{"a."}, std::string{".a"}, std::string{"A"},
          std::string{"a b"}, std::string{"-a"}, std::string(17, 'a'), "a." + std::string(65, 'b'),
          std::string{"a.b.c.d"}, std::string{"a\xc3\xa9"},
          "a." + std::string(64, 'b') + "." + std::string(64, 'c')}) {
        refused(provision_namespace(terms(), name), WalletProblem::BadName, name.c_str());
    }
    refused(provision_namespace(terms(), "nem"), WalletProblem::ReservedName, "nem");
    refused(provision_namespace(terms(), "a.org"), WalletProblem::ReservedName, "org");
}

TEST(Building, ATagCannotBePassedOnAndStaysCheap) {
    const auto built = good(define_mosaic(terms(), tag_mosaic(kTag, "stolen")));
    const auto& definition = std::get<nem::MosaicDefinitionCreation>(built.body).definition;
    EXPECT_EQ(definition.creator, terms().signer);
    const std::vector<nem::MosaicProperty> properties{{"divisibility", "0"},
                                                      {"initialSupply", "10000"},
                                                      {"supplyMutable", "true"},
                                                      {"transferable", "false"}};
    EXPECT_EQ(definition.properties, properties);
    EXPECT_FALSE(definition.levy);
    EXPECT_EQ(cost_of(built).moved, atoms(10'000'000));
}

TEST(Building, RefusesMosaicsThatNisWould) {
    using enum WalletProblem;
    const auto build = [](auto change) {
        auto plan = tag_mosaic(kTag, "stolen");
        change(plan);
        return define_mosaic(terms(), plan);
    };
    for (const char* name :
         {"", "Upper", "'a", "a  b", "a ", " a", "a:b", "a23456789012345678901234567890123"}) {
        refused(build([&](auto& plan) { plan.id.name = name; }), BadName, name);
    }
    good(build([](auto& plan) { plan.id.name = "it's a_tag-2"; }));
    refused(build([](auto& plan) { plan.description = ""; }), BadDescription, "empty");
    refused(build([](auto& plan) { plan.description = " \t"; }), BadDescription, "blank");
    refused(build([](auto& plan) { plan.description = std::string(513, 'x'); }), BadDescription,
            "513");
    refused(build([](auto& plan) { plan.description = "\xff"; }), BadDescription, "not UTF-8");
    good(build([](auto& plan) { plan.description = std::string(512, 'x'); }));
    refused(build([](auto& plan) { plan.divisibility = 7; }), BadSupply, "seven places");
    refused(build([](auto& plan) { plan.supply_units = kQuantityMax + 1; }), BadSupply, "supply");
    refused(build([](auto& plan) {
                plan.divisibility = 6;
                plan.supply_units = 9'000'000'001;
            }),
            BadSupply, "parts");
    refused(build([](auto& plan) { plan.levy = nem::Levy{}; }), BadAddress, "levy's recipient");
    refused(build([](auto& plan) {
                plan.levy = nem::Levy{
                    nem::Levy::Type::Absolute, kFriend, {"nem", "xem"}, atoms(kQuantityMax + 1)};
            }),
            BadAmount, "levy");
    const auto create = nem::MosaicSupplyChange::Type::Create;
    good(change_supply(terms(), kTag, create, 1));
    refused(change_supply(terms(), kTag, create, 0), BadDelta, "nothing");
    refused(change_supply(terms(), kTag, create, kQuantityMax + 1), BadDelta, "too much");
    refused(change_supply(terms(), {"A", "b"}, create, 1), BadName, "name");
}

TEST(Building, MultisigAccountsAreMadeAndChanged) {
    const SignersChange make{{key(4), key(2), key(3)}, {}, 2};
    const auto built = good(modify_multisig(terms(), {}, make));
    const auto& body = std::get<nem::MultisigModification>(built.body);
    EXPECT_EQ(body.modifications.size(), 3U);
    EXPECT_EQ(body.min_cosignatories->change, nem::RelativeChange{2});
    const Signers three = apply({}, make);
    const auto fewer = good(modify_multisig(terms(), three, {{}, {key(3)}, 1}));
    EXPECT_EQ(std::get<nem::MultisigModification>(fewer.body).min_cosignatories->change,
              nem::RelativeChange{-1});
    const auto same = good(modify_multisig(terms(), three, {{key(5)}, {key(3)}, {}}));
    EXPECT_FALSE(std::get<nem::MultisigModification>(same.body).min_cosignatories->change);
    EXPECT_EQ(apply(three, {{key(5)}, {key(3)}, {}}), (Signers{{key(4), key(2), key(5)}, 2}));
}

TEST(Building, RefusesCosignatoriesThatNisWould) {
    using enum WalletProblem;
    const Signers three{{key(2), key(3), key(4)}, 2};
    const auto change = [&](const SignersChange& what) {
        return modify_multisig(terms(), three, what);
    };
    refused(change({}), NothingToChange, "nothing");
    refused(change({{}, {}, 2}), NothingToChange, "the same minimum");
    refused(change({{key(5), key(5)}, {}, {}}), BadCosignatories, "twice");
    refused(change({{key(2)}, {}, {}}), BadCosignatories, "there already");
    refused(change({{key(1)}, {}, {}}), BadCosignatories, "itself");
    refused(change({{}, {key(9)}, {}}), BadCosignatories, "not there");
    refused(change({{}, {key(2), key(3)}, {}}), TooManyDeletions, "two");
    refused(change({{}, {}, 4}), BadMinimum, "four of three");
    refused(modify_multisig(terms(), {{key(2), key(3)}, 2}, {{}, {key(2)}, {}}), BadMinimum,
            "two of one");
    SignersChange crowd{{}, {}, 1};
    for (std::uint8_t number = 10; number < 42; ++number) { crowd.add.push_back(key(number)); }
    good(modify_multisig(terms(), {}, crowd));
    crowd.add.push_back(key(42));
    refused(modify_multisig(terms(), {}, crowd), TooManyCosignatories, "33");
}

TEST(Building, WarnsOfWhatCannotBeTakenBack) {
    using enum SignersWarning;
    using Warnings = std::vector<SignersWarning>;
    const Signers nobody;
    const Signers one{{key(2)}, 1};
    const Signers two_of_two{{key(2), key(3)}, 2};
    const Signers all_of_two{{key(2), key(3)}, 0};
    const Signers one_of_two{{key(2), key(3)}, 1};
    const Signers two_of_three{{key(2), key(3), key(4)}, 2};
    EXPECT_EQ(warnings_of(nobody, two_of_two), (Warnings{Irreversible, EvictionTrap, LostKey}));
    EXPECT_EQ(warnings_of(two_of_three, all_of_two), (Warnings{EvictionTrap, LostKey}));
    EXPECT_EQ(warnings_of(two_of_two, one_of_two), Warnings{OneSuffices});
    EXPECT_EQ(warnings_of(nobody, two_of_three), Warnings{Irreversible});
    EXPECT_EQ(warnings_of(two_of_three, one), Warnings{LostKey});
    EXPECT_EQ(warnings_of(one, nobody), Warnings{});
    for (const auto warning : {Irreversible, EvictionTrap, LostKey, OneSuffices}) {
        EXPECT_FALSE(to_phrase(warning).ja.empty());
    }
}

TEST(Building, WrapsAndCosigns) {
    auto inner_terms = terms();
    inner_terms.signer = key(9);
    const auto inner = good(transfer(inner_terms, {kFriend, atoms(5), {}, {}}, facts));
    const auto outer = good(wrap_multisig(terms(), inner));
    EXPECT_EQ(std::get<nem::Multisig>(outer.body).inner.header.signer, key(9));
    EXPECT_EQ(nem::inner_hash(outer), nem::hash_of(inner));
    EXPECT_EQ(cost_of(outer).fee, atoms(50'000 + 150'000));
    EXPECT_EQ(cost_of(outer).moved, atoms(5));
    refused(wrap_multisig(terms(), outer), WalletProblem::NotWrappable, "4100 in 4100");
    const auto cosignature =
        good(cosign(terms(), nem::hash_of(inner), nem::to_address(key(9), nem::kMainnet)));
    refused(wrap_multisig(terms(), cosignature), WalletProblem::NotWrappable, "4098 in 4100");
    refused(cosign(terms(), {}, {}), WalletProblem::BadAddress, "account");
}

TEST(Building, SignsWhatPassesAndVerifies) {
    const auto keys = nem_keys::KeyPair::parse("1");
    ASSERT_TRUE(keys.has_value());
    auto mine = terms();
    mine.signer = keys->public_key();
    const auto payment = good(transfer(mine, {kFriend, atoms(5), message(3), {}}, facts));
    const auto signed_payment = nem_wallet::sign(payment, *keys);
    ASSERT_TRUE(signed_payment.has_value());
    EXPECT_TRUE(nem_keys::verify(*signed_payment));
    auto other = payment;
    other.header.signer = key(3);
    const auto refusal = nem_wallet::sign(other, *keys);
    ASSERT_FALSE(refusal.has_value());
    EXPECT_EQ(refusal.error().problem, WalletProblem::Key);
    EXPECT_EQ(refusal.error().key, nem_keys::KeyError::OtherSigner);
    EXPECT_FALSE(to_phrase(refusal.error()).ja.empty());
    other.header.deadline = other.header.time_stamp;
    EXPECT_EQ(nem_wallet::sign(other, *keys).error().problem, WalletProblem::BadDeadline);
}

/// What is built, the state of a chain accepts: NIS's own rules, from the other room.
TEST(Building, TheTagRecipePassesNisRulesFromNamespaceToMark) {
    nem_chain::State state{nem::kMainnet};
    nem::Block block;
    block.height = ledger::Height{1'500'000};
    block.time_stamp = nem::TimeStamp{89'999'000};
    block.signer = key(77);
    ASSERT_TRUE(state.apply(block).has_value());
    ASSERT_TRUE(state.credit(nem::to_address(key(1), nem::kMainnet), atoms(200'000'000)));
    const auto include = [&](const nem::Transaction& transaction) {
        const nem::SignedTransaction one{transaction, {}};
        EXPECT_EQ(to_string(state.check(one, terms().now)), "SUCCESS");
        block.previous = nem::hash_of(block);
        block.height.value += 1;
        block.time_stamp.value = std::max(block.time_stamp.value, terms().now.value) + 1;
        block.transactions = {one};
        const auto applied = state.apply(block);
        ASSERT_TRUE(applied.has_value()) << to_string(applied.error());
    };
    include(good(provision_namespace(terms(), "ts")));
    include(good(define_mosaic(terms(), tag_mosaic(kTag, "stolen"))));
    include(good(change_supply(terms(), kTag, nem::MosaicSupplyChange::Type::Delete, 5)));
    include(good(transfer(terms(), {kFriend, {}, message(99), {{kTag, atoms(1)}}}, facts)));
    EXPECT_EQ(state.owned(kFriend), (std::vector<nem_chain::OwnedMosaic>{{kTag, atoms(1)}}));
    include(good(modify_multisig(terms(), {}, {{key(2), key(3)}, {}, 1})));
    EXPECT_EQ(state.cosignatories(nem::to_address(key(1), nem::kMainnet)).size(), 2U);
}

}  // namespace
}  // namespace nem_wallet

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nem_testing/random.hpp>
#include <nem_testing/values.hpp>

#include "layouts.hpp"

namespace {

using namespace nem;
using namespace nem::testing;

RC_GTEST_PROP(NemCanonical, TheCanonicalFormIsOne, ()) {
    const Transaction transaction = any_transaction().transaction;
    const auto canonical = to_canonical(transaction);
    if (!canonical) { return; }
    RC_ASSERT((to_canonical(*canonical) == *canonical));
    RC_ASSERT(is_canonical(*canonical));
    RC_ASSERT((is_canonical(transaction) == (*canonical == transaction)));
}

TEST(NemCanonical, SortsMosaicsByTheirTextAndMergesThem) {
    const auto atoms = money::Amount::from_atoms;
    const MosaicId cat{"zoo", "cat"};
    const MosaicId c{"a.b", "c"};
    const MosaicId c1{"a.b", "c 1"};
    const Transaction given{
        header(kTestnet),
        Transfer{to(),
                 {},
                 Message{},
                 {{{cat, atoms(3)}, {c1, atoms(5)}, {c, atoms(7)}, {cat, atoms(4)}}}}};
    EXPECT_FALSE(is_canonical(given));
    const Transaction canonical = good(to_canonical(given));
    EXPECT_TRUE(is_canonical(canonical));
    EXPECT_EQ(std::get<Transfer>(canonical.body),
              (Transfer{to(), {}, {}, {{{c1, atoms(5)}, {c, atoms(7)}, {cat, atoms(7)}}}}));
    const Transaction too_many{header(kTestnet),
                               Transfer{to(), {}, {}, {{{cat, atoms(~0ULL)}, {cat, atoms(1)}}}}};
    EXPECT_EQ(to_canonical(too_many).error().problem, CodecProblem::QuantityOverflow);
    EXPECT_FALSE(is_canonical(too_many));
}

TEST(NemCanonical, SortsModificationsByTypeThenAddressText) {
    std::vector<Modification> modifications;
    modifications.reserve(60);
    for (std::uint8_t i = 0; i < 60; ++i) {
        modifications.push_back({i % 3 == 0 ? Modification::Type::Delete : Modification::Type::Add,
                                 filled<PublicKey>(i)});
    }
    const Transaction canonical = good(
        to_canonical({header(kMainnet), MultisigModification{modifications, MinCosignatories{}}}));
    const auto sorted = std::get<MultisigModification>(canonical.body).modifications;
    ASSERT_EQ(sorted.size(), modifications.size());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        ASSERT_LE(sorted[i - 1].type, sorted[i].type);
        if (sorted[i - 1].type != sorted[i].type) { continue; }
        EXPECT_LT(to_address(sorted[i - 1].cosignatory, kMainnet).text(),
                  to_address(sorted[i].cosignatory, kMainnet).text());
    }
}

TEST(NemCanonical, WritesAllFourMosaicProperties) {
    const auto canonical = [](std::vector<MosaicProperty> properties) {
        return to_canonical(
            {header(kMainnet),
             MosaicDefinitionCreation{{{}, {"ts", "x"}, "d", properties, {}}, to(), {}}});
    };
    const std::vector<MosaicProperty> defaults{{"divisibility", "0"},
                                               {"initialSupply", "1000"},
                                               {"supplyMutable", "false"},
                                               {"transferable", "true"}};
    const auto properties_of = [](const Transaction& transaction) {
        return std::get<MosaicDefinitionCreation>(transaction.body).definition.properties;
    };
    EXPECT_EQ(properties_of(good(canonical({}))), defaults);
    auto given = defaults;
    std::ranges::reverse(given);
    given[3].value = "006";
    given.push_back({"colour", "red"});
    auto expected = defaults;
    expected[0].value = "6";
    EXPECT_EQ(properties_of(good(canonical(given))), expected);
    for (const char* bad : {"", "x", "-1", "1 ", "99999999999999999999"}) {
        EXPECT_EQ(canonical({{"divisibility", bad}}).error().problem, CodecProblem::BadProperty);
    }
    EXPECT_EQ(canonical({{"transferable", "yes"}}).error().problem, CodecProblem::BadProperty);
}

TEST(NemCanonical, DropsTheInitiatorsOwnCosignatureAndDoubles) {
    const auto cosign = [](std::uint8_t signer, std::uint8_t mark) {
        Header by = header(kMainnet);
        by.signer = filled<PublicKey>(signer);
        return Cosignature{by, {filled<Hash>(1), to()}, filled<Signature>(mark)};
    };
    const Multisig multisig{{header(kMainnet), std::get<Transfer>(layouts()[0].value)},
                            {cosign(0x11, 1), cosign(0x44, 2), cosign(0x55, 3), cosign(0x44, 4)}};
    const auto canonical = good(to_canonical({header(kMainnet), multisig}));
    const auto& kept = std::get<Multisig>(canonical.body).cosignatures;
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_LT(to_address(kept[0].header.signer, kMainnet),
              to_address(kept[1].header.signer, kMainnet));
    EXPECT_TRUE(std::ranges::count(kept, cosign(0x44, 2)) == 1);
}

TEST(NemCanonical, RefusesToCallATransactionCanonicalThatNisWouldCut) {
    const Transaction cut{header(kMainnet),
                          ProvisionNamespace{to(), {}, std::string(129, 'a'), {}}};
    EXPECT_TRUE(to_canonical(cut) == cut);
    EXPECT_FALSE(is_canonical(cut));
}

}  // namespace

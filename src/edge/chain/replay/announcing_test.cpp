#include "testing.hpp"

namespace replay::testing {
namespace {

using nem_chain::NisResult;

struct Announcing : ::testing::Test {
    Announcing() { grow(chain, 3); }
    [[nodiscard]] nem::TimeStamp now() const {
        return chain.picture()->blocks.back()->block.time_stamp;
    }
    Chain chain = make_chain();
};

TEST_F(Announcing, PutsGoodOnesIntoTheNextBlock) {
    const auto paid = signed_by("alice", payment("alice", address_of("carol"), 7, now()));
    const auto answer = chain.announce(paid, now());
    EXPECT_EQ(answer.result, NisResult::Success);
    EXPECT_EQ(answer.hash, nem::hash_of(paid.transaction));
    EXPECT_EQ(chain.picture()->pool.size(), 1U);
    grow(chain, 4);
    EXPECT_EQ(chain.picture()->state->balance(address_of("carol")), atoms(7));
    EXPECT_TRUE(nem_keys::verify(chain.picture()->blocks.back()->block));
}

TEST_F(Announcing, AnswersAsNisWould) {
    const auto result = [&](const nem::SignedTransaction& one) {
        return chain.announce(one, now()).result;
    };
    auto forged = signed_by("alice", payment("alice", address_of("carol"), 8, now()));
    forged.signature.bytes[3] ^= 1U;
    EXPECT_EQ(result(forged), NisResult::SignatureNotVerifiable);
    EXPECT_EQ(result(signed_by("pauper", payment("pauper", address_of("carol"), 1, now()))),
              NisResult::InsufficientBalance);
    auto cheap = payment("alice", address_of("carol"), 9, now());
    cheap.header.fee = atoms(1);
    EXPECT_EQ(result(signed_by("alice", cheap)), NisResult::InsufficientFee);
    auto late = payment("alice", address_of("carol"), 9, {now().value - 4'000});
    EXPECT_EQ(result(signed_by("alice", late)), NisResult::PastDeadline);
    auto fast = payment("alice", address_of("carol"), 9, {now().value + 11});
    EXPECT_EQ(result(signed_by("alice", fast)), NisResult::TimestampTooFarInFuture);
    auto foreign = payment("alice", address_of("carol"), 9, now());
    foreign.header.network = nem::kTestnet;
    EXPECT_EQ(result(signed_by("alice", foreign)), NisResult::WrongNetwork);
}

TEST_F(Announcing, RemembersAnAnswerForTenMinutes) {
    const auto poor = signed_by("carol", payment("carol", address_of("bob"), 5, now()));
    EXPECT_EQ(chain.announce(poor, now()).result, NisResult::InsufficientBalance);
    const auto help = signed_by("alice", payment("alice", address_of("carol"), 50 * kXem, now()));
    EXPECT_EQ(chain.announce(help, now()).result, NisResult::Success);
    EXPECT_EQ(chain.announce(help, now()).result, NisResult::Neutral);
    const auto first = now();
    grow(chain, 5);
    EXPECT_EQ(chain.announce(poor, now()).result, NisResult::InsufficientBalance);
    EXPECT_EQ(chain.announce(poor, {first.value + 599}).result, NisResult::InsufficientBalance);
    EXPECT_EQ(chain.announce(poor, {first.value + 600}).result, NisResult::Success);
}

TEST_F(Announcing, LosesPoolAndMemoryWhenItIsStartedAgain) {
    const auto paid = signed_by("alice", payment("alice", address_of("carol"), 7, now()));
    const auto poor = signed_by("pauper", payment("pauper", address_of("bob"), 5, now()));
    EXPECT_EQ(chain.announce(paid, now()).result, NisResult::Success);
    EXPECT_EQ(chain.announce(poor, now()).result, NisResult::InsufficientBalance);
    chain.restart();
    EXPECT_TRUE(chain.picture()->pool.empty());
    EXPECT_EQ(chain.announce(paid, now()).result, NisResult::Success);
}

TEST_F(Announcing, ReturnsToThePoolAfterAReorganisation) {
    const auto paid = signed_by("alice", payment("alice", address_of("carol"), 7, now()));
    EXPECT_EQ(chain.announce(paid, now()).result, NisResult::Success);
    grow(chain, 4);
    ASSERT_TRUE(chain.reorganise(1, Returned::Never).has_value());
    EXPECT_EQ(chain.picture()->state->balance(address_of("carol")), atoms(0));
    EXPECT_EQ(chain.picture()->pool.size(), 1U);
    grow(chain, 5);
    EXPECT_EQ(chain.picture()->state->balance(address_of("carol")), atoms(7));
}

TEST_F(Announcing, TakesNoMoreThanThePoolHolds) {
    const auto announce = [&](std::uint64_t amount) {
        const auto one = payment("alice", address_of("carol"), amount, now());
        return chain.announce(signed_by("alice", one), now()).result;
    };
    for (std::uint64_t i = 1; i <= kPoolMax; ++i) { ASSERT_EQ(announce(i), NisResult::Success); }
    EXPECT_EQ(announce(kPoolMax + 1), NisResult::TransactionCacheTooFull);
    grow(chain, 4);
    EXPECT_EQ(chain.picture()->blocks.back()->transactions.size(), 120U);
}

/// An account of alice's, with bob and carol as cosignatories who must both sign.
struct AnnouncingMultisig : Announcing {
    AnnouncingMultisig() {
        nem::MultisigModification body;
        for (const auto* const who : {"bob", "carol"}) {
            body.modifications.push_back({nem::Modification::Type::Add, keys_of(who).public_key()});
        }
        body.min_cosignatories = nem::MinCosignatories{nem::RelativeChange{2}};
        auto canonical = nem::to_canonical({{nem::kMainnet,
                                             now(),
                                             keys_of("alice").public_key(),
                                             atoms(kXem),
                                             {now().value + 3'600}},
                                            body});
        EXPECT_TRUE(canonical.has_value());
        if (!canonical) { return; }
        EXPECT_EQ(chain.announce(signed_by("alice", *canonical), now()).result, NisResult::Success);
        grow(chain, 4);
    }
    [[nodiscard]] nem::SignedTransaction wrapped() const {
        const auto inner = payment("alice", address_of("dave"), 11, now());
        return signed_by("bob",
                         {payment("bob", address_of("dave"), 0, now()).header,
                          nem::Multisig{{inner.header, std::get<nem::Transfer>(inner.body)}, {}}});
    }
    [[nodiscard]] nem::SignedTransaction cosignature(std::string_view who) const {
        const auto hash = nem::inner_hash(wrapped().transaction);
        return signed_by(who,
                         {payment(who, address_of("dave"), 0, now()).header,
                          nem::MultisigSignature{hash.value_or(nem::Hash{}), address_of("alice")}});
    }
};

TEST_F(AnnouncingMultisig, WaitsForEveryCosignature) {
    const auto multisig = wrapped();
    EXPECT_EQ(chain.announce(multisig, now()).result, NisResult::Success);
    const auto cosigned = cosignature("carol");
    grow(chain, 6);
    EXPECT_EQ(chain.picture()->state->balance(address_of("dave")), atoms(0));
    EXPECT_EQ(chain.announce(cosigned, now()).result, NisResult::Success);
    grow(chain, 7);
    EXPECT_EQ(chain.picture()->state->balance(address_of("dave")), atoms(11));
    const auto& included = chain.picture()->blocks.back()->block.transactions;
    ASSERT_EQ(included.size(), 1U);
    EXPECT_TRUE(nem_keys::verify(included[0]));
}

TEST_F(AnnouncingMultisig, RefusesACosignatureThatComesFirst) {
    const auto cosigned = cosignature("carol");
    EXPECT_EQ(chain.announce(cosigned, now()).result, NisResult::MultisigNoMatchingMultisig);
    EXPECT_EQ(chain.announce(wrapped(), now()).result, NisResult::Success);
    // The refusal is remembered.
    EXPECT_EQ(chain.announce(cosigned, now()).result, NisResult::MultisigNoMatchingMultisig);
}

TEST_F(AnnouncingMultisig, RefusesWhatAMultisigAccountSignsItself) {
    const auto alone = signed_by("alice", payment("alice", address_of("dave"), 1, now()));
    EXPECT_EQ(chain.announce(alone, now()).result, NisResult::TransactionNotAllowedForMultisig);
}

}  // namespace
}  // namespace replay::testing

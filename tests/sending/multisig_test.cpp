// An account of several signers, from the command line into a node's blocks.
#include <gtest/gtest.h>

#include "network.hpp"

namespace sending {
namespace {

constexpr std::size_t kTreasury = 2;  // the person whose account becomes multisig

class Multisig : public ::testing::Test {
protected:
    /// Two of persons 0 and 1 sign for person 2 from now on.
    void make(const std::string& minimum) {
        const auto changed =
            network_.send({"nem", "multisig", "change", "--add", network_.person(0).public_key,
                           "--add", network_.person(1).public_key, "--minimum", minimum},
                          kTreasury);
        ASSERT_EQ(changed["state"], "included");
    }
    [[nodiscard]] Json show() const {
        const auto shown =
            cli::run(network_.asking({"nem", "multisig", "show", treasury(), "--json"}));
        EXPECT_EQ(shown.code, 0) << shown.err;
        return Json::parse(shown.out);
    }
    [[nodiscard]] const std::string& treasury() const { return network_.person(kTreasury).address; }
    /// Person 0 proposes; gives the inner hash.
    [[nodiscard]] std::string propose(std::vector<std::string> words) const {
        words = network_.signing(std::move(words), 0);
        words.emplace_back("--json");
        const auto proposed = cli::run(words);
        EXPECT_EQ(proposed.code, 0) << proposed.err;
        const auto sent = Json::parse(proposed.out);
        EXPECT_EQ(sent["state"], "accepted");
        return sent["innerHash"].get<std::string>();
    }

    Network network_{4, 3};
};

TEST_F(Multisig, IsMadeProposedCosignedAndIncluded) {
    make("2");
    auto facts = show();
    EXPECT_EQ(facts["minCosignatories"], 2);
    EXPECT_EQ(facts["cosignatories"].size(), 2U);
    EXPECT_TRUE(facts["pending"].empty());

    const auto& to = network_.person(3).address;
    const auto before = network_.balance(treasury());
    const auto inner = propose({"nem", "send", to, "--xem", "7", "--account", treasury()});
    facts = show();
    ASSERT_EQ(facts["pending"].size(), 1U);
    EXPECT_EQ(facts["pending"][0]["innerHash"], inner);
    EXPECT_EQ(facts["pending"][0]["signedBy"][0], network_.person(0).address);
    EXPECT_EQ(network_.balance(to), 0U);

    const auto seen = cli::run(network_.asking({"nem", "multisig", "cosign", inner, "--dry-run",
                                                "--signer", network_.person(1).public_key}));
    EXPECT_EQ(seen.code, 0) << seen.err;
    EXPECT_TRUE(seen.out.contains("7.000000 XEM")) << "nobody signs what they cannot see";

    const auto cosigned = network_.send({"nem", "multisig", "cosign", inner}, 1);
    EXPECT_EQ(cosigned["state"], "included");
    EXPECT_EQ(network_.balance(to), 7'000'000U);
    // All fees are the multisig account's: inner 0.05, wrapper 0.15, cosignature 0.15.
    EXPECT_EQ(network_.balance(treasury()), before - 7'350'000);
    EXPECT_TRUE(show()["pending"].empty());
}

TEST_F(Multisig, ZeroMeansAllAndIsReadFromTheAccountsHistory) {
    make("0");
    EXPECT_EQ(show()["minCosignatories"], 2);
    const auto inner =
        propose({"nem", "multisig", "change", "--minimum", "1", "--account", treasury()});
    EXPECT_EQ(network_.send({"nem", "multisig", "cosign", inner}, 1)["state"], "included");
    EXPECT_EQ(show()["minCosignatories"], 1);
}

TEST_F(Multisig, ACosignatureThatIsNotNeededAnyMoreSaysSo) {
    // Of persons 0, 1 and 3 two must sign: the proposer and whoever comes first.
    const auto changed = network_.send(
        {"nem", "multisig", "change", "--add", network_.person(0).public_key, "--add",
         network_.person(1).public_key, "--add", network_.person(3).public_key, "--minimum", "2"},
        kTreasury);
    ASSERT_EQ(changed["state"], "included");
    const auto inner =
        propose({"nem", "send", network_.person(1).address, "--xem", "1", "--account", treasury()});
    for (const std::size_t cosigner : {1U, 3U}) {
        auto words = network_.signing({"nem", "multisig", "cosign", inner}, cosigner);
        words.emplace_back("--json");
        const auto cosigned = cli::run(words);
        if (cosigned.code == 3) { GTEST_SKIP() << "a block came between the two cosignatures"; }
        EXPECT_EQ(cosigned.code, 0) << cosigned.err;
    }
    const auto ended = cli::run(
        network_.asking({"nem", "announce", "--outbox", network_.outbox(), "--wait", "--json"}));
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
    const auto told = Json::parse(ended.out);
    for (const auto& sent : told["transactions"]) {
        EXPECT_TRUE(sent["state"] == "included" || sent["state"] == "overtaken") << sent;
    }
}

TEST_F(Multisig, AnUnsignedTransactionIsWrapped) {
    make("1");
    const auto& to = network_.person(3).address;
    const auto file = network_.folder().at("inner.json");
    // Built by hand: the account itself may sign nothing any more.
    const auto shown = cli::run(network_.asking({"nem", "send", to, "--xem", "4", "--signer",
                                                 network_.person(0).public_key, "--unsigned"}));
    ASSERT_EQ(shown.code, 0) << shown.err;
    auto inner = Json::parse(shown.out);
    inner["signer"] = network_.person(kTreasury).public_key;
    std::ignore = network_.folder().write("inner.json", inner.dump());
    EXPECT_EQ(network_.send({"nem", "multisig", "propose", file}, 0)["state"], "included");
    EXPECT_EQ(network_.balance(to), 4'000'000U);
}

TEST_F(Multisig, SaysNoBeforeAnythingIsSigned) {
    make("2");
    const std::string nowhere(64, 'a');
    struct Case {
        std::vector<std::string> words;
        std::size_t signer;
        const char* said;
    };
    const std::vector<Case> cases{
        {{"nem", "send", network_.person(3).address, "--xem", "1"}, kTreasury, "--account"},
        {{"nem", "send", network_.person(3).address, "--xem", "1", "--account", treasury()},
         3,
         "no cosignatory"},
        {{"nem", "multisig", "cosign", nowhere}, 1, "no node has"},
        {{"nem", "multisig", "change", "--minimum", "3", "--account", treasury()}, 0, "3"},
        {{"nem", "multisig", "change", "--remove", network_.person(3).public_key, "--account",
          treasury()},
         0,
         "cosignatory"},
        {{"nem", "multisig", "change", "--account", treasury()}, 0, "nothing to change"},
    };
    for (const auto& [words, signer, said] : cases) {
        const auto outcome = cli::run(network_.signing(words, signer));
        EXPECT_EQ(outcome.code, 3) << words[2] << outcome.out << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << outcome.err;
    }
}

}  // namespace
}  // namespace sending

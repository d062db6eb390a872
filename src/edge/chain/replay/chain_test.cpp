#include <set>

#include "testing.hpp"

namespace replay::testing {
namespace {

using nem_chain::NisResult;

void expect_valid(const Chain& chain) {
    const auto picture = chain.picture();
    nem::Hash previous;
    nem_chain::State state{nem::kMainnet};
    std::uint64_t height = 0;
    for (const auto& kept : picture->blocks) {
        const nem::Block& block = kept->block;
        EXPECT_EQ(block.height.value, ++height);
        EXPECT_EQ(block.previous, previous) << height;
        EXPECT_EQ(kept->hash, nem::hash_of(block));
        EXPECT_TRUE(nem_keys::verify(block)) << height;
        EXPECT_TRUE(state.apply(block).has_value()) << height;
        previous = kept->hash;
    }
    EXPECT_EQ(state.bytes(), picture->state->bytes());
}

const StandIn& stand_in(const Chain& chain, std::string_view account) {
    for (const auto& one : chain.stand_ins()) {
        if (one.account == account) { return one; }
    }
    throw std::runtime_error{"nobody stands in"};
}

money::Amount balance(const Chain& chain, std::string_view account) {
    return chain.picture()->state->balance(stand_in(chain, account).address);
}

TEST(ReplayChain, IsMadeOfValidSignedBlocks) {
    Chain chain = make_chain();
    grow(chain, 12);
    expect_valid(chain);
    const auto blocks = chain.picture()->blocks;
    EXPECT_EQ(blocks[0]->block.type, nem::BlockType::Nemesis);
    EXPECT_EQ(blocks[1]->block.time_stamp, kFirst);
    EXPECT_EQ(blocks[7]->block.time_stamp.value, kFirst.value + 360);
    ASSERT_EQ(blocks[7]->block.transactions.size(), 1U);
    EXPECT_EQ(blocks[7]->transactions[0].hash, chain.hash_of_recorded(3));
    EXPECT_TRUE(blocks[8]->block.transactions.empty());
}

TEST(ReplayChain, MovesWhatTheLedgerMovesAndPaysTheLeastFeesOfThatDay) {
    Chain chain = make_chain();
    grow(chain, 12);
    EXPECT_EQ(balance(chain, "wallet"), atoms(0));
    EXPECT_EQ(balance(chain, "mule"), atoms(150'000 * kXem));
    EXPECT_EQ(chain.fee_of_recorded(0), atoms(50'000));
    EXPECT_EQ(chain.fee_of_recorded(1), atoms(500'000));
    EXPECT_EQ(chain.fee_of_recorded(3), atoms(750'000));
    // All fees of recorded transfers arrive at the harvester.
    EXPECT_EQ(chain.picture()->state->balance(chain.harvester()),
              atoms(50'000 + 500'000 + 250'000 + 750'000));
}

TEST(ReplayChain, IsTheSameForTheSameSeedAndAnotherForAnother) {
    Chain one = make_chain();
    Chain same = make_chain();
    ChainSettings settings;
    settings.seed = "another";
    auto other = Chain::make(small_night(), settings);
    ASSERT_TRUE(other.has_value());
    grow(one, 9);
    grow(same, 9);
    grow(*other, 9);
    EXPECT_EQ(one.picture()->blocks.back()->hash, same.picture()->blocks.back()->hash);
    EXPECT_NE(one.picture()->blocks.back()->hash, other->picture()->blocks.back()->hash);
    EXPECT_NE(stand_in(one, "thief").address, stand_in(*other, "thief").address);
}

TEST(ReplayChain, TellsEqualTransfersOfOneMinuteApart) {
    Recording twice{{moved("A", "a", "b", 1, 0), moved("B", "a", "b", 1, 0)}, {}};
    Chain chain = make_chain(twice);
    grow(chain, 3);
    EXPECT_EQ(chain.picture()->blocks[1]->block.transactions.size(), 2U);
    EXPECT_EQ(chain.hash_of_recorded(0), chain.picture()->blocks[1]->transactions[0].hash);
    EXPECT_EQ(chain.hash_of_recorded(1), chain.picture()->blocks[1]->transactions[1].hash);
    expect_valid(chain);
}

TEST(ReplayChain, PutsWhatDoesNotFitIntoOneBlockIntoTheNext) {
    Recording crowd;
    for (int i = 0; i < 130; ++i) {
        crowd.transfers.push_back(moved(std::to_string(i), "a", "b" + std::to_string(i), 1, 0));
    }
    Chain chain = make_chain(crowd);
    grow(chain, 4);
    EXPECT_EQ(chain.picture()->blocks[1]->block.transactions.size(), 120U);
    EXPECT_EQ(chain.picture()->blocks[2]->block.transactions.size(), 10U);
    expect_valid(chain);
}

TEST(ReplayChain, ShowsTransfersUnconfirmedBeforeTheirBlock) {
    Chain chain = make_chain();
    ASSERT_TRUE(chain.step().has_value());
    ASSERT_EQ(chain.picture()->pool.size(), 1U);
    EXPECT_EQ(chain.picture()->height(), 1U);
    EXPECT_EQ(nem::hash_of(chain.picture()->pool[0].transaction), chain.hash_of_recorded(0));
    EXPECT_EQ(chain.take_news().pooled.size(), 1U);
    grow(chain, 2);
    EXPECT_TRUE(chain.picture()->pool.empty());
}

TEST(ReplayChain, KeepsBalancesThatTheLedgerDeclares) {
    Recording night = small_night();
    night.openings = {{"wallet", atoms(1'000'000 * kXem)}, {"bystander", atoms(5)}};
    Chain chain = make_chain(night);
    grow(chain, 12);
    EXPECT_EQ(balance(chain, "bystander"), atoms(5));
    EXPECT_EQ(balance(chain, "wallet"), atoms((849'990 * kXem) - 800'000));
    expect_valid(chain);
}

TEST(ReplayChain, RefusesWhatCannotBeReplayed) {
    const auto problem = [](Recording recording) {
        const auto made = Chain::make(std::move(recording), {});
        return made ? std::nullopt : std::optional{made.error().problem};
    };
    EXPECT_EQ(problem({}), ReplayProblem::NoTransfers);
    EXPECT_EQ(problem({{moved("a", "a", "b", 1, 1), moved("b", "a", "b", 1, 0)}, {}}),
              ReplayProblem::BadTime);
    auto early = moved("a", "a", "b", 1, 0);
    early.at = {10};
    EXPECT_EQ(problem({{early}, {}}), ReplayProblem::BadTime);
    EXPECT_EQ(problem({{moved("a", "a", "b", 1, 0), moved("b", "a", "b", 1, 400'000)}, {}}),
              ReplayProblem::TooLong);
    auto wordy = moved("a", "a", "b", 1, 0);
    wordy.message.assign(1'025, 'x');
    EXPECT_EQ(problem({{wordy}, {}}), ReplayProblem::MessageTooLong);
    auto rich = moved("a", "a", "b", 1, 0);
    for (const std::uint64_t amount :
         {std::uint64_t{1} << 63U, nem_chain::kXemSupply + 1, std::uint64_t{~0ULL}}) {
        rich.amount = atoms(amount);
        EXPECT_EQ(problem({{rich}, {}}), ReplayProblem::TooMuch) << amount;
    }
    rich.amount = atoms(nem_chain::kXemSupply - 1'000'000'000);
    EXPECT_EQ(problem({{rich}, {}}), std::nullopt) << "with its fee";
    auto as_rich = rich;
    as_rich.tx = "b";
    as_rich.from = "c";
    EXPECT_EQ(problem({{rich, as_rich}, {}}), ReplayProblem::TooMuch) << "together";
    EXPECT_EQ(problem({{rich}, {{"d", atoms(10'000'000'000)}}}), ReplayProblem::TooMuch);
    Recording again;
    for (int i = 0; i < 501; ++i) { again.transfers.push_back(moved("a", "a", "b", 1, 0)); }
    EXPECT_EQ(problem(again), ReplayProblem::Repeated);
    Recording crowd;
    crowd.transfers.resize(kTransfersMax + 1);
    EXPECT_EQ(problem(crowd), ReplayProblem::TooMany);
}

TEST(ReplayChain, ReorganisesIntoAValidBranch) {
    for (const Returned how : {Returned::Same, Returned::Later, Returned::Never}) {
        Chain chain = make_chain();
        grow(chain, 9);
        const auto before = chain.picture();
        ASSERT_TRUE(chain.reorganise(6, how).has_value());
        const auto after = chain.picture();
        ASSERT_EQ(after->height(), 9U);
        EXPECT_EQ(after->blocks[2]->hash, before->blocks[2]->hash);
        for (std::size_t i = 3; i < 9; ++i) {
            EXPECT_NE(after->blocks[i]->hash, before->blocks[i]->hash) << i;
        }
        expect_valid(chain);
        grow(chain, 20);
        expect_valid(chain);
        const bool gone = how == Returned::Never;
        EXPECT_EQ(balance(chain, "mule"), atoms(gone ? 0 : 150'000 * kXem));
    }
}

TEST(ReplayChain, BranchesHaveTransactionsWhereTheirKindSays) {
    Chain same = make_chain();
    grow(same, 9);
    Chain later = same;  // a copy is a fork
    Chain never = same;
    ASSERT_TRUE(same.reorganise(7, Returned::Same).has_value());
    ASSERT_TRUE(later.reorganise(7, Returned::Later).has_value());
    ASSERT_TRUE(never.reorganise(7, Returned::Never).has_value());
    const auto counts = [](const Chain& chain) {
        std::vector<std::size_t> all;
        for (const auto& kept : chain.picture()->blocks) {
            all.push_back(kept->transactions.size());
        }
        return all;
    };
    EXPECT_EQ(counts(same), (std::vector<std::size_t>{3, 1, 0, 1, 1, 0, 0, 1, 0}));
    EXPECT_EQ(counts(later), (std::vector<std::size_t>{3, 1, 0, 0, 1, 1, 0, 0, 1}));
    EXPECT_EQ(counts(never), (std::vector<std::size_t>{3, 1, 0, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(never.take_news().lost, (std::vector<std::string>{"T2", "T3", "O1"}));
}

TEST(ReplayChain, DropsWhatCanNoLongerBePaidAndSaysSo) {
    Chain chain = make_chain();
    grow(chain, 6);
    ASSERT_TRUE(chain.reorganise(4, Returned::Never).has_value());  // T2 and T3 never happened
    grow(chain, 8);
    EXPECT_EQ(chain.picture()->pool.size(), 1U);  // O1 waits for coins that never come
    grow(chain, 8 + (24 * 60) + 2);
    EXPECT_TRUE(chain.picture()->pool.empty());
    const auto lost = chain.take_news().lost;
    ASSERT_FALSE(lost.empty());
    EXPECT_EQ(lost.back(), "O1");
    expect_valid(chain);
}

TEST(ReplayChain, GivesTransactionsOtherIdsAfterAReorganisation) {
    Chain chain = make_chain();
    grow(chain, 9);
    std::set<std::uint64_t> ids;
    const auto collect = [&] {
        for (const auto& kept : chain.picture()->blocks) {
            for (const auto& one : kept->transactions) { ids.insert(one.id); }
        }
        return ids.size();
    };
    EXPECT_EQ(collect(), 7U);
    ASSERT_TRUE(chain.reorganise(3, Returned::Same).has_value());
    EXPECT_EQ(collect(), 8U);  // O1 has a second one
}

TEST(ReplayChain, NeverTakesTheFirstBlockBackNorMoreThanTheLimit) {
    Chain chain = make_chain();
    grow(chain, 5);
    const auto nemesis = chain.picture()->blocks[0]->hash;
    ASSERT_TRUE(chain.reorganise(100, Returned::Same).has_value());
    EXPECT_EQ(chain.picture()->height(), 5U);
    EXPECT_EQ(chain.picture()->blocks[0]->hash, nemesis);
    grow(chain, 500);
    const auto before = chain.picture();
    ASSERT_TRUE(chain.reorganise(10'000, Returned::Later).has_value());
    EXPECT_EQ(chain.picture()->blocks[99]->hash, before->blocks[99]->hash);
    EXPECT_NE(chain.picture()->blocks[100]->hash, before->blocks[100]->hash);
    expect_valid(chain);
}

}  // namespace
}  // namespace replay::testing

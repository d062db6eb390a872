#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "testing.hpp"
#include "watcher.hpp"

namespace app {
namespace {

using namespace testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Watcher, TellsAnewWhatABlockThatCameBackDoes) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = std::make_unique<Watcher>(resume(journal));
    Chain chain;
    const auto theft = transfer(kVictim, kThief, 500 * kXem);
    take(*watcher, {chain.grow({}), chain.grow({theft})});
    const auto once = ids(journal);
    ASSERT_EQ(once.size(), 2U);
    take(*watcher, {chain.shrink(), chain.grow({}, 7)});
    take(*watcher, {chain.shrink(), chain.grow({theft})});
    const auto back = ids(journal);
    EXPECT_THAT(kinds(journal),
                ElementsAre("theft_confirmed", "mark_proposed", "mark_withdrawn", "reorganisation",
                            "reorganisation", "theft_confirmed", "mark_proposed"));
    EXPECT_THAT(back[5], HasSubstr("~2/"));
    // The third time it is another, too, and a restart knows which time it is.
    take(*watcher, {chain.shrink()});
    watcher = std::make_unique<Watcher>(resume(journal));
    take(*watcher, {chain.grow({theft})});
    EXPECT_THAT(ids(journal).back(), HasSubstr("~3/"));
    const auto count = ids(journal).size();
    std::ignore = resume(journal);
    EXPECT_EQ(ids(journal).size(), count) << "a restart tells nothing twice";
}

TEST(Watcher, TellsANewCaseOfTheBlocksThatAreRecorded) {
    const TestFolder folder;
    auto journal = open(folder);
    Chain chain;
    {
        auto watcher = resume(journal, {});
        take(watcher, {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)})});
        EXPECT_THAT(ids(journal), IsEmpty());
    }
    const auto watcher = resume(journal);
    EXPECT_EQ(ids(journal).size(), 2U);
    const auto again = resume(journal);
    EXPECT_EQ(ids(journal).size(), 2U) << "and tells nothing twice";
}

TEST(Watcher, RemembersWhatIsFinal) {
    const TestFolder folder;
    auto journal = open(folder);
    {
        auto watcher = resume(journal);
        Chain chain;
        ASSERT_TRUE(watcher.take({chain.grow({}), chain.grow({})}, {2}, kNow, kNoNodes));
        ASSERT_TRUE(watcher.take({}, {1}, kNow, kNoNodes));
    }
    EXPECT_EQ(resume(journal).final_height(), ledger::Height{2});
}

TEST(Watcher, KnowsTheBlockBelowItsRecordAfterARestart) {
    const TestFolder folder;
    auto journal = open(folder);
    Chain chain;
    const auto below = chain.grow({});
    const nem_node::BlockId id{below.block.height, below.hash};
    {
        auto watcher = resume(journal);
        ASSERT_TRUE(watcher.begin({below.hash, id}));
        EXPECT_THAT(watcher.recent(), ElementsAre(id));
    }
    auto watcher = resume(journal);
    EXPECT_EQ(watcher.beginning().nemesis, below.hash);
    EXPECT_THAT(watcher.recent(), ElementsAre(id));
    ToldNode node;
    take(watcher, {chain.grow({})}, {{&node}, 1});
    EXPECT_EQ(resume(journal).recent().size(), 2U);
    take(watcher, {chain.shrink()});
    EXPECT_THAT(watcher.recent(), ElementsAre(id)) << "the first of the record can be taken back";
}

/// The English complaint about resuming.
std::string refusal(journal::Journal& journal) {
    const auto watcher = Watcher::resume(nem::kMainnet, {night()}, journal, kNow);
    return watcher ? std::string{} : watcher.error().text.en;
}

std::string bytes_of(const nem::Block& block) {
    const auto bytes = nem::encode(block);
    return {bytes.begin(), bytes.end()};
}

TEST(Watcher, RefusesARecordThatContradictsItself) {
    Chain chain;
    const auto first = chain.grow({});
    const std::string hash{first.hash.bytes.begin(), first.hash.bytes.end()};
    const journal::Block good{{1}, hash, bytes_of(first.block)};
    struct Case {
        journal::Block block;
        journal::Entry entry;
        const char* says;
    };
    const Case cases[] = {
        {good, {"feed", "final_height", "2"}, "block 2 is final, the newest recorded is 1"},
        {good, {"feed", "final_height", "x"}, "entry feed final_height cannot be read"},
        {good, {"feed", "below", "12 34"}, "entry feed below cannot be read"},
        {good,
         {"feed", "below", fmt::format("7 {}", nem::to_hex(first.hash))},
         "block 1 does not follow 7"},
        {good, {"feed", "nemesis", "12"}, "entry feed nemesis cannot be read"},
        {good, {"undone", "00", "-1"}, "entry undone 00 cannot be read"},
        {{{1}, std::string(32, 'x'), good.bytes}, {}, "block 1 is not what its hash says"},
        {{{2}, hash, good.bytes}, {}, "block 2 is not what its hash says"},
        {{{1}, hash, "x"}, {}, "block 1 cannot be applied"},
    };
    for (const auto& [block, entry, says] : cases) {
        const TestFolder folder;
        auto journal = open(folder);
        journal::Batch batch;
        batch.append(block);
        batch.replace(entry);
        ASSERT_TRUE(journal.commit(batch));
        EXPECT_THAT(refusal(journal), HasSubstr(says));
    }
}

TEST(Watcher, RecordsWhatANewCaseHasToSayPieceByPiece) {
    const TestFolder folder;
    auto journal = open(folder);
    Chain chain;
    {
        auto watcher = resume(journal, {});
        take(watcher, {chain.grow({})});
        for (int i = 0; i < 11; ++i) {
            std::vector<nem::SignedTransaction> thefts;
            for (std::uint64_t atoms = 1; atoms <= 1'000; ++atoms) {
                thefts.push_back(transfer(kVictim, kThief, atoms));
            }
            take(watcher, {chain.grow(std::move(thefts))});
        }
    }
    journal::Batch batch;
    batch.append({{13}, "no hash", "no block"});
    ASSERT_TRUE(journal.commit(batch));
    EXPECT_THAT(refusal(journal), HasSubstr("block 13 cannot be applied"));
    EXPECT_GE(ids(journal).size(), 10'000U) << "not all of it was held until the end";
}

}  // namespace
}  // namespace app

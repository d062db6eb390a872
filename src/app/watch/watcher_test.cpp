#include "watcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <test_folder/test_folder.hpp>

namespace app {
namespace {

using test_folder::TestFolder;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr base::Instant kNow{1'516'892'580};

nem::PublicKey key_of(std::uint8_t number) {
    nem::PublicKey key;
    key.bytes.fill(number);
    return key;
}
nem::Address address_of(std::uint8_t number) {
    return nem::to_address(key_of(number), nem::kMainnet);
}
std::string text_of(std::uint8_t number) { return std::string{address_of(number).text()}; }

constexpr std::uint8_t kVictim = 1;
constexpr std::uint8_t kThief = 2;
constexpr std::uint8_t kHelper = 3;
constexpr std::uint8_t kExchange = 4;
constexpr std::uint8_t kHarvester = 9;
constexpr std::uint64_t kXem = 1'000'000;

nem::SignedTransaction transfer(std::uint8_t from, std::uint8_t to, std::uint64_t atoms) {
    nem::Transaction transaction{
        {.network = nem::kMainnet,
         .time_stamp = {1},
         .signer = key_of(from),
         .fee = money::Amount::from_atoms(50'000),
         .deadline = {3'600}},
        nem::Transfer{address_of(to), money::Amount::from_atoms(atoms), {}, {}}};
    return {std::move(transaction), {}};
}

/// A chain that grows and forks.
class Chain {
public:
    nem_node::BlockAccepted grow(std::vector<nem::SignedTransaction> transactions,
                                 std::uint32_t branch = 0) {
        nem::Block block;
        block.type = blocks_.empty() ? nem::BlockType::Nemesis : nem::BlockType::Regular;
        block.height = {blocks_.size() + 1};
        block.time_stamp = {static_cast<std::uint32_t>(60 * blocks_.size()) + branch};
        block.signer = key_of(kHarvester);
        if (!blocks_.empty()) { block.previous = blocks_.back().hash; }
        block.transactions = std::move(transactions);
        blocks_.push_back({block, nem::hash_of(block), 0});
        return blocks_.back();
    }
    nem_node::BlockUndone shrink() {
        const nem_node::BlockUndone undone{{blocks_.back().block.height, blocks_.back().hash}};
        blocks_.pop_back();
        return undone;
    }
    [[nodiscard]] const std::vector<nem_node::BlockAccepted>& blocks() const { return blocks_; }

private:
    std::vector<nem_node::BlockAccepted> blocks_;
};

live::Case night() {
    live::Case night;
    night.id = "night";
    night.theft_account = live::AccountTheft{text_of(kVictim), ledger::Height{2}, std::nullopt};
    night.boundaries = {{text_of(kExchange), "An exchange", trace::BoundaryKind::Exchange}};
    night.marks = marks::Rule{money::Amount::from_atoms(10 * kXem)};
    return night;
}

journal::Journal open(const TestFolder& folder) {
    auto journal = journal::Journal::open(folder.path(), "test");
    if (!journal) { throw std::runtime_error(journal.error().text.en); }
    return std::move(*journal);
}

Watcher resume(journal::Journal& journal, std::vector<live::Case> cases = {night()}) {
    auto watcher = Watcher::resume(nem::kMainnet, std::move(cases), journal, kNow);
    if (!watcher) { throw std::runtime_error(watcher.error().text.en); }
    return std::move(*watcher);
}

/// Every mosaic and owner that is asked for is unknown: these chains have none.
const Nodes kNoNodes;

void take(Watcher& watcher, std::vector<nem_node::FeedEvent> events) {
    const auto taken = watcher.take(std::move(events), {0}, kNow, kNoNodes);
    ASSERT_TRUE(taken) << taken.error().text.en;
}

std::vector<std::string> ids(const journal::Journal& journal) {
    std::vector<std::string> ids;
    const auto events = journal.events(0, 100'000);
    for (const auto& recorded : *events) { ids.push_back(recorded.event.id); }
    return ids;
}

std::vector<std::string> lines(const journal::Journal& journal, base::Language language) {
    std::vector<std::string> lines;
    const auto untold = journal.untold(1'000);
    for (const auto& recorded : *untold) {
        lines.push_back(to_line(Json::parse(recorded.event.document),
                                {{text_of(kThief), {"the thief", "犯人"}}}, language, {}));
    }
    return lines;
}

TEST(Watcher, TellsTheNightAsItHappens) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    take(watcher, {chain.grow({transfer(kVictim, kThief, 500 * kXem)})});
    take(watcher, {chain.grow({transfer(kThief, kExchange, 100 * kXem),
                               transfer(kThief, kHelper, 5 * kXem)})});
    const auto told = lines(journal, base::Language::En);
    ASSERT_EQ(told.size(), 4U);
    EXPECT_THAT(told[0], HasSubstr("#2  [night] THEFT 500.000000 XEM " + text_of(kVictim)));
    EXPECT_THAT(told[0], HasSubstr("2015-03-29"));
    EXPECT_THAT(told[1], HasSubstr("mark proposed: " + text_of(kThief) + " (the thief)"));
    EXPECT_THAT(told[2], HasSubstr("REACHED An exchange: 100.000000 XEM tainted"));
    EXPECT_THAT(told[3], HasSubstr("moved 5.000000 XEM"));
    EXPECT_THAT(lines(journal, base::Language::Ja)[0], HasSubstr("流出 500.000000 XEM"));
    EXPECT_THAT(watcher.watched(), Contains(address_of(kThief)));
    EXPECT_EQ(watcher.follower().states().front().sums.fees, 2U * 50'000);
}

TEST(Watcher, WarnsOfWhatIsUnconfirmedOnce) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    const auto theft = transfer(kVictim, kThief, 500 * kXem);
    const nem_node::PreAlert alert{{std::nullopt, theft}, nem::hash_of(theft.transaction), "n1"};
    const auto before = watcher.bytes();
    take(watcher, {alert});
    take(watcher, {alert});
    EXPECT_EQ(watcher.bytes(), before) << "what is unconfirmed changes nothing";
    const auto told = lines(journal, base::Language::En);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_THAT(told[0], HasSubstr("unconfirmed  [night] THEFT UNDER WAY"));
}

TEST(Watcher, SaysOneReorganisationHoweverManyBlocksItTakesBack) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher,
         {chain.grow({}), chain.grow({transfer(kVictim, kThief, 500 * kXem)}), chain.grow({})});
    journal::Batch told;
    told.told_up_to(journal.untold(100)->back().number);
    ASSERT_TRUE(journal.commit(told));
    const auto first = chain.shrink();
    const auto second = chain.shrink();
    take(watcher, {first, second, chain.grow({}, 7)});
    const auto now = lines(journal, base::Language::En);
    ASSERT_EQ(now.size(), 2U);
    EXPECT_THAT(now[0], HasSubstr("mark no longer proposed"));
    EXPECT_THAT(now[1], HasSubstr("2 blocks taken back from height 3"));
    EXPECT_EQ(*journal.blocks(), 2U);
    EXPECT_EQ(watcher.recent().back().hash, chain.blocks().back().hash);
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
        ASSERT_TRUE(watcher.take({}, {41}, kNow, kNoNodes));
        ASSERT_TRUE(watcher.take({}, {17}, kNow, kNoNodes));
    }
    EXPECT_EQ(resume(journal).final_height(), ledger::Height{41});
}

TEST(Watcher, MintsWhatTheNemesisBlockHandsOut) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({transfer(kHelper, kVictim, 500 * kXem)})});
    take(watcher, {chain.grow({transfer(kVictim, kThief, 400 * kXem)})});
    EXPECT_FALSE(watcher.follower().states().front().sums.partial);
}

TEST(Watcher, StopsAtABlockThatItCannotRead) {
    const TestFolder folder;
    auto journal = open(folder);
    auto watcher = resume(journal);
    Chain chain;
    take(watcher, {chain.grow({})});
    std::ignore = chain.grow({});
    const auto taken = watcher.take({chain.grow({})}, {0}, kNow, kNoNodes);  // one is missing
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().blame, base::Blame::World);
    EXPECT_THAT(taken.error().text.en, HasSubstr("block 3 cannot be applied"));
    EXPECT_EQ(*journal.blocks(), 1U) << "nothing of it is recorded";
}

std::uint8_t any_account(std::mt19937_64& random) {
    return static_cast<std::uint8_t>(1 + (random() % 4));
}

// ---- killed between any two steps, and forked as the chain likes, it ends where a fresh read
// does.

TEST(Watcher, EndsWhereAFreshReadDoesWhateverForksAndRestartsCame) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937_64 random{seed};
        const TestFolder folder;
        auto journal = std::make_unique<journal::Journal>(open(folder));
        auto watcher = std::make_unique<Watcher>(resume(*journal));
        Chain chain;
        for (int step = 0; step < 40; ++step) {
            std::vector<nem_node::FeedEvent> events;
            std::size_t back = random() % 4 == 0 ? random() % (chain.blocks().size() + 1) : 0;
            back = std::min<std::size_t>(back, 5);
            while (back-- > 0) { events.emplace_back(chain.shrink()); }
            for (std::size_t more = random() % 3; more > 0; --more) {
                std::vector<nem::SignedTransaction> transactions;
                for (std::size_t i = random() % 4; i > 0; --i) {
                    transactions.push_back(transfer(any_account(random), any_account(random),
                                                    (random() % 100) * kXem));
                }
                events.emplace_back(
                    chain.grow(std::move(transactions), static_cast<std::uint32_t>(random() % 50)));
            }
            take(*watcher, std::move(events));
            if (random() % 5 > 0) { continue; }
            watcher.reset();  // it is gone without a word, and so is the journal's lock
            journal.reset();
            journal = std::make_unique<journal::Journal>(open(folder));
            watcher = std::make_unique<Watcher>(resume(*journal));
        }
        const TestFolder elsewhere;
        auto fresh_journal = open(elsewhere);
        auto fresh = resume(fresh_journal);
        std::vector<nem_node::FeedEvent> all;
        for (const auto& block : chain.blocks()) { all.emplace_back(block); }
        take(fresh, std::move(all));
        EXPECT_EQ(watcher->bytes(), fresh.bytes());
        EXPECT_EQ(watcher->recent(), fresh.recent());
        const auto told = ids(*journal);
        for (const auto& id : ids(fresh_journal)) {
            EXPECT_THAT(told, Contains(id)) << "every event of the final chain was told";
        }
        EXPECT_EQ(std::set<std::string>(told.begin(), told.end()).size(), told.size())
            << "and none twice";
    }
}

}  // namespace
}  // namespace app

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "testing.hpp"

/// Killed between any two steps, and forked as the chain likes, a watcher ends where a fresh read
/// does.
namespace app {
namespace {

using namespace testing;
using ::testing::Contains;

std::uint8_t any_account(std::mt19937_64& random) {
    return static_cast<std::uint8_t>(1 + (random() % 4));
}

/// A night of forks and restarts on a chain that begins at `first`.
class Night {
public:
    Night(std::uint64_t seed, std::uint64_t first) : random_{seed}, chain_{first} {
        nem_node::MosaicFacts levied;
        levied.definition.creator = key_of(kHelper);
        levied.definition.id = {"a", "levied"};
        levied.definition.properties = {{"divisibility", "0"},
                                        {"initialSupply", "1000"},
                                        {"supplyMutable", "true"},
                                        {"transferable", "true"}};
        levied.definition.levy = nem::Levy{nem::Levy::Type::Absolute,
                                           address_of(kExchange),
                                           {"nem", "xem"},
                                           money::Amount::from_atoms(3 * kXem)};
        node_.mosaics["a:levied"] = levied;  // and a:lapsed is known to nobody
        node_.owners[address_of(kHarvester + 1)] = address_of(kHelper);
    }

    void live_through(int steps) {
        for (int step = 0; step < steps; ++step) {
            take(*watcher_, next_events(), nodes_);
            if (random_() % 5 == 0) { restart(); }
        }
    }
    /// Read anew, its blocks in one step, by another program with another record.
    void expect_a_fresh_read_to_be_the_same() {
        const TestFolder elsewhere;
        auto fresh_journal = open(elsewhere);
        auto fresh = resume(fresh_journal);
        std::vector<nem_node::FeedEvent> all;
        for (const auto& block : chain_.blocks()) { all.emplace_back(block); }
        take(fresh, std::move(all), nodes_);
        EXPECT_EQ(watcher_->bytes(), fresh.bytes());
        EXPECT_EQ(watcher_->recent(), fresh.recent());
        EXPECT_EQ(journal_->entries("learned")->size(), fresh_journal.entries("learned")->size());
        const auto told = ids(*journal_);
        for (const auto& id : ids(fresh_journal)) {
            EXPECT_THAT(told, Contains(id)) << "every event of the final chain was told";
        }
        EXPECT_EQ(std::set<std::string>(told.begin(), told.end()).size(), told.size())
            << "and none twice";
    }

private:
    std::vector<nem_node::FeedEvent> next_events() {
        std::vector<nem_node::FeedEvent> events;
        std::size_t back = random_() % 4 == 0 ? random_() % (chain_.blocks().size() + 1) : 0;
        back = std::min<std::size_t>(back, 5);
        while (back-- > 0) { events.emplace_back(chain_.shrink()); }
        for (std::size_t more = random_() % 3; more > 0; --more) {
            std::vector<nem::SignedTransaction> transactions;
            for (std::size_t i = random_() % 4; i > 0; --i) {
                transactions.push_back(any_transfer());
            }
            const auto harvester = static_cast<std::uint8_t>(kHarvester + (random_() % 3));
            // Often the same again: a block that comes back.
            const auto branch = static_cast<std::uint32_t>(random_() % 2);
            events.emplace_back(chain_.grow(std::move(transactions), branch, harvester));
        }
        return events;
    }
    nem::SignedTransaction any_transfer() {
        const auto from = any_account(random_);
        const auto to = any_account(random_);
        const auto atoms = (random_() % 100) * kXem;
        const auto attached = first_is_middle() ? random_() % 6 : 2;
        if (attached > 1) { return transfer(from, to, atoms); }
        return transfer_with(from, to, atoms, {"a", attached == 0 ? "levied" : "lapsed"}, 5);
    }
    [[nodiscard]] bool first_is_middle() const {
        return !chain_.blocks().empty() && chain_.blocks().front().block.height.value > 1;
    }
    void restart() {
        watcher_.reset();  // it is gone without a word, and so is the journal's lock
        journal_.reset();
        journal_ = std::make_unique<journal::Journal>(open(folder_));
        watcher_ = std::make_unique<Watcher>(resume(*journal_));
    }

    std::mt19937_64 random_;
    Chain chain_;
    ToldNode node_;
    Nodes nodes_{{&node_}, 1};
    TestFolder folder_;
    std::unique_ptr<journal::Journal> journal_{std::make_unique<journal::Journal>(open(folder_))};
    std::unique_ptr<Watcher> watcher_{std::make_unique<Watcher>(resume(*journal_))};
};

TEST(WatcherProperty, EndsWhereAFreshReadDoesWhateverForksAndRestartsCame) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        SCOPED_TRACE(seed);
        Night night{seed, 1};
        night.live_through(40);
        night.expect_a_fresh_read_to_be_the_same();
    }
}

TEST(WatcherProperty, EndsWhereAFreshReadDoesFromTheMiddleOfTheChain) {
    for (std::uint64_t seed = 100; seed < 112; ++seed) {
        SCOPED_TRACE(seed);
        Night night{seed, 1'000'000};
        night.live_through(40);
        night.expect_a_fresh_read_to_be_the_same();
    }
}

}  // namespace
}  // namespace app

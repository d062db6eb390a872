#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <journal/journal.hpp>

#include "testing.hpp"

namespace journal {
namespace {

using testing::block;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::open;
using testing::TestFolder;

/// Commits what `fill` puts into a batch; the complaint's English text where there is one.
std::string commit(Journal& journal, const std::function<void(Batch&)>& fill) {
    Batch batch;
    fill(batch);
    const auto committed = journal.commit(batch);
    return committed ? std::string{} : committed.error().text.en;
}

TEST(Journal, KeepsWhatWasCommitted) {
    const TestFolder folder;
    {
        auto journal = open(folder);
        EXPECT_FALSE(*journal.newest());
        EXPECT_EQ(commit(journal,
                         [](Batch& batch) {
                             batch.append(block(7));
                             batch.append(block(8));
                             batch.tell({"e1", "first"});
                             batch.put({"parcel", "p", "stored"});
                         }),
                  "");
    }
    const auto journal = open(folder);
    EXPECT_EQ(*journal.newest(), block(8));
    EXPECT_EQ(*journal.blocks(), 2U);
    EXPECT_THAT(*journal.entries("parcel"), ElementsAre(Entry{"parcel", "p", "stored"}));
    EXPECT_THAT(*journal.entries("other"), IsEmpty());
    EXPECT_THAT(*journal.untold(10), ElementsAre(RecordedEvent{1, {"e1", "first"}}));
}

TEST(Journal, RecordsAnEventOnceAndTellsWhatWasNotTold) {
    const TestFolder folder;
    auto journal = open(folder);
    commit(journal, [](Batch& batch) {
        batch.tell({"a", "1"});
        batch.tell({"b", "2"});
        batch.tell({"a", "3"});
        batch.tell({"c", "4"});
    });
    ASSERT_EQ(journal.untold(2)->size(), 2U);
    const auto told = journal.untold(2)->back();
    EXPECT_EQ(told.event, (Event{"b", "2"}));
    commit(journal, [&](Batch& batch) { batch.told_up_to(told.number); });
    commit(journal, [&](Batch& batch) { batch.told_up_to(1); });
    ASSERT_EQ(journal.untold(10)->size(), 1U) << "telling never goes back";
    EXPECT_EQ(journal.untold(10)->front().event, (Event{"c", "4"}));
    EXPECT_EQ(journal.events(0, 10)->size(), 3U);
}

TEST(Journal, TakesBackTheNewestBlockOnly) {
    const TestFolder folder;
    auto journal = open(folder);
    commit(journal, [](Batch& batch) {
        for (std::uint64_t height = 1; height < 5; ++height) { batch.append(block(height)); }
    });
    EXPECT_THAT(commit(journal, [](Batch& batch) { batch.take_back({3}); }),
                HasSubstr("not the newest"));
    EXPECT_EQ(commit(journal,
                     [](Batch& batch) {
                         batch.take_back({4});
                         batch.take_back({3});
                         batch.append(block(3, "other"));
                     }),
              "");
    std::vector<Block> found;
    ASSERT_TRUE(journal.for_each_block([&](const Block& each) {
        found.push_back(each);
        return true;
    }));
    EXPECT_THAT(found, ElementsAre(block(1), block(2), block(3, "other")));
    found.clear();
    ASSERT_TRUE(journal.for_each_block([&](const Block& each) {
        found.push_back(each);
        return false;
    }));
    EXPECT_EQ(found.size(), 1U);
}

TEST(Journal, ChangesNothingWhereOnePartCannotBe) {
    const TestFolder folder;
    auto journal = open(folder);
    commit(journal, [](Batch& batch) {
        batch.append(block(1));
        batch.put({"parcel", "p", "x"});
    });
    EXPECT_THAT(commit(journal,
                       [](Batch& batch) {
                           batch.append(block(2));
                           batch.tell({"e", "d"});
                           batch.append(block(4));
                       }),
                HasSubstr("does not follow"));
    EXPECT_THAT(commit(journal,
                       [](Batch& batch) {
                           batch.append(block(2));
                           batch.put({"parcel", "p", "y"});
                       }),
                HasSubstr("is there already"));
    EXPECT_EQ(*journal.newest(), block(1));
    EXPECT_THAT(*journal.untold(10), IsEmpty());
    EXPECT_EQ(commit(journal, [](Batch& batch) { batch.replace({"parcel", "p", "z"}); }), "");
    EXPECT_THAT(*journal.entries("parcel"), ElementsAre(Entry{"parcel", "p", "z"}));
}

/// The English complaint about opening.
std::string refusal(const TestFolder& folder, std::string_view purpose = "test") {
    const auto journal = Journal::open(folder.path(), purpose);
    return journal ? std::string{} : journal.error().text.en;
}

TEST(Journal, RefusesASecondWriter) {
    const TestFolder folder;
    const auto first = open(folder);
    EXPECT_THAT(refusal(folder), HasSubstr("another process has it open"));
}

TEST(Journal, RefusesAnotherPurpose) {
    const TestFolder folder;
    { const auto first = open(folder); }
    EXPECT_THAT(refusal(folder, "mainnet"), HasSubstr("is the record of test, expected mainnet"));
}

void run(const TestFolder& folder, const char* sql) {
    sqlite3* handle = nullptr;
    ASSERT_EQ(sqlite3_open((folder.path() / "journal.sqlite").c_str(), &handle), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(handle);
}

TEST(Journal, RefusesAnotherVersionAndSaysWhatToDo) {
    const TestFolder folder;
    { const auto first = open(folder); }
    run(folder, "PRAGMA user_version = 3");
    EXPECT_THAT(refusal(folder), HasSubstr("has version 3, this program knows version 2; use a"));
    run(folder, "PRAGMA user_version = 1");
    EXPECT_THAT(refusal(folder), HasSubstr("begin a new record in another folder"));
}

TEST(Journal, ForgetsAnEntry) {
    const TestFolder folder;
    auto journal = open(folder);
    commit(journal, [](Batch& batch) {
        batch.put({"parcel", "p", "x"});
        batch.put({"parcel", "q", "y"});
        batch.put({"other", "p", "z"});
    });
    EXPECT_EQ(commit(journal,
                     [](Batch& batch) {
                         batch.remove("parcel", "p");
                         batch.remove("parcel", "nobody");
                     }),
              "");
    EXPECT_THAT(*journal.entries("parcel"), ElementsAre(Entry{"parcel", "q", "y"}));
    EXPECT_EQ(journal.entries("other")->size(), 1U);
}

TEST(Journal, TakesWritesWhileItsBlocksAreRead) {
    const TestFolder folder;
    auto journal = open(folder);
    commit(journal, [](Batch& batch) {
        for (std::uint64_t height = 1; height <= 50; ++height) { batch.append(block(height)); }
    });
    std::uint64_t read = 0;
    ASSERT_TRUE(journal.for_each_block([&](const Block& each) {
        EXPECT_EQ(each.height.value, ++read);
        EXPECT_EQ(commit(journal,
                         [&](Batch& batch) { batch.tell({fmt::format("event {}", read), "d"}); }),
                  "");
        return true;
    }));
    EXPECT_EQ(read, 50U);
    EXPECT_EQ(journal.events(0, 100)->size(), 50U);
}

TEST(Journal, RefusesAnotherProgramsDatabase) {
    const TestFolder folder;
    run(folder, "CREATE TABLE t (x)");
    EXPECT_THAT(refusal(folder), HasSubstr("another program"));
}

TEST(Journal, RefusesAFileThatIsNoDatabase) {
    const TestFolder folder;
    std::ofstream{folder.path() / "journal.sqlite"} << std::string(5'000, 'x');
    EXPECT_THAT(refusal(folder), HasSubstr("is not a database"));
}

TEST(Journal, RefusesAFolderThatCannotBe) {
    const auto journal = Journal::open("/dev/null/folder", "test");
    ASSERT_FALSE(journal);
    EXPECT_EQ(journal.error().blame, base::Blame::World);
    EXPECT_THAT(journal.error().text.en, HasSubstr("cannot be made"));
}

TEST(Journal, SaysThatTheDiskIsFullAndLosesNothing) {
    const TestFolder folder;
    auto journal = open(folder);
    commit(journal, [](Batch& batch) { batch.append(block(1)); });
    const auto old_action = std::signal(SIGXFSZ, SIG_IGN);
    rlimit old_limit{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old_limit), 0);
    const rlimit small{200'000, old_limit.rlim_max};
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
    Batch batch;
    batch.append({.height = {2}, .hash = "h", .bytes = std::string(1'000'000, 'x')});
    const auto committed = journal.commit(batch);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old_limit), 0);
    std::signal(SIGXFSZ, old_action);
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().blame, base::Blame::World);
    EXPECT_EQ(*journal.newest(), block(1));
    EXPECT_TRUE(journal.commit(batch)) << "with room again it goes on";
}

}  // namespace
}  // namespace journal

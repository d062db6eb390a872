#include "folder_outbox.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <test_folder/test_folder.hpp>

#include "outcome.hpp"

namespace app {
namespace {

nem_wallet::Parcel parcel(const std::string& order, std::uint32_t number) {
    nem::Transaction transaction;
    transaction.header.time_stamp = nem::TimeStamp{number};
    transaction.header.deadline = nem::TimeStamp{number + 100};
    transaction.body = nem::ProvisionNamespace{{}, {}, "part", std::nullopt};
    std::ranges::fill(std::get<nem::ProvisionNamespace>(transaction.body).rental_fee_sink.letters,
                      'A');
    nem_wallet::Parcel made;
    made.order = order;
    made.transaction = {transaction, {}};
    made.stored_at = ledger::Height{7};
    return made;
}

TEST(FolderOutbox, KeepsWhatWasPutForTheNextProcess) {
    const test_folder::TestFolder folder;
    const auto path = folder.path() / "outbox";
    {
        const auto outbox = FolderOutbox::open(path);
        ASSERT_TRUE(outbox);
        ASSERT_TRUE((*outbox)->put(parcel("one", 1)));
        ASSERT_TRUE((*outbox)->put(parcel("two", 2)));
        auto changed = parcel("two", 2);
        changed.refusals.push_back({"http://n", 5, nem::TimeStamp{3}});
        ASSERT_TRUE((*outbox)->update(changed));
    }
    const auto again = FolderOutbox::open(path);
    ASSERT_TRUE(again);
    const auto all = (*again)->all();
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2U);
    const auto two = std::ranges::find(*all, "two", &nem_wallet::Parcel::order);
    ASSERT_NE(two, all->end());
    EXPECT_EQ(two->refusals.size(), 1U);
    const auto mode = std::filesystem::status(path).permissions();
    EXPECT_EQ(mode & std::filesystem::perms::others_all, std::filesystem::perms::none);
}

TEST(FolderOutbox, TakesNoTwoParcelsOfOneId) {
    const test_folder::TestFolder folder;
    const auto outbox = FolderOutbox::open(folder.path() / "outbox");
    ASSERT_TRUE(outbox);
    ASSERT_TRUE((*outbox)->put(parcel("one", 1)));
    EXPECT_FALSE((*outbox)->put(parcel("one", 2)));
    const auto all = (*outbox)->all();
    ASSERT_TRUE(all);
    EXPECT_EQ(all->size(), 1U);
}

TEST(FolderOutbox, IsOneProcessesAtATime) {
    const test_folder::TestFolder folder;
    const auto path = folder.path() / "outbox";
    const auto outbox = FolderOutbox::open(path);
    ASSERT_TRUE(outbox);
    const auto second = FolderOutbox::open(path);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().blame, base::Blame::World);
}

TEST(FolderOutbox, ComplainsOfWhatItCannotRead) {
    const test_folder::TestFolder folder;
    const auto path = folder.path() / "outbox";
    const auto outbox = FolderOutbox::open(path);
    ASSERT_TRUE(outbox);
    std::ofstream{path / "x.parcel.json"} << "{}";
    const auto all = (*outbox)->all();
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().blame, base::Blame::Input);
    EXPECT_EQ(all.error().place.file, (path / "x.parcel.json").string());
}

TEST(FolderOutbox, IsMadeWhateverEndsItsName) {
    const test_folder::TestFolder folder;
    for (const auto* const name : {"plain", "slash/", "slashes//"}) {
        const auto outbox = FolderOutbox::open(folder.path() / name);
        ASSERT_TRUE(outbox) << name;
        EXPECT_TRUE((*outbox)->put(parcel("one", 1))) << name;
    }
}

TEST(FolderOutbox, ComplainsOfAFolderThatCannotBe) {
    const test_folder::TestFolder folder;
    EXPECT_FALSE(FolderOutbox::open(folder.path() / "no" / "such"));
    std::ofstream{folder.path() / "file"} << "x";
    EXPECT_FALSE(FolderOutbox::open(folder.path() / "file"));
}

TEST(SentState, SaysWhatThePersonHasToKnow) {
    nem_wallet::Standing standing{parcel("one", 1'000), std::nullopt, {}};
    const nem::TimeStamp before{1'050};
    const nem::TimeStamp after{1'101};
    EXPECT_EQ(state_of(standing, before), SentState::Stored);
    EXPECT_EQ(state_of(standing, after), SentState::Lapsed);
    standing.parcel.refusals.push_back({"http://n", 5, before});
    EXPECT_EQ(state_of(standing, before), SentState::Refused);
    standing.known_to.emplace_back("http://m");
    EXPECT_EQ(state_of(standing, before), SentState::Accepted);
    EXPECT_EQ(state_of(standing, before, true), SentState::Overtaken);
    standing.included = ledger::Height{9};
    EXPECT_EQ(state_of(standing, after), SentState::Included);
    standing.parcel.outcome = nem_wallet::Outcome::Final;
    EXPECT_EQ(state_of(standing, after), SentState::Final);
    standing.parcel.outcome = nem_wallet::Outcome::Expired;
    EXPECT_EQ(state_of(standing, after), SentState::Expired);
}

TEST(SentState, AsksForActionByItsExitCode) {
    const std::array<std::pair<SentState, int>, 9> cases{{{SentState::Shown, 0},
                                                          {SentState::Overtaken, 0},
                                                          {SentState::Accepted, 0},
                                                          {SentState::Included, 0},
                                                          {SentState::Final, 0},
                                                          {SentState::Refused, 1},
                                                          {SentState::Lapsed, 1},
                                                          {SentState::Expired, 1},
                                                          {SentState::Stored, 4}}};
    for (const auto& [state, code] : cases) {
        EXPECT_EQ(exit_code_of(state), code) << to_string(state);
    }
}

}  // namespace
}  // namespace app

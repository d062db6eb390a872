#include "desk_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../watch/testing.hpp"
#include "case_desk.hpp"

namespace app {
namespace {

using namespace testing;
using ::testing::HasSubstr;
namespace event = marks::event;

const marks::Candidate kCandidate{.account = "A",
                                  .received = money::Amount::from_atoms(5),
                                  .tainted = money::Amount::from_atoms(3),
                                  .balance = money::Amount::from_atoms(4),
                                  .hops = 2,
                                  .received_theft = true,
                                  .tx = "t"};

TEST(DeskLog, ReadsWhatItWrote) {
    const std::vector<marks::DeskEvent> events{event::NextBlock{{7}, {kCandidate}},
                                               event::BlockUndone{{7}},
                                               event::Tick{{9}, money::Amount::from_atoms(50'000)},
                                               event::Approve{"A"},
                                               event::Decline{"A"},
                                               event::Included{"o", {8}, "t"},
                                               event::FellOut{"o"},
                                               event::Failed{"o"},
                                               event::Dispute{"A", "n"},
                                               event::Uphold{"A"},
                                               event::Revoke{"A", "n"},
                                               event::Close{{9}, "n"}};
    for (const auto& one : events) {
        const auto text = to_document({ledger::Height{6}, one});
        const auto read = parse_logged(text);
        if (!read) {
            ADD_FAILURE() << text;
            continue;
        }
        EXPECT_EQ(to_document(*read), text);
        EXPECT_EQ(read->event.index(), one.index());
    }
    for (const char* text : {"", "[]", "{}", R"({"version":"dyepack.desk-event/1","tip":null})",
                             R"({"version":"dyepack.desk-event/1","tip":1,"kind":"party"})",
                             R"({"version":"dyepack.desk-event/1","tip":1,"kind":"tick"})"}) {
        EXPECT_FALSE(parse_logged(text).has_value()) << text;
    }
}

TEST(DeskLog, RefusesNumbersThatItWouldHaveToChange) {
    const auto block = to_document({ledger::Height{6}, event::NextBlock{{7}, {kCandidate}}});
    const auto tick =
        to_document({ledger::Height{6}, event::Tick{{9}, money::Amount::from_atoms(50'000)}});
    ASSERT_TRUE(parse_logged(block).has_value());
    ASSERT_TRUE(parse_logged(tick).has_value());
    struct Case {
        std::string document;
        std::string from;
        std::string to;
    };
    const std::vector<Case> cases{{block, "\"hops\":2", "\"hops\":-1"},
                                  {block, "\"hops\":2", "\"hops\":4294967297"},
                                  {block, "\"tainted\":3", "\"tainted\":1e300"},
                                  {block, "\"tainted\":3", "\"tainted\":2.5"},
                                  {block, "\"height\":7", "\"height\":-7"},
                                  {block, "\"tip\":6", "\"tip\":6.5"},
                                  {tick, "\"now\":9", "\"now\":18446744073709551615"},
                                  {tick, "\"tip\":6", "\"tip\": 6"}};
    for (const auto& [document, from, to] : cases) {
        auto changed = document;
        const auto at = changed.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        changed.replace(at, from.size(), to);
        EXPECT_FALSE(parse_logged(changed).has_value()) << changed;
    }
}

TEST(CaseDesk, RefusesALogWhoseChainWouldBeLongerThanAnyIs) {
    const marks::DeskEvent block = event::NextBlock{{7}, {}};
    const marks::DeskEvent close = event::Close{{9}, "n"};
    for (const std::uint64_t tip : {std::uint64_t{1'000}, ~std::uint64_t{0}}) {
        const TestFolder folder;
        auto journal = open(folder);
        journal::Batch batch;
        batch.put({"desk/night", "00000000000000000001", to_document({ledger::Height{6}, block})});
        batch.put(
            {"desk/night", "00000000000000000002", to_document({ledger::Height{tip}, close})});
        ASSERT_TRUE(journal.commit(batch).has_value());
        const auto restored =
            CaseDesk::restore({"night", taint::Policy::Haircut, text_of(7)}, {}, journal);
        EXPECT_EQ(restored.has_value(), tip == 1'000) << tip;
        if (!restored) {
            EXPECT_THAT(restored.error().text.en, HasSubstr("entry 00000000000000000002"));
        }
    }
}

}  // namespace
}  // namespace app

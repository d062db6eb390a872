#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <marks/history.hpp>

namespace {

const std::string kFoundation{marks::kFoundationMosaic2018};
const std::string kVolunteers{marks::kVolunteersMosaic2018};
constexpr auto kCase = "coincheck-2018";

marks::History history() {
    return marks::History{{{kFoundation, kCase, {"FOUNDATION", "SECOND"}},
                           {kVolunteers, kCase, {}},
                           {"mine:tag", "other-case", {"ME"}}}};
}
marks::Sent sent(const std::string& from, const std::string& to, const std::string& mosaic,
                 std::uint64_t height, std::uint64_t quantity = 1) {
    return {from,
            to,
            {{mosaic, money::Amount::from_atoms(quantity)}},
            "",
            ledger::Height{height},
            "tx" + std::to_string(height)};
}
marks::Sent told(const std::string& from, const std::string& to, marks::NoticeKind kind,
                 std::uint64_t height) {
    const marks::Notice notice{kind,
                               kCase,
                               taint::Policy::Fifo,
                               money::Amount::from_atoms(1),
                               ledger::Height{height},
                               "FOUNDATION"};
    return {from, to, {}, marks::to_text(notice), ledger::Height{height}, "n"};
}
bool marked(const marks::History& history, const std::string& account) {
    const auto* found = history.find(account, kCase);
    return found != nullptr && found->is_marked();
}

TEST(History, AShedMarkStaysAMark) {
    auto seen = history();
    seen.note(sent("FOUNDATION", "THIEF", kFoundation, 10));
    seen.note(sent("THIEF", "FOUNDATION", kFoundation, 11));
    ASSERT_TRUE(marked(seen, "THIEF"));
    EXPECT_TRUE(seen.find("THIEF", kCase)->mark->sent_back);
    EXPECT_EQ(seen.find("THIEF", kCase)->mark->tx, "tx10");
    EXPECT_EQ(seen.find("FOUNDATION", kCase), nullptr) << "what returns marks nobody";
    seen.note(sent("SECOND", "THIEF", kFoundation, 12));
    EXPECT_EQ(seen.find("THIEF", kCase)->mark->times, 2U);
    EXPECT_FALSE(seen.find("THIEF", kCase)->mark->sent_back);
    EXPECT_EQ(seen.marked(), (std::vector<std::pair<std::string, std::string>>{{"THIEF", kCase}}));
}

TEST(History, HonoursConfiguredIssuersOnly) {
    auto seen = history();
    seen.note(sent("PRANKSTER", "INNOCENT", kFoundation, 10));
    seen.note(sent("PRANKSTER", "INNOCENT", kFoundation, 11));
    seen.note(sent("VOLUNTEER", "INNOCENT", kVolunteers, 12));
    EXPECT_FALSE(marked(seen, "INNOCENT"));
    const auto& unconfirmed = seen.find("INNOCENT", kCase)->unconfirmed;
    ASSERT_TRUE(unconfirmed);
    EXPECT_EQ(unconfirmed->from, "PRANKSTER");
    EXPECT_EQ(unconfirmed->times, 3U);
    EXPECT_EQ(to_string(unconfirmed->imitation), "unconfirmed issuer");
}

TEST(History, HonoursNoLookAlikeNamespace) {
    auto seen = history();
    seen.note(sent("FOUNDATION", "INNOCENT", "t5:warning_dont_accept_stolen_funds", 10));
    EXPECT_FALSE(marked(seen, "INNOCENT"));
    const auto& look_alike = seen.find("INNOCENT", kCase)->look_alike;
    ASSERT_TRUE(look_alike);
    EXPECT_EQ(to_string(look_alike->imitation), "look-alike");
    seen.note(sent("FOUNDATION", "INNOCENT", "TS:WARNING_DONT_ACCEPT_STOLEN_FUNDS", 11));
    EXPECT_EQ(seen.find("INNOCENT", kCase)->look_alike->times, 1U) << "ids are lower case";
}

TEST(History, NothingMovedIsNoMark) {
    auto seen = history();
    seen.note(sent("FOUNDATION", "INNOCENT", kFoundation, 10, 0));
    EXPECT_EQ(seen.find("INNOCENT", kCase), nullptr);
}

TEST(History, TheIssuersLastNoticeCounts) {
    using enum marks::NoticeKind;
    auto seen = history();
    seen.note(told("FOUNDATION", "THIEF", Revoke, 9));  // before the mark: of nothing
    seen.note(sent("FOUNDATION", "THIEF", kFoundation, 10));
    EXPECT_TRUE(marked(seen, "THIEF"));
    seen.note(told("THIEF", "THIEF", Revoke, 11));  // not his to revoke
    EXPECT_TRUE(marked(seen, "THIEF"));
    seen.note(told("SECOND", "THIEF", Dispute, 12));
    EXPECT_EQ(seen.find("THIEF", kCase)->mark->newest, Dispute);
    EXPECT_TRUE(marked(seen, "THIEF"));
    seen.note(told("FOUNDATION", "THIEF", Uphold, 13));
    EXPECT_EQ(seen.find("THIEF", kCase)->mark->newest, Uphold);
    seen.note(told("FOUNDATION", "THIEF", Revoke, 14));
    EXPECT_FALSE(marked(seen, "THIEF"));
    seen.note(told("FOUNDATION", "THIEF", Uphold, 15));
    EXPECT_FALSE(marked(seen, "THIEF")) << "only a new mark marks again";
    seen.note(sent("FOUNDATION", "THIEF", kFoundation, 16));
    EXPECT_TRUE(marked(seen, "THIEF"));
    EXPECT_EQ(seen.find("THIEF", kCase)->mark->height, ledger::Height{16});
}

marks::Sent any_sent() {
    const auto account = [] {
        return *rc::gen::element<std::string>("FOUNDATION", "SECOND", "A", "B");
    };
    if (*rc::gen::inRange(0, 3) == 0) {
        return told(account(), account(),
                    *rc::gen::element(marks::NoticeKind::Dispute, marks::NoticeKind::Uphold,
                                      marks::NoticeKind::Revoke),
                    *rc::gen::inRange<std::uint64_t>(1, 99));
    }
    return sent(account(), account(),
                *rc::gen::elementOf(std::vector<std::string>{kFoundation, kVolunteers, "mine:tag",
                                                             "x:warning_dont_accept_stolen_funds"}),
                *rc::gen::inRange<std::uint64_t>(1, 99), *rc::gen::inRange<std::uint64_t>(0, 3));
}

RC_GTEST_PROP(History, WhatIsUndoneLeavesNoTrace, ()) {
    auto plain = history();
    auto forked = history();
    const auto blocks = *rc::gen::inRange(1, 12);
    for (int i = 0; i < blocks; ++i) {
        const auto orphans = *rc::gen::inRange(0, 3);
        for (int j = 0; j < orphans; ++j) {
            forked.open_block();
            for (int k = 0; k < 3; ++k) { forked.note(any_sent()); }
        }
        for (int j = 0; j < orphans; ++j) { forked.undo_block(); }
        RC_ASSERT(forked.bytes() == plain.bytes());
        plain.open_block();
        forked.open_block();
        for (int k = *rc::gen::inRange(0, 4); k > 0; --k) {
            const auto one = any_sent();
            plain.note(one);
            forked.note(one);
        }
        forked.forget_blocks(5);
    }
    RC_ASSERT(forked.bytes() == plain.bytes());
}

}  // namespace

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <marks/payload.hpp>

namespace {

const std::string kIssuer = "NB3ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDE";

marks::Notice sample() {
    return {marks::NoticeKind::Mark,   "coincheck-2018",
            taint::Policy::Fifo,       money::Amount::from_atoms(526'300'010'000'000),
            ledger::Height{1'462'000}, kIssuer};
}

TEST(Notice, IsOneShortLine) {
    const auto text = marks::to_text(sample());
    EXPECT_EQ(text, "dyepack/1 mark coincheck-2018 fifo 526300010000000 1462000 " + kIssuer);
    EXPECT_LE(text.size(), 127U);  // four fee units on NEM
}

RC_GTEST_PROP(Notice, ReadsBackAsItWas, ()) {
    const auto notice = marks::Notice{
        *rc::gen::element(marks::NoticeKind::Mark, marks::NoticeKind::Dispute,
                          marks::NoticeKind::Uphold, marks::NoticeKind::Revoke),
        *rc::gen::suchThat(
            rc::gen::container<std::string>(rc::gen::elementOf(std::string{"abz019-"})),
            [](const std::string& id) { return marks::is_case_id(id); }),
        *rc::gen::elementOf(std::vector(taint::kPolicies.begin(), taint::kPolicies.end())),
        money::Amount::from_atoms(*rc::gen::arbitrary<std::uint64_t>()),
        ledger::Height{*rc::gen::arbitrary<std::uint64_t>()},
        *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('!', '~')))};
    RC_PRE(marks::is_account_text(notice.issuer));
    RC_ASSERT((marks::parse_notice(marks::to_text(notice)) == notice));
}

TEST(Notice, LongestStillFitsNemsMessage) {
    marks::Notice notice = sample();
    notice.kind = marks::NoticeKind::Dispute;
    notice.case_id = std::string(marks::kCaseIdBytesMax, 'a');
    notice.policy = taint::Policy::Haircut;
    notice.tainted = money::Amount::from_atoms(~std::uint64_t{0});
    notice.height = ledger::Height{~std::uint64_t{0}};
    notice.issuer = std::string(marks::kAccountBytesMax, 'N');
    EXPECT_LE(marks::to_text(notice).size(), marks::kNoticeBytesMax);
    EXPECT_TRUE(marks::parse_notice(marks::to_text(notice)) == notice);
}

TEST(Notice, RefusesWhatIsNone) {
    using enum marks::NoticeError;
    struct Case {
        std::string text;
        marks::NoticeError error;
    };
    const Case cases[] = {
        {"", NotANotice},
        {"1234567", NotANotice},
        {"dyepack/2 mark a fifo 1 1 N", NotANotice},
        {"DYEPACK/1 mark a fifo 1 1 N", NotANotice},
        {"dyepack/1 mark a fifo 1 1 " + std::string(1'024, 'N'), TooLong},
        {"dyepack/1 mark a fifo 1 1", WrongWordCount},
        {"dyepack/1 mark a fifo 1 1 N N", WrongWordCount},
        {"dyepack/1 mark a fifo 1  1 N", WrongWordCount},
        {"dyepack/1 theft a fifo 1 1 N", BadKind},
        {"dyepack/1 mark A fifo 1 1 N", BadCase},
        {"dyepack/1 mark -a fifo 1 1 N", BadCase},
        {"dyepack/1 mark " + std::string(65, 'a') + " fifo 1 1 N", BadCase},
        {"dyepack/1 mark a fair 1 1 N", BadPolicy},
        {"dyepack/1 mark a fifo 01 1 N", BadTainted},
        {"dyepack/1 mark a fifo 1.0 1 N", BadTainted},
        {"dyepack/1 mark a fifo 18446744073709551616 1 N", BadTainted},
        {"dyepack/1 mark a fifo 1 -1 N", BadHeight},
        {"dyepack/1 mark a fifo 1 00 N", BadHeight},
        {"dyepack/1 mark a fifo 1 1 ", BadIssuer},
        {"dyepack/1 mark a fifo 1 1 N\n", BadIssuer},
        {"dyepack/1 mark a fifo 1 1 " + std::string(129, 'N'), BadIssuer},
    };
    for (const auto& [text, error] : cases) {
        const auto notice = marks::parse_notice(text);
        ASSERT_FALSE(notice) << text;
        EXPECT_EQ(notice.error(), error) << text;
        EXPECT_FALSE(marks::to_phrase(error).ja.empty());
    }
}

}  // namespace

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <report/report.hpp>
#include <set>

#include "page_reader.hpp"
#include "sample.hpp"

namespace report {
namespace {

using base::Language;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::array kLanguages{Language::En, Language::Ja};

struct Vocabulary {
    std::set<std::string> tags, attributes;
};

Vocabulary vocabulary_of(const PageReading& reading) {
    Vocabulary found;
    for (const Tag& tag : reading.tags) {
        found.tags.insert(tag.name);
        found.attributes.insert(tag.attributes.begin(), tag.attributes.end());
    }
    return found;
}

std::size_t count_of(std::string_view page, std::string_view what) {
    std::size_t count = 0;
    for (std::size_t at = page.find(what); at != std::string_view::npos;
         at = page.find(what, at + what.size())) {
        ++count;
    }
    return count;
}

/// The part of the page that one section takes.
std::string section(const std::string& page, const std::string& id) {
    const std::size_t begin = page.find("<section id=\"" + id + "\">");
    const std::size_t end = page.find("\n<section id=", begin);
    return begin == std::string::npos ? std::string{} : page.substr(begin, end - begin);
}

TEST(Report, HasEverySectionInBothLanguages) {
    const auto sample = sample::make_small_case();
    const Input input = sample->input();
    const std::string en = to_html(input, Language::En);
    const std::string ja = to_html(input, Language::Ja);
    for (const char* const id :
         {"findings", "flow", "holders", "marks", "services", "timeline", "contradictions",
          "orders", "compensation", "method", "reproduce", "sources"}) {
        EXPECT_THAT(section(en, id), HasSubstr("<h2>")) << id;
        EXPECT_THAT(section(ja, id), HasSubstr("<h2>")) << id;
        EXPECT_NE(section(en, id).substr(0, 80), section(ja, id).substr(0, 80)) << id;
        EXPECT_THAT(en, HasSubstr("href=\"#" + std::string{id} + "\""));
    }
    EXPECT_THAT(en, HasSubstr("<html lang=\"en\">"));
    EXPECT_THAT(ja, HasSubstr("<html lang=\"ja\">"));
}

TEST(Report, IsTheSameBytesEveryTime) {
    for (const Language language : kLanguages) {
        const auto one = sample::make_crowded_case(300);
        const auto other = sample::make_crowded_case(300);
        EXPECT_EQ(to_html(one->input(), language), to_html(other->input(), language));
    }
}

TEST(Report, IsWellFormed) {
    for (const Language language : kLanguages) {
        for (const auto& sample : {sample::make_small_case(), sample::make_hostile_case(),
                                   sample::make_mixed_case(), sample::make_crowded_case(500)}) {
            const std::string page = to_html(sample->input(), language);
            EXPECT_THAT(read_page(page).faults, IsEmpty());
            EXPECT_TRUE(base::is_utf8(page));
        }
    }
}

TEST(Report, LetsNoHostileTextBecomeMarkup) {
    for (const Language language : kLanguages) {
        const auto tame =
            vocabulary_of(read_page(to_html(sample::make_small_case()->input(), language)));
        const auto hostile =
            vocabulary_of(read_page(to_html(sample::make_hostile_case()->input(), language)));
        EXPECT_THAT(tame.tags, testing::IsSupersetOf(hostile.tags));
        EXPECT_THAT(tame.attributes, testing::IsSupersetOf(hostile.attributes));
        for (const std::string& name : hostile.attributes) { EXPECT_FALSE(name.starts_with("on")); }
    }
}

TEST(Report, ShowsBidirectionalControlsInsteadOfObeyingThem) {
    const std::string page = to_html(sample::make_hostile_case()->input(), Language::En);
    EXPECT_THAT(page, HasSubstr("\\u{202E}"));
    for (const char* const control : {"\u202e", "\u202c", "\u200b", "\x01"}) {
        EXPECT_THAT(page, Not(HasSubstr(control)));
    }
}

TEST(Report, LinksNowhereButToTheWeb) {
    const std::string page = to_html(sample::make_hostile_case()->input(), Language::En);
    EXPECT_THAT(page, Not(HasSubstr("href=\"javascript:")));
    EXPECT_THAT(page, HasSubstr("href=\"https://x/&quot;onclick=&quot;x"));
}

TEST(Report, LoadsNothing) {
    const auto sample = sample::make_small_case();
    const std::string page = to_html(sample->input(), Language::En);
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
    const Vocabulary found = vocabulary_of(read_page(page));
    for (const char* const tag : {"script", "link", "img", "iframe", "object", "image", "use"}) {
        EXPECT_FALSE(found.tags.contains(tag)) << tag;
    }
    for (const char* const attribute : {"src", "srcset", "data", "style", "background"}) {
        EXPECT_FALSE(found.attributes.contains(attribute)) << attribute;
    }
    for (const char* const loader : {"@import", "url(h", "url(/", "url(d", "@font-face"}) {
        EXPECT_THAT(page, Not(HasSubstr(loader)));
    }
}

TEST(Report, SaysOnceThatAllPoliciesAgree) {
    const auto sample = sample::make_small_case();
    const std::string holders = section(to_html(sample->input(), Language::En), "holders");
    EXPECT_THAT(holders, HasSubstr("All 5 policies"));
    EXPECT_THAT(holders, HasSubstr("there was nothing to divide"));
    EXPECT_EQ(count_of(holders, "<table>"), 1U);
}

TEST(Report, GivesEachPolicyAColumnWhereTheyDisagree) {
    const auto sample = sample::make_mixed_case();
    const std::string holders = section(to_html(sample->input(), Language::En), "holders");
    EXPECT_THAT(holders, HasSubstr("do not agree"));
    for (const char* const policy : {"FIFO", "Haircut", "LIFO", "TIHO", "Poison"}) {
        EXPECT_THAT(holders, HasSubstr("class=\"number\">" + std::string{policy} + "</th>"));
    }
    EXPECT_THAT(holders, HasSubstr("does not add up"));
}

TEST(Report, KeepsDustedAccountsApartFromProposedMarks) {
    const auto sample = sample::make_small_case();
    const std::string marks = section(to_html(sample->input(), Language::En), "marks");
    const std::size_t dust = marks.find("<section class=\"dust\">");
    const std::size_t dusted = marks.find("Dusting recipient 1");
    ASSERT_NE(dust, std::string::npos);
    EXPECT_GT(dusted, dust);
    EXPECT_LT(marks.find("First receiver"), dust);
    EXPECT_THAT(marks, HasSubstr("3 accounts received the theft itself"));
    EXPECT_THAT(marks, HasSubstr("less than 10,000 XEM"));
}

TEST(Report, ProposesNothingWithoutARule) {
    auto sample = sample::make_small_case();
    sample->record.marks.reset();
    const std::string page = to_html(sample->input(), Language::Ja);
    EXPECT_THAT(section(page, "marks"), HasSubstr("マークの基準がなく"));
}

TEST(Report, FlagsContradictionsWhereTheyTouch) {
    const auto sample = sample::make_small_case();
    const std::string timeline = section(to_html(sample->input(), Language::En), "timeline");
    const std::size_t event = timeline.find("id=\"event-3\"");
    const std::size_t flag = timeline.find("#contradiction-1");
    EXPECT_LT(event, flag);
    EXPECT_LT(flag, timeline.find("id=\"event-4\""));
}

TEST(Report, GivesTimesAsExactlyAsTheirSources) {
    const auto sample = sample::make_small_case();
    const std::string en = section(to_html(sample->input(), Language::En), "timeline");
    EXPECT_THAT(en, HasSubstr("about 00:02 <small>JST"));
    EXPECT_THAT(en, HasSubstr("25 Jan 15:02 UTC"));
    EXPECT_THAT(en, HasSubstr("December 2017"));
    EXPECT_THAT(en, HasSubstr("23 January 2018 (Tuesday) to 24 January 2018 (Wednesday)"));
    EXPECT_THAT(en, HasSubstr("evening"));
    const std::string ja = section(to_html(sample->input(), Language::Ja), "timeline");
    EXPECT_THAT(ja, HasSubstr("00:02頃 <small>JST"));
    EXPECT_THAT(ja, HasSubstr("2018年1月23日（火）～2018年1月24日（水）"));
}

TEST(Report, DashesMovementsWithoutAnAmount) {
    const auto sample = sample::make_small_case();
    const std::string flow = section(to_html(sample->input(), Language::En), "flow");
    EXPECT_THAT(flow, HasSubstr("class=\"link unknown\" marker-end"));
    EXPECT_THAT(flow, HasSubstr("Onward account 8 → Bounce account: amount unknown"));
    EXPECT_THAT(flow, HasSubstr("<title id=\"flow-title\">"));
    EXPECT_THAT(flow, HasSubstr("<desc id=\"flow-description\">"));
}

TEST(Report, SaysWhatItPutTogether) {
    const auto sample = sample::make_crowded_case(2'000);
    const std::string flow = section(to_html(sample->input(), Language::En), "flow");
    EXPECT_THAT(flow, HasSubstr("other accounts"));
    EXPECT_THAT(flow, HasSubstr("at most 20 stand singly"));
}

TEST(Report, StatesPricesWithTimeAndBasisOutsideTheBooks) {
    const auto sample = sample::make_small_case();
    const std::string page = to_html(sample->input(), Language::En);
    EXPECT_THAT(page, HasSubstr("9,120,547,885 JPY"));
    EXPECT_THAT(page, HasSubstr("at 88.549 JPY for one XEM"));
    EXPECT_THAT(page, HasSubstr("they never enter the books"));
}

TEST(Report, CanBeReproduced) {
    const auto sample = sample::make_small_case();
    const std::string part = section(to_html(sample->input(), Language::Ja), "reproduce");
    EXPECT_THAT(part, HasSubstr("dyepack 1.2.3"));
    EXPECT_THAT(part, HasSubstr(std::string(64, 'a')));
    EXPECT_THAT(part, HasSubstr("dyepack report case.yaml --lang en"));
}

TEST(Report, NamesTheBoundItWasReadTo) {
    const auto sample = sample::make_small_case();
    Input input = sample->input();
    input.until = ledger::Height{1'234};
    EXPECT_THAT(to_html(input, Language::En), HasSubstr("height 1,234"));
    input.until = base::parse_moment("2018-01-26T00:04:00+09:00")->at;
    EXPECT_THAT(to_html(input, Language::Ja), HasSubstr("2018年1月26日 00:04:00 JST"));
}

TEST(Report, MakesDoWithACaseThatSaysLittle) {
    for (const Language language : kLanguages) {
        sample::Sample sample;
        sample.ledger.close();
        const std::string page = to_html(sample.input(), language);
        EXPECT_THAT(read_page(page).faults, IsEmpty());
        EXPECT_THAT(section(page, "timeline"), IsEmpty());
        EXPECT_THAT(section(page, "flow"), Not(IsEmpty()));
    }
}

TEST(ReportDeathTest, NeedsAResult) {
    const auto sample = sample::make_small_case();
    Input input = sample->input();
    input.results.clear();
    EXPECT_DEATH(std::ignore = to_html(input, Language::En), "a report has a result");
}

TEST(ReportDeathTest, NeedsTheResultOfItsOwnPolicy) {
    const auto sample = sample::make_small_case();
    Input input = sample->input();
    input.results.erase(input.results.begin());
    EXPECT_DEATH(std::ignore = to_html(input, Language::En), "policy is among its results");
}

}  // namespace
}  // namespace report

#include "dates.hpp"

#include <gtest/gtest.h>

#include "sample.hpp"

namespace report {
namespace {

using base::Language;
using base::Moment;
using base::Precision;

Moment moment(const char* text) { return *base::parse_moment(text); }

TEST(Dates, ReadDaysAndMonthsAndNothingElse) {
    EXPECT_EQ(parse_day("2018-01-26"), (Day{2018, 1, 26}));
    EXPECT_EQ(parse_day("2017-12"), (Day{2017, 12, 0}));
    for (const char* const other : {"", "2018", "2018-13", "2018-02-30", "2018/01/26", "2018-1-26x",
                                    "-018-01-26", "2018-01-2 ", "2018-01-+1", "soon"}) {
        EXPECT_FALSE(parse_day(other)) << other;
    }
}

TEST(Dates, AreWrittenAsTheLanguageWritesThem) {
    EXPECT_EQ(to_long_day({2018, 1, 26}, Language::En), "26 January 2018 (Friday)");
    EXPECT_EQ(to_long_day({2018, 1, 26}, Language::Ja), "2018年1月26日（金）");
    EXPECT_EQ(to_long_day({2017, 12, 0}, Language::En), "December 2017");
    EXPECT_EQ(to_long_day({2017, 12, 0}, Language::Ja), "2017年12月");
    EXPECT_EQ(to_day_text("2018-03-08", Language::En), "8 Mar 2018");
    EXPECT_EQ(to_day_text("in spring", Language::Ja), "in spring");
    EXPECT_EQ(to_day_of_year({2018, 1, 26}, Language::Ja), "1月26日");
}

TEST(Dates, PutJapanFirstAndKeepTheirPrecision) {
    struct Case {
        Moment at;
        const char* en;
        const char* ja;
    };
    const Case cases[] = {
        {moment("2018-01-26T00:02+09:00"), "26 Jan 2018, 00:02 JST (25 Jan 2018, 15:02 UTC)",
         "2018年1月26日 00:02 JST（UTC 2018年1月25日 15:02）"},
        {moment("2018-01-26T09:00:07+09:00"),
         "26 Jan 2018, 09:00:07 JST (26 Jan 2018, 00:00:07 UTC)",
         "2018年1月26日 09:00:07 JST（UTC 2018年1月26日 00:00:07）"},
        {{moment("2018-01-26T17:00+09:00").at, Precision::Hour},
         "26 Jan 2018, 17h JST (26 Jan 2018, 08h UTC)",
         "2018年1月26日 17時台 JST（UTC 2018年1月26日 8時台）"},
        {{moment("2018-01-26T00:00+09:00").at, Precision::Day},
         "26 Jan 2018 JST",
         "2018年1月26日 JST"}};
    for (const auto& [at, en, ja] : cases) {
        EXPECT_EQ(to_both_zones(at, Language::En), en);
        EXPECT_EQ(to_both_zones(at, Language::Ja), ja);
    }
}

TEST(Dates, TellASpanWithinADayOnce) {
    const auto sample = sample::make_small_case();
    EXPECT_EQ(span_text(sample->ledger, {0}, {2}, Language::En),
              "00:02 to 00:04 JST on 26 Jan 2018 (15:02 to 15:04 UTC on 25 Jan 2018)");
    EXPECT_EQ(span_text(sample->ledger, {0}, {2}, Language::Ja),
              "2018年1月26日 00:02～00:04 JST（UTC 2018年1月25日 15:02～15:04）に");
    EXPECT_EQ(span_text(sample->ledger, {1}, {1}, Language::En),
              "at 26 Jan 2018, 00:03 JST (25 Jan 2018, 15:03 UTC)");
}

TEST(Dates, TellASpanOverMidnightWhole) {
    const auto sample = sample::make_crowded_case(2'000);
    EXPECT_EQ(span_text(sample->ledger, {0}, {1'500}, Language::En),
              "between 26 Jan 2018, 00:02 JST (25 Jan 2018, 15:02 UTC) and 27 Jan 2018, 01:02 JST "
              "(26 Jan 2018, 16:02 UTC)");
}

}  // namespace
}  // namespace report

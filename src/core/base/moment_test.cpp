#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <base/base.hpp>
#include <limits>

namespace {

using base::Instant;
using base::Moment;
using base::Precision;

constexpr std::int64_t kSecondsMax = 253'402'300'799;

TEST(Moment, ReadsDateTimeAndZone) {
    struct Case {
        std::string_view text;
        std::int64_t seconds;
        Precision precision;
    };
    const Case cases[] = {
        {"1970-01-01T00:00:00Z", 0, Precision::Second},
        {"2018-01-26T00:02:00+09:00", 1'516'892'520, Precision::Second},
        {"2018-01-25T15:02Z", 1'516'892'520, Precision::Minute},
        {"2018-01-26T00:02+09:00", 1'516'892'520, Precision::Minute},
        {"2018-01-25t15:02:00z", 1'516'892'520, Precision::Second},
        {"2018-01-25T15:02:00.000Z", 1'516'892'520, Precision::Second},
        {"2018-01-25T15:02:00.5Z", 1'516'892'520, Precision::Second},
        {"2018-01-25T15:02:00.999999999+00:00", 1'516'892'520, Precision::Second},
        {"2018-01-25T10:02:59-05:00", 1'516'892'579, Precision::Second},
        {"2018-01-25T15:02:00-00:00", 1'516'892'520, Precision::Second},
        {"2015-03-29T00:06:25Z", 1'427'587'585, Precision::Second},
        {"2000-02-29T23:59:59Z", 951'868'799, Precision::Second},
        {"1969-12-31T23:00:00-01:00", 0, Precision::Second},
        {"9999-12-31T23:59:59Z", kSecondsMax, Precision::Second},
    };
    for (const auto& [text, seconds, precision] : cases) {
        EXPECT_EQ(base::parse_moment(text), (Moment{{seconds}, precision})) << text;
    }
}

TEST(Moment, RefusesWhatIsNotOne) {
    for (const std::string_view text : {"",
                                        "2018-01-26",
                                        "2018-01-26T00:02:00",
                                        "2018-01-26 00:02:00Z",
                                        "2018-01-26T00Z",
                                        "2018-1-26T00:02Z",
                                        "18-01-26T00:02Z",
                                        "2018-13-01T00:00Z",
                                        "2018-00-01T00:00Z",
                                        "2018-02-29T00:00Z",
                                        "1900-02-29T00:00Z",
                                        "2018-01-32T00:00Z",
                                        "2018-01-00T00:00Z",
                                        "2018-01-26T24:00Z",
                                        "2018-01-26T23:60Z",
                                        "2016-12-31T23:59:60Z",
                                        "2018-01-26T00:02:00.Z",
                                        "2018-01-26T00:02.0Z",
                                        "2018-01-26T00:02:Z",
                                        "2018-01-26T00:02+09",
                                        "2018-01-26T00:02+0900",
                                        "2018-01-26T00:02+24:00",
                                        "2018-01-26T00:02+09:60",
                                        "2018-01-26T00:02:00Zx",
                                        " 2018-01-26T00:02:00Z",
                                        "2018-01-26T00:02:00Z ",
                                        "-2018-01-26T00:02Z",
                                        "+018-01-26T00:02Z",
                                        "1969-12-31T23:59:59Z",
                                        "1970-01-01T00:00:00+00:01",
                                        "9999-12-31T23:59:59-00:01",
                                        "10000-01-01T00:00:00Z",
                                        "2018-01-26T00:02:00JST",
                                        "２０１８-01-26T00:02:00Z"}) {
        EXPECT_FALSE(base::parse_moment(text)) << text;
    }
}

TEST(Moment, WhatIsPrintedReadsBack) {
    EXPECT_TRUE(rc::check("parse_moment(to_rfc3339(t)) == t", [] {
        const Instant instant{*rc::gen::inRange<std::int64_t>(0, kSecondsMax + 1)};
        const auto moment = base::parse_moment(base::to_rfc3339(instant));
        RC_ASSERT(moment == (Moment{instant, Precision::Second}));
    }));
}

TEST(Moment, EveryInstantHasAText) {
    EXPECT_EQ(base::to_rfc3339({-1}), "1969-12-31T23:59:59Z");
    EXPECT_EQ(base::to_rfc3339({kSecondsMax + 1}), "10000-01-01T00:00:00Z");
    EXPECT_EQ(base::to_rfc3339({std::numeric_limits<std::int64_t>::max()}),
              "292277026596-12-04T15:30:07Z");
    EXPECT_EQ(base::to_rfc3339({std::numeric_limits<std::int64_t>::min()}),
              "-292277022657-01-27T08:29:52Z");
}

TEST(Moment, ClockTextSaysNoMoreThanIsKnown) {
    const Instant theft{1'516'892'520};
    const int jst = base::kJstOffsetMinutes;
    EXPECT_EQ(base::to_clock_text({theft, Precision::Second}, jst), "2018-01-26 00:02:00");
    EXPECT_EQ(base::to_clock_text({theft, Precision::Minute}, jst), "2018-01-26 00:02");
    EXPECT_EQ(base::to_clock_text({theft, Precision::Minute}, 0), "2018-01-25 15:02");
    EXPECT_EQ(base::to_clock_text({theft, Precision::Minute}, -16 * 60), "2018-01-24 23:02");
    EXPECT_EQ(base::to_clock_text({theft, Precision::Hour}, jst), "2018-01-26 00h");
    EXPECT_EQ(base::to_clock_text({theft, Precision::Day}, jst), "2018-01-26");
}

TEST(Moment, PrecisionsHaveNames) {
    EXPECT_EQ(base::to_string(Precision::Second), "second");
    EXPECT_EQ(base::to_string(Precision::Minute), "minute");
    EXPECT_EQ(base::to_string(Precision::Hour), "hour");
    EXPECT_EQ(base::to_string(Precision::Day), "day");
}

}  // namespace

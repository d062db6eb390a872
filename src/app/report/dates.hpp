#pragma once

#include <base/base.hpp>
#include <ledger/ledger.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "markup.hpp"

/// Days and moments in the reader's language: Japan's time first, UTC beside it.
namespace report {

/// A calendar day, or a month where `day` is 0. No time zone.
struct Day {
    int year{0};
    unsigned month{0};
    unsigned day{0};
    friend bool operator==(const Day&, const Day&) = default;
};
/// `2018-01-26` or `2018-01`; nothing for any other text.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);
/// `26 January 2018 (Friday)`, 「2018年1月26日（金）」; a month without its days.
[[nodiscard]] std::string to_long_day(Day day, base::Language language);
/// `26 Jan 2018`, 「2018年1月26日」.
[[nodiscard]] std::string to_short_day(Day day, base::Language language);
/// `26 Jan`, 「1月26日」.
[[nodiscard]] std::string to_day_of_year(Day day, base::Language language);
/// A date of a document as people write it, and as it stands where it is no date.
[[nodiscard]] std::string to_day_text(std::string_view text, base::Language language);

[[nodiscard]] Day day_at(base::Instant instant, int offset_minutes);
/// `00:02`, `00:02:07`, `17h`, 「17時台」, or empty, as far as the moment is known.
[[nodiscard]] std::string to_time_text(base::Moment moment, int offset_minutes,
                                       base::Language language);

/// One line, for sentences: `26 Jan 2018, 00:02 JST (25 Jan 2018, 15:02 UTC)`.
[[nodiscard]] std::string to_both_zones(base::Moment moment, base::Language language);
/// Two lines, for tables: JST above, UTC set back below.
[[nodiscard]] Markup zoned(base::Moment moment, base::Language language);
/// Where a row stands: its time, else its height, else its number.
[[nodiscard]] Markup position_of(const ledger::Ledger& ledger, ledger::Row row,
                                 base::Language language);
[[nodiscard]] std::string position_text(const ledger::Ledger& ledger, ledger::Row row,
                                        base::Language language);

/// From one row to another, for sentences: `between 00:02 and 08:26 JST on 26 Jan 2018 (...)`.
[[nodiscard]] std::string span_text(const ledger::Ledger& ledger, ledger::Row first,
                                    ledger::Row last, base::Language language);
/// A date of a document in a table: not broken where it is one.
[[nodiscard]] Markup day_cell(std::string_view text, base::Language language);

}  // namespace report

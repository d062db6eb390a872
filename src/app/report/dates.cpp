#include "dates.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace report {
namespace {

using base::Language;

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdaysEn{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> kWeekdaysJa{"日", "月", "火", "水", "木", "金", "土"};

std::optional<int> parse_digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole =
        error == std::errc{} && end == text.data() + text.size() && !text.starts_with('-');
    return whole ? std::optional{value} : std::nullopt;
}

std::chrono::year_month_day to_calendar(Day day) {
    return {std::chrono::year{day.year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}

unsigned weekday_of(Day day) {
    return std::chrono::weekday{std::chrono::sys_days{to_calendar(day)}}.c_encoding();
}

std::string day_and_time(base::Moment moment, int offset_minutes, Language language) {
    std::string day = to_short_day(day_at(moment.at, offset_minutes), language);
    const std::string time = to_time_text(moment, offset_minutes, language);
    if (time.empty()) { return day; }
    return fmt::format("{}{}{}", day, language == Language::Ja ? " " : ", ", time);
}

/// A day is known in the zone of its source only, which is Japan's; it has no counterpart in UTC.
bool has_utc(base::Moment moment) { return moment.precision != base::Precision::Day; }

}  // namespace

std::optional<Day> parse_day(std::string_view text) {
    const bool month_only = text.size() == 7;
    if ((!month_only && text.size() != 10) || text[4] != '-') { return std::nullopt; }
    if (!month_only && text[7] != '-') { return std::nullopt; }
    const auto year = parse_digits(text.substr(0, 4));
    const auto month = parse_digits(text.substr(5, 2));
    const auto day = month_only ? std::optional{1} : parse_digits(text.substr(8, 2));
    if (!year || !month || !day) { return std::nullopt; }
    const Day found{*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)};
    if (!to_calendar(found).ok()) { return std::nullopt; }
    return Day{found.year, found.month, month_only ? 0 : found.day};
}

std::string to_long_day(Day day, Language language) {
    const std::string_view month = kMonths.at(day.month - 1);
    if (day.day == 0) {
        return language == Language::Ja ? fmt::format("{}年{}月", day.year, day.month)
                                        : fmt::format("{} {}", month, day.year);
    }
    const unsigned weekday = weekday_of(day);
    if (language == Language::Ja) {
        return fmt::format("{}年{}月{}日（{}）", day.year, day.month, day.day,
                           kWeekdaysJa.at(weekday));
    }
    return fmt::format("{} {} {} ({})", day.day, month, day.year, kWeekdaysEn.at(weekday));
}

std::string to_short_day(Day day, Language language) {
    if (day.day == 0) { return to_long_day(day, language); }
    if (language == Language::Ja) {
        return fmt::format("{}年{}月{}日", day.year, day.month, day.day);
    }
    return fmt::format("{} {} {}", day.day, kMonths.at(day.month - 1).substr(0, 3), day.year);
}

std::string to_day_of_year(Day day, Language language) {
    if (language == Language::Ja) { return fmt::format("{}月{}日", day.month, day.day); }
    return fmt::format("{} {}", day.day, kMonths.at(day.month - 1).substr(0, 3));
}

std::string to_day_text(std::string_view text, Language language) {
    const auto day = parse_day(text);
    return day ? to_short_day(*day, language) : std::string{text};
}

Day day_at(base::Instant instant, int offset_minutes) {
    const std::chrono::sys_seconds local{
        std::chrono::seconds{instant.seconds + std::int64_t{offset_minutes} * 60}};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(local)};
    return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
            static_cast<unsigned>(day.day())};
}

std::string to_time_text(base::Moment moment, int offset_minutes, Language language) {
    const std::chrono::sys_seconds local{
        std::chrono::seconds{moment.at.seconds + std::int64_t{offset_minutes} * 60}};
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock{local - day};
    const auto hours = clock.hours().count();
    const auto minutes = clock.minutes().count();
    switch (moment.precision) {
        case base::Precision::Second:
            return fmt::format("{:02}:{:02}:{:02}", hours, minutes, clock.seconds().count());
        case base::Precision::Minute: return fmt::format("{:02}:{:02}", hours, minutes);
        case base::Precision::Hour:
            return language == Language::Ja ? fmt::format("{}時台", hours)
                                            : fmt::format("{:02}h", hours);
        case base::Precision::Day: return {};
    }
    base::broken("unnamed precision");
}

std::string to_both_zones(base::Moment moment, Language language) {
    const std::string japan = day_and_time(moment, base::kJstOffsetMinutes, language);
    if (!has_utc(moment)) { return japan + " JST"; }
    return fmt::format(
        fmt::runtime(language == Language::Ja ? "{} JST（UTC {}）" : "{} JST ({} UTC)"), japan,
        day_and_time(moment, 0, language));
}

Markup zoned(base::Moment moment, Language language) {
    Markup piece;
    piece << "<time datetime=\"" << text(base::to_rfc3339(moment.at)) << "\">"
          << text(day_and_time(moment, base::kJstOffsetMinutes, language)) << " JST</time>";
    if (has_utc(moment)) {
        piece << "<span class=\"utc\">" << text(day_and_time(moment, 0, language)) << " UTC</span>";
    }
    return piece;
}

Markup position_of(const ledger::Ledger& ledger, ledger::Row row, Language language) {
    const ledger::RowFacts facts = ledger.facts(row);
    if (facts.time) { return zoned(*facts.time, language); }
    return text(position_text(ledger, row, language));
}

std::string position_text(const ledger::Ledger& ledger, ledger::Row row, Language language) {
    const ledger::RowFacts facts = ledger.facts(row);
    if (facts.time) { return to_both_zones(*facts.time, language); }
    if (facts.height) {
        return base::pick(
            base::phrase("height {}", "ブロック高 {}", money::to_grouped(facts.height->value, 0)),
            language);
    }
    return base::pick(base::phrase("row {}", "{}行目", std::uint64_t{row.value} + 1), language);
}

Markup day_cell(std::string_view written, Language language) {
    const auto day = parse_day(written);
    if (!day) { return outside(written); }
    return Markup{"<span class=\"whole\">"} << text(to_short_day(*day, language)) << "</span>";
}

std::string span_text(const ledger::Ledger& ledger, ledger::Row first, ledger::Row last,
                      Language language) {
    const std::string from = position_text(ledger, first, language);
    const std::string to = position_text(ledger, last, language);
    if (from == to) { return base::pick(base::phrase("at {}", "{}に", from), language); }
    const auto begin = ledger.facts(first).time;
    const auto end = ledger.facts(last).time;
    const auto same_day = [&](int offset) {
        return day_at(begin->at, offset) == day_at(end->at, offset);
    };
    const bool timed = begin && end && has_utc(*begin) && has_utc(*end);
    if (!timed || !same_day(base::kJstOffsetMinutes) || !same_day(0)) {
        return base::pick(base::phrase("between {} and {}", "{}から{}までに", from, to), language);
    }
    const auto times = [&](int offset) {
        return base::pick(base::phrase("{} to {}", "{}～{}", to_time_text(*begin, offset, language),
                                       to_time_text(*end, offset, language)),
                          language);
    };
    return base::pick(
        base::phrase("{1} JST on {0} ({3} UTC on {2})", "{0} {1} JST（UTC {2} {3}）に",
                     to_short_day(day_at(begin->at, base::kJstOffsetMinutes), language),
                     times(base::kJstOffsetMinutes), to_short_day(day_at(begin->at, 0), language),
                     times(0)),
        language);
}

}  // namespace report

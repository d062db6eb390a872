#include <algorithm>
#include <base/base.hpp>
#include <chrono>

namespace base {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int64_t kSecondsMax = 253'402'300'799;  // 9999-12-31T23:59:59Z

/// Reads a text from its front; once something was missing, nothing more is found.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    /// Exactly `digits` digits.
    int number(std::size_t digits) {
        if (rest_.size() < digits) { return fail(); }
        int value = 0;
        for (const char digit : rest_.substr(0, digits)) {
            if (digit < '0' || digit > '9') { return fail(); }
            value = (value * 10) + (digit - '0');
        }
        rest_.remove_prefix(digits);
        return value;
    }
    bool take(char letter) {
        const bool found = !failed_ && rest_.starts_with(letter);
        if (found) { rest_.remove_prefix(1); }
        return found;
    }
    bool take_digit() {
        const bool found = !failed_ && !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9';
        if (found) { rest_.remove_prefix(1); }
        return found;
    }
    void expect(bool found) { failed_ = failed_ || !found; }
    [[nodiscard]] bool at_end() const { return !failed_ && rest_.empty(); }

private:
    int fail() {
        failed_ = true;
        return 0;
    }
    std::string_view rest_;
    bool failed_{false};
};

/// Seconds from the epoch to the midnight that begins the date.
std::int64_t scan_date(Scanner& scanner) {
    const std::chrono::year year{scanner.number(4)};
    scanner.expect(scanner.take('-'));
    const std::chrono::month month{static_cast<unsigned>(scanner.number(2))};
    scanner.expect(scanner.take('-'));
    const std::chrono::day day{static_cast<unsigned>(scanner.number(2))};
    const std::chrono::year_month_day date{year, month, day};
    scanner.expect(date.ok());
    if (!date.ok()) { return 0; }
    return std::int64_t{std::chrono::sys_days{date}.time_since_epoch().count()} * kDaySeconds;
}

/// `HH:MM` in minutes.
int scan_hour_minute(Scanner& scanner) {
    const int hour = scanner.number(2);
    scanner.expect(scanner.take(':'));
    const int minute = scanner.number(2);
    scanner.expect(hour < 24 && minute < 60);
    return (hour * 60) + minute;
}

/// What follows the minute: `:SS`, perhaps with a fraction, which is dropped: within a second rows
/// keep the order of their file.
int scan_second(Scanner& scanner) {
    const int second = scanner.number(2);
    scanner.expect(second < 60);
    if (scanner.take('.')) {
        scanner.number(1);
        while (scanner.take_digit()) {}
    }
    return second;
}

/// Minutes east of UTC.
int scan_zone(Scanner& scanner) {
    if (scanner.take('Z') || scanner.take('z')) { return 0; }
    if (scanner.take('+')) { return scan_hour_minute(scanner); }
    scanner.expect(scanner.take('-'));
    return -scan_hour_minute(scanner);
}

/// A moment taken apart. Arithmetic in 64 bits, so that every instant has a text.
struct Clock {
    std::int64_t year{0}, month{0}, day{0}, hour{0}, minute{0}, second{0};
};

constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
    return (value / by) - (value % by < 0 ? 1 : 0);
}

constexpr std::int64_t floor_mod(std::int64_t value, std::int64_t by) {
    const std::int64_t rest = value % by;
    return rest < 0 ? rest + by : rest;
}

/// Howard Hinnant's `civil_from_days` (chrono-compatible low-level date algorithms); `std::chrono`
/// itself ends at the year 32767.
Clock to_civil(std::int64_t days) {
    constexpr std::int64_t kEraDays = 146'097;  // 400 years
    const std::int64_t from_march = days + 719'468;
    const std::int64_t era = floor_div(from_march, kEraDays);
    const std::int64_t day_of_era = from_march - (era * kEraDays);
    const std::int64_t year_of_era =
        (day_of_era - (day_of_era / 1'460) + (day_of_era / 36'524) - (day_of_era / 146'096)) / 365;
    const std::int64_t day_of_year =
        day_of_era - ((365 * year_of_era) + (year_of_era / 4) - (year_of_era / 100));
    const std::int64_t month = ((5 * day_of_year) + 2) / 153;  // 0 is March
    Clock clock;
    clock.day = day_of_year - (((153 * month) + 2) / 5) + 1;
    clock.month = month < 10 ? month + 3 : month - 9;
    clock.year = year_of_era + (era * 400) + (clock.month <= 2 ? 1 : 0);
    return clock;
}

Clock to_clock(Instant instant, int offset_minutes) {
    // Day and second in it are moved apart, so that nothing overflows at the ends of the type.
    const std::int64_t shifted =
        floor_mod(instant.seconds, kDaySeconds) + (std::int64_t{offset_minutes} * 60);
    const std::int64_t days =
        floor_div(instant.seconds, kDaySeconds) + floor_div(shifted, kDaySeconds);
    const std::int64_t in_day = floor_mod(shifted, kDaySeconds);
    Clock clock = to_civil(days);
    clock.hour = in_day / 3'600;
    clock.minute = in_day / 60 % 60;
    clock.second = in_day % 60;
    return clock;
}

}  // namespace

std::string_view to_string(Precision precision) {
    switch (precision) {
        case Precision::Second: return "second";
        case Precision::Minute: return "minute";
        case Precision::Hour: return "hour";
        case Precision::Day: return "day";
    }
    broken("unnamed precision");
}

std::optional<Moment> parse_moment(std::string_view text) {
    Scanner scanner{text};
    std::int64_t seconds = scan_date(scanner);
    scanner.expect(scanner.take('T') || scanner.take('t'));
    seconds += std::int64_t{scan_hour_minute(scanner)} * 60;
    const bool has_second = scanner.take(':');
    if (has_second) { seconds += scan_second(scanner); }
    seconds -= std::int64_t{scan_zone(scanner)} * 60;
    if (!scanner.at_end() || seconds < 0 || seconds > kSecondsMax) { return std::nullopt; }
    return Moment{{seconds}, has_second ? Precision::Second : Precision::Minute};
}

std::string to_rfc3339(Instant instant) {
    const Clock clock = to_clock(instant, 0);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", clock.year, clock.month, clock.day,
                       clock.hour, clock.minute, clock.second);
}

std::string to_clock_text(Moment moment, int offset_minutes) {
    const Clock clock = to_clock(moment.at, offset_minutes);
    std::string date = fmt::format("{:04}-{:02}-{:02}", clock.year, clock.month, clock.day);
    switch (moment.precision) {
        case Precision::Second:
            return fmt::format("{} {:02}:{:02}:{:02}", date, clock.hour, clock.minute,
                               clock.second);
        case Precision::Minute:
            return fmt::format("{} {:02}:{:02}", date, clock.hour, clock.minute);
        case Precision::Hour: return fmt::format("{} {:02}h", date, clock.hour);
        case Precision::Day: return date;
    }
    broken("unnamed precision");
}

}  // namespace base

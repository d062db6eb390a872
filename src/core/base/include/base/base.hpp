#pragma once

#include <fmt/core.h>

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <source_location>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What every room needs: invariants, integers that mean one thing, text forms of bytes and of
/// time, and a sentence in both languages.
namespace base {

/// Prints where and what, then aborts: our own reasoning was wrong.
[[noreturn]] void broken(const char* what,
                         std::source_location at = std::source_location::current());

constexpr void invariant(bool holds, const char* what,
                         std::source_location at = std::source_location::current()) {
    if (!holds) { broken(what, at); }
}

/// What is there by our own reasoning; never for what came from outside.
template <class T>
constexpr const T& present(const std::optional<T>& value, const char* what,
                           std::source_location at = std::source_location::current()) {
    if (!value) { broken(what, at); }
    return *value;
}
template <class T>
const T& present(const std::optional<T>&& value, const char* what) = delete;

/// An integer that means one thing. Comparable and readable; arithmetic is earned, not inherited.
template <class Tag, std::unsigned_integral Rep>
struct Strong {
    Rep value{};
    friend constexpr auto operator<=>(const Strong&, const Strong&) = default;
};

/// Room for the product of two 64-bit amounts, and for sums over a whole ledger.
__extension__ using Wide = unsigned __int128;

/// One sentence in both languages; which one is shown is decided where it is printed.
struct Phrase {
    std::string en;
    std::string ja;
    friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// Both format strings get the same arguments (fmt syntax; `{0}`, `{1}` where the order differs).
template <class... Args>
[[nodiscard]] Phrase phrase(fmt::format_string<Args...> en, fmt::format_string<Args...> ja,
                            Args&&... args) {
    return {fmt::vformat(en, fmt::make_format_args(args...)),
            fmt::vformat(ja, fmt::make_format_args(args...))};
}

enum class Language : std::uint8_t { En, Ja };
[[nodiscard]] constexpr const std::string& pick(const Phrase& phrase, Language language) {
    return language == Language::Ja ? phrase.ja : phrase.en;
}

/// Where in an input something stands. Lines and columns count from 1, columns in bytes; 0 means
/// unknown (a binary file, a whole-file complaint).
struct Place {
    std::string file;
    std::uint64_t line{0};
    std::uint64_t column{0};
    friend bool operator==(const Place&, const Place&) = default;
};

/// Who can act: the exit code follows from it (2, 3, 4).
enum class Blame : std::uint8_t { Usage, Input, World };

/// What is wrong, where, and what was expected: shown to a person as `FILE:LINE:COL: text`.
struct Complaint {
    Blame blame{Blame::Input};
    Place place;
    Phrase text;
    friend bool operator==(const Complaint&, const Complaint&) = default;
};

/// Lower-case hexadecimal, two digits a byte.
[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
/// Accepts both cases; nothing for an odd length or a foreign character.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> parse_hex(std::string_view text);

/// Text that came from outside (labels, messages, file contents), fit for a terminal line: control
/// and bidirectional-override characters are shown as `\u{XXXX}`, invalid UTF-8 as `\x{XX}`, and
/// at most `bytes_max` bytes are kept, followed by an ellipsis where something was cut.
/// Characters that nobody sees (zero-width, tags, soft hyphens) count as control characters.
[[nodiscard]] std::string visible(std::string_view text, std::size_t bytes_max = 256);
[[nodiscard]] bool is_utf8(std::string_view text);
/// The offset of the first byte with which no character of UTF-8 (RFC 3629) begins or goes on.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// A moment, in whole seconds since 1970-01-01T00:00:00Z. Leap seconds do not exist here.
struct Instant {
    std::int64_t seconds{0};
    friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

/// How exactly a moment is known.
enum class Precision : std::uint8_t { Second, Minute, Hour, Day };
[[nodiscard]] std::string_view to_string(Precision precision);

/// A moment as a source states it.
struct Moment {
    Instant at;
    Precision precision{Precision::Second};
    friend constexpr auto operator<=>(const Moment&, const Moment&) = default;
};

/// RFC 3339 with date and zone: `2018-01-26T00:02:00+09:00`, `2018-01-25T15:02Z` (without
/// seconds the precision is Minute). A fraction is dropped. Years 1970 to 9999 in UTC.
/// Nothing when the text is anything else.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);
/// `2018-01-25T15:02:00Z`, whatever the precision.
[[nodiscard]] std::string to_rfc3339(Instant instant);
/// `2018-01-26 00:02` at a fixed offset from UTC: with `:SS` when the precision is Second, `00h`
/// instead of the time when it is Hour, the date alone when it is Day.
[[nodiscard]] std::string to_clock_text(Moment moment, int offset_minutes);
inline constexpr int kJstOffsetMinutes = 9 * 60;

}  // namespace base

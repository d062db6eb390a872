#include "values.hpp"

#include <limits>

#include "row_name.hpp"

namespace store {
namespace {

constexpr std::uint64_t kAtomsMax = std::numeric_limits<std::uint64_t>::max();
constexpr std::int64_t kSecondsEnd = 253'402'300'800;  // 10000-01-01T00:00:00Z

base::Phrase to_phrase(money::DecimalError error, std::string_view text, int divisibility) {
    const std::string shown = base::visible(text, 60);
    switch (error) {
        case money::DecimalError::Empty:
            return {"the amount is empty; a decimal number was expected",
                    "数量が空です。10 進数で指定してください"};
        case money::DecimalError::NotANumber:
            return base::phrase(
                "`{}` is not an amount; digits with at most one point were expected, without plus "
                "sign, exponent, grouping or space",
                "`{}` は数量として読めません。数字と 1 個以下の小数点だけを使ってください"
                "（正符号・指数表記・桁区切り・空白は不可）",
                shown);
        case money::DecimalError::Negative:
            return base::phrase("`{}` is negative; an amount of zero or more was expected",
                                "`{}` は負の数です。数量は 0 以上でなければなりません", shown);
        case money::DecimalError::TooManyPlaces:
            return base::phrase("`{}` has too many decimal places; at most {} were expected",
                                "`{}` は小数点以下の桁数が多すぎます。{} 桁までです", shown,
                                divisibility);
        case money::DecimalError::TooLarge:
            return base::phrase("`{}` is too large; at most {} were expected (2^64 - 1 atoms)",
                                "`{}` は大きすぎます。上限は {}（最小単位で 2^64 - 1）です", shown,
                                money::to_decimal(kAtomsMax, divisibility));
    }
    base::broken("unnamed decimal error");
}

}  // namespace

Read<money::Amount> read_amount(std::string_view text, int divisibility) {
    const auto amount = money::parse_decimal(text, divisibility);
    if (!amount) { return std::unexpected(to_phrase(amount.error(), text, divisibility)); }
    return *amount;
}

Read<money::Amount> read_atoms(std::string_view text) {
    const auto amount = money::parse_atoms(text);
    if (!amount) { return std::unexpected(to_phrase(amount.error(), text, 0)); }
    return *amount;
}

Read<ledger::Height> read_height(std::string_view text) {
    const auto number = parse_number(text);
    if (number) { return ledger::Height{*number}; }
    return std::unexpected(base::phrase("`{}` is not a height; a whole number was expected",
                                        "`{}` はブロック高として読めません。整数で指定してください",
                                        base::visible(text, 60)));
}

Read<base::Moment> read_moment(std::string_view text) {
    const auto moment = base::parse_moment(text);
    if (moment) { return *moment; }
    return std::unexpected(base::phrase(
        "`{}` is not a time; RFC 3339 with date and zone was expected, like "
        "2018-01-26T00:02:00+09:00",
        "`{}` は時刻として読めません。2018-01-26T00:02:00+09:00 のように日付と時差を含む RFC 3339 "
        "形式で指定してください",
        base::visible(text, 60)));
}

Read<base::Moment> read_unix_time(std::string_view text) {
    const auto number = parse_number(text);
    if (number && *number < static_cast<std::uint64_t>(kSecondsEnd)) {
        return base::Moment{{static_cast<std::int64_t>(*number)}, base::Precision::Second};
    }
    return std::unexpected(
        base::phrase("`{}` is not a time; whole seconds since 1970 were expected",
                     "`{}` は時刻として読めません。1970 年からの秒数（整数）で指定してください",
                     base::visible(text, 60)));
}

std::string to_text(base::Moment moment) {
    std::string text = base::to_rfc3339(moment.at);
    constexpr std::size_t kSecondsAt = 16;  // YYYY-MM-DDTHH:MM
    if (moment.precision != base::Precision::Second) { text.replace(kSecondsAt, 3, ""); }
    return text;
}

base::Phrase heights_go_back(ledger::Height before, ledger::Height height) {
    return base::phrase(
        "height {1} comes after height {0}; heights must not decrease",
        "ブロック高 {0} の後にブロック高 {1} があります。ブロック高は減少してはいけません",
        before.value, height.value);
}

base::Phrase times_go_back(base::Moment before, base::Moment time) {
    return base::phrase("{1} comes after {0}; times must not decrease",
                        "{0} の後に {1} があります。時刻は逆戻りしてはいけません", to_text(before),
                        to_text(time));
}

base::Phrase too_many_rows() {
    return base::phrase("too many rows: at most {} fit", "行が多すぎます。上限は {} 行です",
                        ledger::kRowsMax);
}

}  // namespace store

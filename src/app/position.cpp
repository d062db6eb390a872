#include "position.hpp"

#include <algorithm>
#include <charconv>

#include "complain.hpp"

namespace app {

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

base::Complaint not_a_position(const casebook::Stated& stated, std::string_view option) {
    return complaint_about(
        stated, base::phrase("{} {} is not a position, expected a height (a bare integer) or a "
                             "time with date and zone "
                             "such as 2018-01-26T00:02+09:00",
                             "{} {} は位置ではありません。高さ（整数）か、2018-01-26T00:02+09:00 "
                             "のように日付とタイムゾーンの"
                             "ある時刻を指定してください",
                             option, base::visible(stated.text)));
}

}  // namespace

Expected<ledger::Bound> parse_position(const casebook::Stated& stated, std::string_view option) {
    const std::string_view text = stated.text;
    if (is_digits(text)) {
        std::uint64_t height = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), height);
        // 010 is 10 to one reader and 8 to another.
        if (parsed.ec != std::errc{} || (text.size() > 1 && text[0] == '0')) {
            return std::unexpected(not_a_position(stated, option));
        }
        return ledger::Height{height};
    }
    const auto moment = base::parse_moment(text);
    if (!moment) { return std::unexpected(not_a_position(stated, option)); }
    return moment->at;
}

std::optional<base::Complaint> check_bound(const ledger::Ledger& ledger, const ledger::Bound& bound,
                                           std::string_view option) {
    const bool is_height = std::holds_alternative<ledger::Height>(bound);
    if (is_height && !ledger.has_heights()) {
        return usage_complaint(base::phrase(
            "{} is a height, but this ledger has times only; expected a time with date and zone",
            "{} "
            "は高さですが、この台帳には時刻しかありません。日付とタイムゾーンのある時刻を指定してく"
            "ださい",
            option));
    }
    if (!is_height && !ledger.has_times()) {
        return usage_complaint(base::phrase(
            "{} is a time, but this ledger has heights only; expected a bare integer",
            "{} は時刻ですが、この台帳には高さしかありません。整数を指定してください", option));
    }
    return std::nullopt;
}

}  // namespace app

#include "table.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_set>
#include <utility>

namespace casebook {
namespace {

using base::phrase;
using base::Phrase;

/// Digits where `pattern` has `0`, the same character elsewhere.
bool has_shape(std::string_view text, std::string_view pattern) {
    return std::ranges::equal(text, pattern, [](char found, char wanted) {
        return wanted == '0' ? found >= '0' && found <= '9' : found == wanted;
    });
}

unsigned digits_at(std::string_view text, std::size_t begin, std::size_t count) {
    unsigned value = 0;
    for (const char digit : text.substr(begin, count)) {
        value = (value * 10) + static_cast<unsigned>(digit - '0');
    }
    return value;
}

bool is_source_key(std::string_view key) {
    if (key.ends_with('?')) { key.remove_suffix(1); }
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.' || c == ':';
    };
    return !key.empty() && std::ranges::all_of(key, is_part);
}

std::optional<base::Complaint> check_columns(const csv::Table& table, std::string_view file,
                                             const Layout& layout) {
    std::vector<std::string_view> known = layout.required;
    known.insert(known.end(), layout.optional.begin(), layout.optional.end());
    std::unordered_set<std::string_view> seen;
    const auto complaint = [&](Phrase text) {
        return base::Complaint{.blame = base::Blame::Input,
                               .place = {std::string{file}, 1, 0},
                               .text = std::move(text)};
    };
    for (const std::string& column : table.columns) {
        if (std::ranges::find(known, std::string_view{column}) == known.end()) {
            return complaint(join(
                phrase("unknown column `{}`", "列 `{}` は使えません", base::visible(column, 64)),
                expected_one_of(known, column)));
        }
        if (!seen.insert(column).second) {
            return complaint(phrase("the column `{}` stands twice in the header",
                                    "見出しに列 `{}` が重複しています", column));
        }
    }
    return std::nullopt;
}

}  // namespace

bool is_date(std::string_view text) {
    if (!has_shape(text, "0000-00-00")) { return false; }
    const std::chrono::year_month_day day{
        std::chrono::year{static_cast<int>(digits_at(text, 0, 4))},
        std::chrono::month{digits_at(text, 5, 2)}, std::chrono::day{digits_at(text, 8, 2)}};
    return day.ok();
}

bool is_month(std::string_view text) {
    return has_shape(text, "0000-00") && std::chrono::month{digits_at(text, 5, 2)}.ok();
}

bool is_clock(std::string_view text) {
    return has_shape(text, "00:00") && digits_at(text, 0, 2) < 24 && digits_at(text, 3, 2) < 60;
}

std::string Line::text(std::string_view column) const {
    const auto index = table_.find_column(column);
    return index ? row_.fields[*index] : std::string{};
}

std::string Line::needed(std::string_view column) {
    std::string found = text(column);
    if (found.empty()) {
        complain(column, base::phrase("`{}` is empty; expected a text",
                                      "`{}` が空です。値を書いてください", column));
    }
    return found;
}

Phrase Line::phrase(std::string_view stem) const {
    const std::string en = text(fmt::format("{}_en", stem));
    const std::string ja = text(fmt::format("{}_ja", stem));
    return {en.empty() ? ja : en, ja.empty() ? en : ja};
}

Phrase Line::needed_phrase(std::string_view stem) {
    Phrase found = phrase(stem);
    if (found.en.empty()) {
        complain(
            fmt::format("{}_en", stem),
            base::phrase("`{0}_en` and `{0}_ja` are both empty; expected a text in at least "
                         "one language",
                         "`{0}_en` と `{0}_ja` がどちらも空です。少なくとも一方を書いてください",
                         stem));
    }
    return found;
}

std::string Line::word(std::string_view column, std::span<const Word> words) {
    std::string found = text(column);
    if (!find_word(words, found)) {
        complain(column, join(base::phrase("`{}` is no {}", "`{}` は {} として使えません",
                                           base::visible(found, 64), column),
                              expected_one_of(words, found)));
    }
    return found;
}

std::uint32_t Line::number(std::string_view column) {
    const std::string found = text(column);
    const auto value = parse_number(found);
    if (!value) {
        complain(column,
                 base::phrase("`{}` is not a whole number below 4294967296, written in "
                              "digits without leading zeros",
                              "`{}` は整数として読めません。4294967296 未満の数を、先頭に 0 を"
                              "付けずに数字だけで書いてください",
                              base::visible(found, 64)));
    }
    return value.value_or(0);
}

bool Line::yes_or_no(std::string_view column) {
    const std::string found = text(column);
    if (found != "yes" && found != "no") {
        complain(column, base::phrase("`{}` is neither `yes` nor `no`",
                                      "`{}` ではなく `yes` か `no` を書いてください",
                                      base::visible(found, 64)));
    }
    return found == "yes";
}

std::string Line::date(std::string_view column) {
    std::string found = text(column);
    if (!found.empty() && !is_date(found)) {
        complain(column, base::phrase("`{}` is not a date; expected one like 2018-01-26",
                                      "`{}` は日付ではありません。2018-01-26 の形にしてください",
                                      base::visible(found, 64)));
    }
    return found;
}

std::vector<std::string> Line::list(std::string_view column) const {
    const std::string found = text(column);
    std::vector<std::string> parts;
    if (found.empty()) { return parts; }
    for (std::size_t begin = 0; begin <= found.size();) {
        const std::size_t end = std::min(found.find(';', begin), found.size());
        parts.push_back(found.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::vector<std::string> Line::source_keys(std::string_view column) {
    std::vector<std::string> keys = list(column);
    for (const std::string& key : keys) {
        if (!is_source_key(key)) {
            complain(column,
                     base::phrase("`{}` is not a source's key; expected keys like `fn12`, with `;` "
                                  "between them",
                                  "`{}` は出典のキーではありません。`fn12` のようなキーを `;` で"
                                  "区切って書いてください",
                                  base::visible(key, 64)));
        }
    }
    return keys;
}

base::Place Line::place(std::string_view column) const {
    const auto index = table_.find_column(column);
    return {std::string{file_}, row_.line, index ? row_.field_columns[*index] : 0};
}

void Line::complain(std::string_view column, Phrase text) {
    if (first_) { return; }
    first_ = base::Complaint{
        .blame = base::Blame::Input, .place = place(column), .text = std::move(text)};
}

std::expected<csv::Table, base::Complaint> parse_layout(std::string_view csv, std::string_view file,
                                                        const Layout& layout) {
    auto table = csv::parse_table(csv, file, layout.required);
    if (!table) { return table; }
    if (auto complaint = check_columns(*table, file, layout)) {
        return std::unexpected(std::move(*complaint));
    }
    return table;
}

}  // namespace casebook

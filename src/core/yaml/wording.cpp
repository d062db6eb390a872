#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>
#include <yaml/wording.hpp>

namespace yaml {

using base::phrase;
using base::Phrase;

namespace {

/// Edits (insert, delete, replace a byte) that turn one text into the other.
std::size_t distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) { row[i] = i; }
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t replaced = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::optional<std::string_view> nearest(std::span<const std::string_view> known,
                                        std::string_view given) {
    constexpr std::size_t kWordBytesMax = 64;  // longer texts are no slip of a short word
    if (known.empty() || given.size() > kWordBytesMax) { return std::nullopt; }
    const auto best =
        std::ranges::min(known, {}, [&](std::string_view name) { return distance(name, given); });
    const std::size_t slips_max = std::max<std::size_t>(1, best.size() / 3);
    if (distance(best, given) > slips_max) { return std::nullopt; }
    return best;
}

}  // namespace

Phrase expected_one_of(std::span<const std::string_view> known, std::string_view given) {
    std::string list;
    for (const std::string_view name : known) {
        if (!list.empty()) { list += ", "; }
        list += name;
    }
    const auto slip = nearest(known, given);
    if (!slip) { return phrase("expected one of: {}", "使えるのは次のものです：{}", list); }
    return phrase("expected one of: {} (did you mean `{}`?)",
                  "使えるのは次のものです：{}（`{}` の誤りではありませんか）", list, *slip);
}

Phrase join(Phrase first, const Phrase& second) {
    return {std::move(first.en) + "; " + second.en, std::move(first.ja) + "。" + second.ja};
}

std::optional<std::uint32_t> parse_number(std::string_view text) {
    if (text.empty() || (text.size() > 1 && text.front() == '0')) { return std::nullopt; }
    std::uint64_t value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') { return std::nullopt; }
        value = (value * 10) + static_cast<std::uint64_t>(digit - '0');
        if (value > std::numeric_limits<std::uint32_t>::max()) { return std::nullopt; }
    }
    return static_cast<std::uint32_t>(value);
}

}  // namespace yaml

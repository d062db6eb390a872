#include "figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace report {
namespace {

struct Scale {
    money::Total unit;
    std::string_view name;
};
constexpr std::array<Scale, 3> kEnglishScales{
    {{1'000'000'000'000U, "trillion"}, {1'000'000'000U, "billion"}, {1'000'000U, "million"}}};

money::Total divided(money::Total number, money::Total by) { return (number + by / 2) / by; }

/// Tenths of a unit: `5263` is `526.3`, `10` is `1`.
std::string to_tenths(money::Total tenths) {
    std::string shown = money::to_grouped(tenths, 1);
    if (shown.ends_with(".0")) { shown.resize(shown.size() - 2); }
    return shown;
}

std::string rough_english(money::Total units) {
    for (const Scale& scale : kEnglishScales) {
        const money::Total tenths = divided(units * 10, scale.unit);
        if (tenths >= 10) { return fmt::format("{} {}", to_tenths(tenths), scale.name); }
    }
    return {};
}

/// Two neighbouring Japanese units: `high` counts 億 when `low` counts 万.
std::string two_units(money::Total low, std::string_view high_name, std::string_view low_name) {
    constexpr money::Total kStep = 10'000;
    const std::string high = money::to_grouped(low / kStep, 0);
    if (low % kStep == 0 || low / kStep >= 100) {
        return fmt::format("{}{}", money::to_grouped(divided(low, kStep), 0), high_name);
    }
    return fmt::format("{}{}{}{}", high, high_name, money::to_grouped(low % kStep, 0), low_name);
}

std::string rough_japanese(money::Total units) {
    constexpr money::Total kMan = 10'000;
    constexpr money::Total kOku = kMan * kMan;
    constexpr money::Total kCho = kOku * kMan;
    if (units >= kCho) { return two_units(divided(units, kOku), "兆", "億"); }
    if (units >= kOku) { return two_units(divided(units, kMan), "億", "万"); }
    if (units >= kMan) { return money::to_grouped(divided(units, kMan), 0) + "万"; }
    return {};
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

}  // namespace

std::string trimmed(money::Total atoms, int divisibility) {
    std::string shown = money::to_grouped(atoms, divisibility);
    if (shown.find('.') == std::string::npos) { return shown; }
    shown.erase(shown.find_last_not_of('0') + 1);
    if (shown.ends_with('.')) { shown.pop_back(); }
    return shown;
}

Markup aligned(money::Total atoms, int divisibility) {
    const std::string shown = money::to_grouped(atoms, divisibility);
    const std::size_t point = std::min(shown.find('.'), shown.size());
    const std::string_view all = shown;
    Markup piece;
    piece << "<span class=\"figure\">" << text(all.substr(0, point));
    if (point < shown.size()) {
        piece << "<span class=\"places\">" << text(all.substr(point)) << "</span>";
    }
    return piece << "</span>";
}

std::string counted(std::uint64_t count) { return money::to_grouped(count, 0); }

std::string rough(money::Total units, base::Language language) {
    return language == base::Language::Ja ? rough_japanese(units) : rough_english(units);
}

std::string grouped_if_number(std::string_view figure) {
    const std::size_t point = std::min(figure.find('.'), figure.size());
    const std::string_view whole = figure.substr(0, point);
    const std::string_view places = figure.substr(std::min(point + 1, figure.size()));
    const bool plain = std::ranges::all_of(whole, is_digit) &&
                       std::ranges::all_of(places, is_digit) && !figure.ends_with('.');
    if (whole.size() < 5 || !plain) { return std::string{figure}; }
    std::string shown;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) { shown += ','; }
        shown += whole[i];
    }
    return shown + std::string{figure.substr(point)};
}

}  // namespace report

#include <algorithm>
#include <limits>
#include <money/money.hpp>

namespace money {
namespace {

using base::Wide;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// Digits before the point and after it.
struct Digits {
    std::string_view whole;
    std::string_view places;
};

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// Nothing unless `text` is digits, or digits, a point and digits.
std::optional<Digits> find_digits(std::string_view text) {
    const std::size_t point = text.find('.');
    const Digits digits{text.substr(0, point),
                        point == std::string_view::npos ? "" : text.substr(point + 1)};
    const bool has_point = point != std::string_view::npos;
    if (!all_digits(digits.whole) || (has_point && !all_digits(digits.places))) {
        return std::nullopt;
    }
    return digits;
}

std::expected<Digits, DecimalError> parse_digits(std::string_view text) {
    if (text.empty()) { return std::unexpected(DecimalError::Empty); }
    if (const auto digits = find_digits(text)) { return *digits; }
    const bool negative = text.starts_with('-') && find_digits(text.substr(1));
    return std::unexpected(negative ? DecimalError::Negative : DecimalError::NotANumber);
}

/// `value * 10 ^ digits + number`, where `digits` is a number of that many digits.
bool append(std::uint64_t& value, std::string_view digits) {
    for (const char digit : digits) {
        if (__builtin_mul_overflow(value, std::uint64_t{10}, &value) ||
            __builtin_add_overflow(value, static_cast<std::uint64_t>(digit - '0'), &value)) {
            return false;
        }
    }
    return true;
}

constexpr std::uint64_t power_of_ten(int exponent) {
    std::uint64_t power = 1;
    for (int i = 0; i < exponent; ++i) { power *= 10; }
    return power;
}

void check_divisibility(int divisibility) {
    base::invariant(divisibility >= 0 && divisibility <= kDivisibilityMax,
                    "an asset has 0 to 18 decimal places");
}

/// The decimal places, as many as the asset has.
std::string to_places(Total atoms, int divisibility) {
    const auto rest = static_cast<std::uint64_t>(atoms % power_of_ten(divisibility));
    return divisibility == 0 ? "" : fmt::format("{:0{}}", rest, divisibility);
}

std::string group(std::string digits) {
    for (std::size_t i = digits.size(); i > 3; i -= 3) { digits.insert(i - 3, 1, ','); }
    return digits;
}

}  // namespace

std::expected<Amount, DecimalError> parse_decimal(std::string_view text, int divisibility) {
    check_divisibility(divisibility);
    const auto digits = parse_digits(text);
    if (!digits) { return std::unexpected(digits.error()); }
    const auto places_max = static_cast<std::size_t>(divisibility);
    if (digits->places.size() > places_max) { return std::unexpected(DecimalError::TooManyPlaces); }
    std::uint64_t atoms = 0;
    bool fits = append(atoms, digits->whole) && append(atoms, digits->places);
    const int missing = divisibility - static_cast<int>(digits->places.size());
    fits = fits && !__builtin_mul_overflow(atoms, power_of_ten(missing), &atoms);
    if (!fits) { return std::unexpected(DecimalError::TooLarge); }
    return Amount::from_atoms(atoms);
}

std::expected<Amount, DecimalError> parse_atoms(std::string_view text) {
    const auto atoms = parse_decimal(text, 0);
    const bool has_point = !atoms && atoms.error() == DecimalError::TooManyPlaces;
    return has_point ? std::unexpected(DecimalError::NotANumber) : atoms;
}

std::string to_atoms_text(Total atoms) { return fmt::format("{}", atoms); }

std::string to_decimal(Total atoms, int divisibility) {
    check_divisibility(divisibility);
    const std::string text = to_atoms_text(atoms / power_of_ten(divisibility));
    std::string places = to_places(atoms, divisibility);
    places.erase(places.find_last_not_of('0') + 1);
    return places.empty() ? text : text + "." + places;
}

std::string to_grouped(Total atoms, int divisibility) {
    check_divisibility(divisibility);
    const std::string whole = group(to_atoms_text(atoms / power_of_ten(divisibility)));
    return divisibility == 0 ? whole : whole + "." + to_places(atoms, divisibility);
}

std::expected<Price, DecimalError> parse_price(std::string_view text) {
    const auto digits = parse_digits(text);
    if (!digits) { return std::unexpected(digits.error()); }
    const std::size_t places = digits->places.size();
    if (places > kDivisibilityMax) { return std::unexpected(DecimalError::TooManyPlaces); }
    const auto value = parse_decimal(text, static_cast<int>(places));
    if (!value) { return std::unexpected(value.error()); }
    return Price{value->atoms(), static_cast<int>(places)};
}

Total value_floor(Total atoms, int divisibility, Price price) {
    check_divisibility(divisibility);
    check_divisibility(price.places);
    // floor(a * v / (D * P)) = floor(floor(a * v / D) / P), and each factor is split at its divisor
    // so that no product needs more than 128 bits: (q * D + r) * v / D = q * v + r * v / D.
    const Wide units = power_of_ten(divisibility);
    const Wide coins = power_of_ten(price.places);
    const Wide whole = atoms / units;
    const Wide below_one = atoms % units * price.value / units;
    const Wide rest = ((whole % coins * price.value) + below_one) / coins;
    Wide value = 0;
    if (__builtin_mul_overflow(whole / coins, Wide{price.value}, &value) ||
        __builtin_add_overflow(value, rest, &value)) {
        return std::numeric_limits<Total>::max();
    }
    return value;
}

}  // namespace money

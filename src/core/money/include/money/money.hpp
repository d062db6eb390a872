#pragma once

#include <base/base.hpp>
#include <compare>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <string_view>

/// Quantities of one asset in atoms, exactly. No floating point, no wrap-around.
namespace money {

enum class MoneyError : std::uint8_t { Overflow, Negative };

/// A quantity in atoms (1 XEM = 1'000'000). Never negative, never wraps.
class Amount {
public:
    constexpr Amount() = default;
    static constexpr Amount from_atoms(std::uint64_t atoms) { return Amount{atoms}; }
    [[nodiscard]] constexpr std::uint64_t atoms() const { return atoms_; }
    friend constexpr auto operator<=>(Amount, Amount) = default;

private:
    explicit constexpr Amount(std::uint64_t atoms) : atoms_{atoms} {}
    std::uint64_t atoms_{0};
};

[[nodiscard]] constexpr std::expected<Amount, MoneyError> add(Amount left, Amount right) {
    std::uint64_t sum = 0;
    const bool wraps = __builtin_add_overflow(left.atoms(), right.atoms(), &sum);
    if (wraps) { return std::unexpected(MoneyError::Overflow); }
    return Amount::from_atoms(sum);
}

[[nodiscard]] constexpr std::expected<Amount, MoneyError> subtract(Amount left, Amount right) {
    if (right > left) { return std::unexpected(MoneyError::Negative); }
    return Amount::from_atoms(left.atoms() - right.atoms());
}

/// A sum over many rows, in atoms. Rows number below 2^32 and amounts below 2^64, so it cannot
/// wrap.
using Total = base::Wide;

/// floor(amount * part / whole) for part <= whole and whole > 0: a share of an amount, exact to the
/// atom and rounded down. The quotient fits 64 bits because it is at most `amount`.
[[nodiscard]] constexpr std::uint64_t share_floor(std::uint64_t amount, std::uint64_t part,
                                                  std::uint64_t whole) {
    const base::Wide product = base::Wide{amount} * part;
#if defined(__x86_64__)
    if (!__builtin_is_constant_evaluated()) {
        // One machine division; the compiler's 128-bit routine costs about twice as much, and this
        // is the only division on the tracer's path.
        // NOLINTBEGIN(misc-const-correctness): the instruction writes both
        std::uint64_t quotient = 0;
        std::uint64_t remainder = 0;
        // NOLINTEND(misc-const-correctness)
        __asm__("divq %4"
                : "=a"(quotient), "=d"(remainder)
                : "a"(static_cast<std::uint64_t>(product)),
                  "d"(static_cast<std::uint64_t>(product >> 64U)), "r"(whole)
                : "cc");
        return quotient;
    }
#endif
    return static_cast<std::uint64_t>(product / whole);
}

/// How many decimal places the asset has: 6 for XEM, 8 for BTC, 0 for raw records.
inline constexpr int kDivisibilityMax = 18;

enum class DecimalError : std::uint8_t {
    Empty,
    NotANumber,     // anything but digits and one point, a sign and an exponent included
    Negative,       // a minus sign in front of a number
    TooManyPlaces,  // more decimal places than the asset has
    TooLarge        // above 2^64 - 1 atoms
};

/// `"100000000.5"` in whole units to atoms. Digits, then at most one point followed by one digit or
/// more; no sign, exponent, grouping or space. Leading zeros are fine.
[[nodiscard]] std::expected<Amount, DecimalError> parse_decimal(std::string_view text,
                                                                int divisibility);
/// Atoms as a plain integer text: the JSON form.
[[nodiscard]] std::expected<Amount, DecimalError> parse_atoms(std::string_view text);

[[nodiscard]] std::string to_atoms_text(Total atoms);
/// Whole units without grouping and without needless zeros: `526300010`, `0.05`.
[[nodiscard]] std::string to_decimal(Total atoms, int divisibility);
/// Whole units for people: grouped by commas, always with the asset's places: `526,300,010.000000`.
[[nodiscard]] std::string to_grouped(Total atoms, int divisibility);

/// A price of one whole unit in another currency, as an integer of `1 / 10^places` of it.
struct Price {
    std::uint64_t value{0};
    int places{0};
    friend bool operator==(const Price&, const Price&) = default;
};
[[nodiscard]] std::expected<Price, DecimalError> parse_price(std::string_view text);
/// floor(atoms * price), in whole units of the price's currency (yen have no smaller coin).
[[nodiscard]] Total value_floor(Total atoms, int divisibility, Price price);

}  // namespace money

#pragma once

#include <base/base.hpp>
#include <money/money.hpp>
#include <string>

#include "markup.hpp"

/// Amounts as a reader wants them.
namespace report {

/// `526,300,010` or `11.95`: whole units, grouped, without needless zeros.
[[nodiscard]] std::string trimmed(money::Total atoms, int divisibility);
/// For columns: all places, the fraction set back, so that the points stand below each other.
[[nodiscard]] Markup aligned(money::Total atoms, int divisibility);
/// A count: `1,234`.
[[nodiscard]] std::string counted(std::uint64_t count);
/// A size to remember, to about four figures: `526.3 million`, 「5億2,630万」; empty for a number
/// that is short as it stands (below a million, 一万). `units` are whole units, rounded to the
/// nearest.
[[nodiscard]] std::string rough(money::Total units, base::Language language);
/// A figure that a document gives as text: grouped where it is a plain number of five digits or
/// more, else as it stands.
[[nodiscard]] std::string grouped_if_number(std::string_view figure);

}  // namespace report

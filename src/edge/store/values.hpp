#pragma once

#include <cstdint>
#include <expected>
#include <store/store.hpp>
#include <string>
#include <string_view>

/// Values of ledger files, read strictly. A phrase says what is wrong and what was expected; the
/// caller knows the place.
namespace store {

template <class T>
using Read = std::expected<T, base::Phrase>;

/// Whole units, at most `divisibility` places.
[[nodiscard]] Read<money::Amount> read_amount(std::string_view text, int divisibility);
[[nodiscard]] Read<money::Amount> read_atoms(std::string_view text);
[[nodiscard]] Read<ledger::Height> read_height(std::string_view text);
[[nodiscard]] Read<base::Moment> read_moment(std::string_view text);
/// Whole seconds since 1970.
[[nodiscard]] Read<base::Moment> read_unix_time(std::string_view text);

/// A moment with just the precision it was given in, as `read_moment` reads it again.
[[nodiscard]] std::string to_text(base::Moment moment);

/// Two positions of which the second comes after the first in a file.
[[nodiscard]] base::Phrase heights_go_back(ledger::Height before, ledger::Height height);
[[nodiscard]] base::Phrase times_go_back(base::Moment before, base::Moment time);

/// More rows than a ledger can hold.
[[nodiscard]] base::Phrase too_many_rows();

}  // namespace store

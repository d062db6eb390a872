#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace store {

/// A whole number in plain decimal digits, without sign or needless zeros; nothing otherwise.
[[nodiscard]] std::optional<std::uint64_t> parse_number(std::string_view text);

/// `#N`, N from 1: the name of a row whose ledger gives none.
[[nodiscard]] std::string row_name(ledger::Row row);
[[nodiscard]] std::optional<ledger::Row> parse_row_name(std::string_view name);

}  // namespace store

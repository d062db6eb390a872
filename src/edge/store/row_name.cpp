#include "row_name.hpp"

#include <fmt/core.h>

#include <charconv>

namespace store {

std::optional<std::uint64_t> parse_number(std::string_view text) {
    if (text.size() > 1 && text.front() == '0') { return std::nullopt; }
    std::uint64_t number = 0;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto [stopped, error] = std::from_chars(begin, end, number);
    if (error != std::errc{} || stopped != end) { return std::nullopt; }
    return number;
}

std::string row_name(ledger::Row row) { return fmt::format("#{}", std::uint64_t{row.value} + 1); }

std::optional<ledger::Row> parse_row_name(std::string_view name) {
    if (!name.starts_with('#')) { return std::nullopt; }
    const auto number = parse_number(name.substr(1));
    if (!number || *number == 0 || *number > ledger::kRowsMax) { return std::nullopt; }
    return ledger::Row{static_cast<std::uint32_t>(*number - 1)};
}

}  // namespace store

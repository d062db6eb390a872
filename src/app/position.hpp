#pragma once

#include <casebook/casebook.hpp>
#include <ledger/ledger.hpp>
#include <optional>
#include <string_view>

#include "expected.hpp"

namespace app {

/// A position as a person writes it: a bare integer is a height, all else a time with date and
/// zone. `option` names it in a complaint.
[[nodiscard]] Expected<ledger::Bound> parse_position(const casebook::Stated& stated,
                                                     std::string_view option);

/// Says whether the ledger has what the bound speaks of.
[[nodiscard]] std::optional<base::Complaint> check_bound(const ledger::Ledger& ledger,
                                                         const ledger::Bound& bound,
                                                         std::string_view option);

}  // namespace app

#pragma once

#include <casebook/casebook.hpp>
#include <optional>
#include <span>

#include "loaded_case.hpp"

namespace app {

/// Adds the boundaries to the plan; one whose account the ledger does not know becomes a warning:
/// a list of exchanges is longer than what one theft reached.
[[nodiscard]] std::optional<base::Complaint> add_boundaries(
    std::span<const casebook::BoundaryEntry> entries, LoadedCase& into);

/// A service where the list names no kind.
[[nodiscard]] Expected<trace::BoundaryKind> boundary_kind_of(const casebook::BoundaryEntry& entry);

/// Looks up the thefts and the end that the request names.
[[nodiscard]] std::optional<base::Complaint> make_plan(LoadedCase& into);

/// An account as a person typed it, in the ledger's own form and with its number there.
[[nodiscard]] Expected<ledger::AccountId> find_account(const LoadedCase& loaded,
                                                       const casebook::Stated& stated,
                                                       std::string_view option);

}  // namespace app

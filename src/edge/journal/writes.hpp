#pragma once

#include <journal/journal.hpp>
#include <optional>

#include "database.hpp"

namespace journal {

/// Does one write within the transaction under way; a complaint where it cannot be done.
[[nodiscard]] std::optional<base::Complaint> perform(const Batch::Write& write,
                                                     const Journal::Database& database);

}  // namespace journal

#pragma once

#include <string>

#include "../terminal/terminal.hpp"
#include "proposal.hpp"

namespace app {

/// What will be sent, for a person: the transaction, what it costs in all, to whom it is told.
[[nodiscard]] std::string to_table(const Proposal& proposal, Ground& ground,
                                   const std::string& order, base::Language language,
                                   const Terminal& terminal);

/// Asks the person at the terminal. Complaints: there is nobody to ask, and --yes was not said.
[[nodiscard]] Expected<bool> ask_consent(base::Language language);

}  // namespace app

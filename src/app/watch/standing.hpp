#pragma once

#include <live/live.hpp>

#include "news.hpp"

namespace app {

/// Where the cases stand at the newest block: a table each for a person.
[[nodiscard]] std::string standing_table(const std::vector<live::State>& states,
                                         std::optional<ledger::Height> height, const Labels& labels,
                                         base::Language language, const Terminal& terminal);
/// The same as one document a case, without an id: it is a state and not an event.
[[nodiscard]] Json standing_document(const live::State& state,
                                     std::optional<ledger::Height> height);

}  // namespace app

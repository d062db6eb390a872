#pragma once

#include <journal/journal.hpp>
#include <live/live.hpp>
#include <span>
#include <string>

#include "../expected.hpp"

namespace app {

/// A fingerprint of all that decides what a case's events say.
[[nodiscard]] std::string fingerprint_of(const live::Case& rules);
/// An event's id does not depend on the rules: what an edited case says otherwise of blocks that
/// are recorded would be taken for told. So a record keeps by which rules each case was applied;
/// those of a new case are recorded here. Complaints: a case that was edited since.
[[nodiscard]] Expected<void> keep_rules(std::span<const live::Case> cases,
                                        journal::Journal& journal);

}  // namespace app

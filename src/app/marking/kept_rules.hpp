#pragma once

#include <journal/journal.hpp>
#include <nem_keys/nem_keys.hpp>
#include <optional>
#include <span>

#include "../expected.hpp"
#include "marking.hpp"

namespace app {

/// The keys are the issuer's; only a dry run needs none.
[[nodiscard]] Expected<void> check_keys(const MarkingRules& rules,
                                        const std::optional<nem_keys::KeyPair>& keys,
                                        nem::Network network);
/// The case of these rules, its marks proposed by a rule of its own; its services are never marked.
/// Complaints: no such case is watched, or it proposes no marks.
[[nodiscard]] Expected<MarkedCase> pair_with_case(MarkingRules rules,
                                                  std::span<const live::Case> cases);
/// A record keeps by which rules each case is marked. After a dry run they may be edited: nothing
/// was announced, and the desk begins again at the first block of the record. Complaints: rules
/// that were edited after that, and a case of the record without its rules.
[[nodiscard]] Expected<void> keep_marking_rules(std::span<const MarkedCase> cases,
                                                journal::Journal& journal);
/// Refuses a record that marks accounts: without its rules what blocks undo would be missed.
[[nodiscard]] Expected<void> refuse_marking_record(const journal::Journal& journal);

}  // namespace app

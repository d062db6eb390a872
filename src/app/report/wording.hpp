#pragma once

#include <base/base.hpp>
#include <marks/marks.hpp>
#include <string_view>
#include <taint/taint.hpp>
#include <trace/trace.hpp>

/// What the closed choices of other rooms are called for a reader.
namespace report {

[[nodiscard]] base::Phrase name_of(taint::Policy policy);
/// What the policy means, in one sentence.
[[nodiscard]] base::Phrase meaning_of(taint::Policy policy);
[[nodiscard]] base::Phrase name_of(trace::BoundaryKind kind);
/// The basis of a figure and the kind of a place, in the words that case files use; others are
/// shown as they stand.
[[nodiscard]] base::Phrase name_of_basis(std::string_view basis);
[[nodiscard]] base::Phrase name_of_place_kind(std::string_view kind);

}  // namespace report

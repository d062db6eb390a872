#pragma once

#include <span>
#include <vector>

#include "../loaded_case.hpp"
#include "../traced.hpp"

/// What commands that trace have in common: the same work with bars and warnings on standard error.
namespace app {

[[nodiscard]] Expected<LoadedCase> load_for_person(TraceRequest request, base::Language language,
                                                   const MayRead& may_read = {});
[[nodiscard]] std::vector<Traced> trace_for_person(const LoadedCase& loaded,
                                                   base::Language language);
void print_warnings(std::span<const base::Phrase> warnings, base::Language language);

}  // namespace app

#pragma once

#include "../traced.hpp"
#include "json.hpp"

namespace app {

/// `dyepack.trace/1`; docs/formats.md has the fields.
[[nodiscard]] Json trace_document(const LoadedCase& loaded, const Traced& traced);
/// One result as it is, several as `dyepack.traces/1`.
[[nodiscard]] Json trace_document(const LoadedCase& loaded, const std::vector<Traced>& traced);

inline constexpr const char* kTraceFormat = "dyepack.trace/1";
inline constexpr const char* kTracesFormat = "dyepack.traces/1";

}  // namespace app

#pragma once

#include <string>
#include <trace/trace.hpp>
#include <vector>

#include "../terminal/terminal.hpp"
#include "json.hpp"

namespace app {

/// `dyepack.explanation/1`: every path of every policy.
[[nodiscard]] Json explanation_document(const LoadedCase& loaded,
                                        const std::vector<trace::Explanation>& explanations);

/// Each path as a chain of arrows with times.
[[nodiscard]] std::string explanation_table(const LoadedCase& loaded,
                                            const std::vector<trace::Explanation>& explanations,
                                            base::Language language, const Terminal& terminal);

}  // namespace app

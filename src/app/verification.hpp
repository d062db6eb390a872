#pragma once

#include "result_document.hpp"
#include "terminal/terminal.hpp"
#include "traced.hpp"

namespace app {

/// How a recorded result and what the program computes differ.
struct Verification {
    bool same_case{true};
    bool same_ledger{true};
    bool recomputed{true};  // not where a file is another one
    std::vector<Difference> differences;
    [[nodiscard]] bool equal() const { return same_case && same_ledger && differences.empty(); }
};

[[nodiscard]] Verification compare(const ResultDocument& document, const LoadedCase& loaded,
                                   const std::vector<Traced>& traced);
/// Nothing to recompute from: which files are others is all there is to say.
[[nodiscard]] Verification without_files(std::vector<Difference> differences);

[[nodiscard]] Json to_document(const Verification& verification);
[[nodiscard]] std::string to_text(const Verification& verification, base::Language language,
                                  const Terminal& terminal);

}  // namespace app

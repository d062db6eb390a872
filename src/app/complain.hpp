#pragma once

#include <base/base.hpp>
#include <casebook/casebook.hpp>
#include <string>

namespace app {

/// What the program's exit code says.
inline constexpr int kDone = 0;
inline constexpr int kFinding = 1;
inline constexpr int kUsage = 2;
inline constexpr int kBadInput = 3;
inline constexpr int kWorldFailed = 4;

[[nodiscard]] int exit_code(base::Blame blame);

/// `dyepack: FILE:LINE:COL: text`, with as much of the place as is known, on one line.
[[nodiscard]] std::string to_line(const base::Complaint& complaint, base::Language language);
/// `dyepack: warning: text`.
[[nodiscard]] std::string to_warning_line(const base::Phrase& warning, base::Language language);

/// A complaint that has no place in a file.
[[nodiscard]] base::Complaint complaint(base::Blame blame, base::Phrase text);
[[nodiscard]] inline base::Complaint usage_complaint(base::Phrase text) {
    return complaint(base::Blame::Usage, std::move(text));
}
/// About what a case file states, at its place there; else about the command line.
[[nodiscard]] base::Complaint complaint_about(const casebook::Stated& stated, base::Phrase text);

}  // namespace app

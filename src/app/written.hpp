#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "arguments.hpp"
#include "expected.hpp"

namespace app {

/// Writes all of it to standard output, or says why not: a full disk must not pass for success.
[[nodiscard]] std::optional<base::Complaint> write_stdout(std::string_view text);

/// To the file `--out` names, whole or not at all; else to standard output.
[[nodiscard]] std::optional<base::Complaint> write_result(const Arguments& arguments,
                                                          std::string_view text);

}  // namespace app

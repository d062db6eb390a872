#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "expected.hpp"

namespace app {

/// Writes all of it to standard output, or says why not: a full disk must not pass for success.
[[nodiscard]] std::optional<base::Complaint> write_stdout(std::string_view text);

/// A complaint where `file` is one of those that the command line names as input, or one of
/// `inputs`: what a result was computed from must not be lost under it.
[[nodiscard]] std::optional<base::Complaint> refuse_input_as_output(
    const Arguments& arguments, const std::filesystem::path& file,
    const std::vector<std::filesystem::path>& inputs = {});

/// To the file `--out` names, whole or not at all; else to standard output.
[[nodiscard]] std::optional<base::Complaint> write_result(
    const Arguments& arguments, std::string_view text,
    const std::vector<std::filesystem::path>& inputs = {});

}  // namespace app

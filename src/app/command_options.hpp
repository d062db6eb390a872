#pragma once

#include <vector>

#include "command_specs.hpp"

namespace app {

/// What names a theft and the ledger it happened in: the options that trace, explain and report
/// share.
[[nodiscard]] std::vector<OptionSpec> plan_options();
[[nodiscard]] OptionSpec policy_option();
[[nodiscard]] OptionSpec json_option();
[[nodiscard]] OptionSpec out_option(base::Phrase help);
/// How to read a ledger file: the options that import shares with the above.
[[nodiscard]] std::vector<OptionSpec> ledger_reading_options();

}  // namespace app

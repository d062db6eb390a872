#pragma once

#include <string>

#include "../terminal/terminal.hpp"
#include "../traced.hpp"
#include "wording.hpp"

namespace app {

/// The accounts to warn of, and apart from them those that only received dust, with the reason for
/// each. Empty where the case has no mark rule.
[[nodiscard]] std::string marks_table(const LoadedCase& loaded, const Traced& traced,
                                      const Wording& wording, const Terminal& terminal);

}  // namespace app

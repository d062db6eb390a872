#pragma once

#include <string>

namespace app {

/// The manual page in roff, written from the command specs into docs/man/dyepack.1 (a test keeps it
/// equal).
[[nodiscard]] std::string man_page();

}  // namespace app

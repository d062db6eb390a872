#pragma once

#include <casebook/casebook.hpp>
#include <string>

namespace app {

/// A new case file: the case as the casebook writes it, with a comment before each key that a
/// person will want to change, in both languages.
[[nodiscard]] std::string to_commented_yaml(const casebook::Case& record);

}  // namespace app

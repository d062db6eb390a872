#pragma once

#include <base/base.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace app {

/// `en` or `ja`; nothing for any other word.
[[nodiscard]] std::optional<base::Language> parse_language(std::string_view name);

/// The language of the environment: the first of LC_ALL, LC_MESSAGES and LANG that is set decides,
/// as POSIX says; one that begins with `ja` means Japanese, all else English.
[[nodiscard]] base::Language language_of_environment();

/// The language to speak before the command line is understood, so that a complaint about the
/// command line itself comes in the language it asks for.
[[nodiscard]] base::Language find_language(std::span<const std::string> words);

}  // namespace app

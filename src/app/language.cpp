#include "language.hpp"

#include <cstdlib>

namespace app {

std::optional<base::Language> parse_language(std::string_view name) {
    if (name == "en") { return base::Language::En; }
    if (name == "ja") { return base::Language::Ja; }
    return std::nullopt;
}

base::Language language_of_environment() {
    for (const char* const variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value =
            std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): one thread
        if (value == nullptr || *value == '\0') { continue; }
        const bool japanese = std::string_view{value}.starts_with("ja");
        return japanese ? base::Language::Ja : base::Language::En;
    }
    return base::Language::En;
}

base::Language find_language(std::span<const std::string> words) {
    constexpr std::string_view kOption = "--lang";
    std::optional<base::Language> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        if (word == kOption && i + 1 < words.size()) { found = parse_language(words[i + 1]); }
        if (word.starts_with("--lang=")) {
            found = parse_language(word.substr(kOption.size() + 1));
        }
    }
    return found.value_or(language_of_environment());
}

}  // namespace app

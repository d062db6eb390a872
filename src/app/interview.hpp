#pragma once

#include <base/base.hpp>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "expected.hpp"

namespace app {

/// Questions to a person in a terminal, or to a file of answers. A wrong answer is explained and
/// the question asked again; the end of the answers is an error.
class Interview {
public:
    /// What is wrong with an answer, or nothing.
    using Check = std::function<std::optional<base::Phrase>(const std::string&)>;

    Interview(std::istream& answers, std::ostream& prompts, base::Language language)
        : answers_{answers}, prompts_{prompts}, language_{language} {}

    /// An empty answer takes `otherwise`.
    [[nodiscard]] Expected<std::string> ask(const base::Phrase& question,
                                            const std::string& otherwise, const Check& check);
    void tell(const base::Phrase& text);

private:
    std::istream& answers_;
    std::ostream& prompts_;
    base::Language language_;
};

}  // namespace app

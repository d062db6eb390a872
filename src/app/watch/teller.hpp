#pragma once

#include <journal/journal.hpp>

#include "../expected.hpp"
#include "watcher.hpp"

namespace app {

/// Says to stdout what the journal holds, in the form that was asked for.
class Teller {
public:
    Teller(bool json_lines, Labels labels, base::Language language)
        : json_lines_{json_lines}, labels_{std::move(labels)}, language_{language} {}

    /// What is in the journal and was not said. Said again where the program died between saying
    /// and noting it: the event's id is the same.
    [[nodiscard]] Expected<void> tell_untold(journal::Journal& journal) const;
    /// Where the cases stand now.
    [[nodiscard]] Expected<void> say_standing(const Watcher& watcher) const;

private:
    bool json_lines_;
    Labels labels_;
    base::Language language_;
};

}  // namespace app

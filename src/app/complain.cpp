#include "complain.hpp"

#include <fmt/format.h>

namespace app {

int exit_code(base::Blame blame) {
    switch (blame) {
        case base::Blame::Usage: return kUsage;
        case base::Blame::Input: return kBadInput;
        case base::Blame::World: return kWorldFailed;
    }
    base::broken("unnamed blame");
}

std::string to_line(const base::Complaint& complaint, base::Language language) {
    std::string line = "dyepack: ";
    const base::Place& place = complaint.place;
    if (!place.file.empty()) {
        line += base::visible(place.file, 4096);
        if (place.line != 0) { line += fmt::format(":{}", place.line); }
        if (place.line != 0 && place.column != 0) { line += fmt::format(":{}", place.column); }
        line += ": ";
    }
    return line + base::pick(complaint.text, language) + "\n";
}

std::string to_warning_line(const base::Phrase& warning, base::Language language) {
    const auto* const word = language == base::Language::Ja ? "警告: " : "warning: ";
    return fmt::format("dyepack: {}{}\n", word, base::pick(warning, language));
}

base::Complaint complaint(base::Blame blame, base::Phrase text) {
    return {.blame = blame, .place = {}, .text = std::move(text)};
}

base::Complaint complaint_about(const casebook::Stated& stated, base::Phrase text) {
    const bool from_file = !stated.place.file.empty();
    return {.blame = from_file ? base::Blame::Input : base::Blame::Usage,
            .place = stated.place,
            .text = std::move(text)};
}

}  // namespace app

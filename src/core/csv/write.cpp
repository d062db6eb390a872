#include <algorithm>
#include <array>
#include <csv/csv.hpp>

namespace csv {
namespace {

/// What makes a spreadsheet run a cell; some take the full-width forms (in Japanese locales) too.
constexpr std::array<std::string_view, 11> kTriggers{"=",  "+",  "-",  "@",  "\t", "\r",
                                                     "\n", "＝", "＋", "－", "＠"};

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// `-12`, `+0.5`: a sign, digits, perhaps a point and digits.
bool is_plain_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) { text.remove_prefix(1); }
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) { return all_digits(text); }
    return all_digits(text.substr(0, point)) && all_digits(text.substr(point + 1));
}

bool would_run(std::string_view text) {
    const auto begins = [text](std::string_view trigger) { return text.starts_with(trigger); };
    return std::ranges::any_of(kTriggers, begins) && !is_plain_number(text);
}

}  // namespace

std::string to_field(std::string_view text) {
    std::string field{would_run(text) ? "'" : ""};
    field += text;
    if (field.find_first_of(",\"\r\n") == std::string::npos) { return field; }
    std::string quoted{'"'};
    for (const char letter : field) {
        if (letter == '"') { quoted += '"'; }
        quoted += letter;
    }
    return quoted + '"';
}

std::string to_line(std::span<const std::string> fields) {
    if (fields.size() == 1 && fields[0].empty()) { return "\"\"\n"; }
    std::string line;
    for (const std::string& field : fields) {
        if (&field != fields.data()) { line += ','; }
        line += to_field(field);
    }
    return line + '\n';
}

}  // namespace csv

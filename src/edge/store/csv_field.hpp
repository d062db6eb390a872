#pragma once

#include <string>
#include <string_view>

namespace store {

/// A CSV field as RFC 4180 writes it, and nothing more: a stored ledger is read by programs, which
/// must get back every byte, so nothing is defused as it is in tables that people open.
[[nodiscard]] inline std::string to_csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) { return std::string{text}; }
    std::string field{'"'};
    for (const char letter : text) {
        if (letter == '"') { field += '"'; }
        field += letter;
    }
    return field + '"';
}

}  // namespace store

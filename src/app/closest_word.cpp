#include "closest_word.hpp"

#include <algorithm>
#include <vector>

namespace app {

namespace {

/// Insertions, deletions and replacements between two words.
std::size_t edits_between(std::string_view left, std::string_view right) {
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) { row[j] = j; }
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t replaced = diagonal + (left[i] == right[j] ? 0U : 1U);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

constexpr std::size_t kWordBytesMax = 64;
constexpr std::size_t kEditsMax = 3;

}  // namespace

std::optional<std::string> find_closest(std::string_view word, std::span<const std::string> known) {
    if (word.size() > kWordBytesMax) { return std::nullopt; }
    std::optional<std::string> closest;
    std::size_t least = kEditsMax + 1;
    for (const auto& candidate : known) {
        const std::size_t edits = edits_between(word, candidate);
        if (edits < least && edits * 2 < candidate.size()) {
            least = edits;
            closest = candidate;
        }
    }
    return closest;
}

}  // namespace app

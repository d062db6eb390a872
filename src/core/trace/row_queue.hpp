#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace trace {

/// Rows that wait for their turn, smallest first, each once. A bit for each row of a window, and a
/// bit for each word that is not zero, level upon level: taking the smallest looks at one word a
/// level (five for a hundred million rows), and where nearly every row waits it is a plain scan.
class RowQueue {
public:
    /// For rows of `[begin, end)`.
    RowQueue(std::uint32_t begin, std::uint32_t end);

    /// Rows outside the window are not kept.
    void push(std::uint32_t row);
    /// Takes the smallest.
    [[nodiscard]] std::optional<std::uint32_t> pop();

private:
    std::uint32_t begin_;
    std::uint32_t end_;
    std::vector<std::vector<std::uint64_t>> levels_;  // rows first; the last has one word
};

}  // namespace trace

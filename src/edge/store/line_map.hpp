#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <string>
#include <vector>

namespace store {

/// On which line of which file each row began. Costs memory only where a row does not begin on
/// the line after the one before, or, in a file without lines (0), in the file of the one before.
class LineMap {
public:
    void begin_file(std::string file);
    /// Rows are added in order, from 0. Line 0: the file has no lines.
    void add(std::uint64_t line);
    [[nodiscard]] base::Place place(ledger::Row row) const;

private:
    struct Run {
        std::uint32_t row;
        std::uint32_t file;
        std::uint64_t line;
    };
    std::vector<std::string> files_;
    std::vector<Run> runs_;
    std::uint32_t rows_{0};
};

}  // namespace store

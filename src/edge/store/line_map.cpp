#include "line_map.hpp"

#include <algorithm>
#include <utility>

namespace store {

void LineMap::begin_file(std::string file) { files_.push_back(std::move(file)); }

void LineMap::add(std::uint64_t line) {
    base::invariant(!files_.empty(), "a row stands in a file");
    const auto file = static_cast<std::uint32_t>(files_.size() - 1);
    const bool same_file = !runs_.empty() && runs_.back().file == file;
    const bool follows =
        same_file && (line == 0 || runs_.back().line == 0
                          ? line == runs_.back().line
                          : runs_.back().line + (rows_ - runs_.back().row) == line);
    if (!follows) { runs_.push_back({rows_, file, line}); }
    ++rows_;
}

base::Place LineMap::place(ledger::Row row) const {
    base::invariant(row.value < rows_, "the row was added");
    const auto after = std::ranges::upper_bound(runs_, row.value, {}, &Run::row);
    const Run& run = *std::prev(after);
    if (run.line == 0) { return {files_[run.file], 0, 0}; }
    return {files_[run.file], run.line + (row.value - run.row), 1};
}

}  // namespace store

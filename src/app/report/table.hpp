#pragma once

#include <vector>

#include "directory.hpp"
#include "markup.hpp"

namespace report {

struct Column {
    base::Phrase head;
    bool is_figure{false};  // set flush right
};

/// A table whose head repeats on every printed page and whose rows become cards on a narrow screen
/// (each cell carries its column's name for that).
class Table {
public:
    Table(const Telling& telling, std::vector<Column> columns);
    void add_row(const std::vector<Markup>& cells);
    /// A line over the rows that follow.
    void add_group(const Markup& name);
    /// Nothing where no row was added.
    [[nodiscard]] Markup markup() const;

private:
    const Telling& telling_;
    std::vector<Column> columns_;
    Markup rows_;
};

}  // namespace report

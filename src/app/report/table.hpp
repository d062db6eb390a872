#pragma once

#include <vector>

#include "directory.hpp"
#include "markup.hpp"

namespace report {

struct Column {
    base::Phrase head;
    bool is_figure{false};  // set flush right
    bool is_prose{false};   // takes what room there is
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

/// Something long that is closed on a screen until it is asked for, and always there in print.
[[nodiscard]] Markup folded(const Telling& telling, const base::Phrase& name,
                            const Markup& content);

}  // namespace report

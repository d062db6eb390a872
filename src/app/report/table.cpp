#include "table.hpp"

#include <utility>

namespace report {

Table::Table(const Telling& telling, std::vector<Column> columns)
    : telling_{telling}, columns_{std::move(columns)} {}

void Table::add_row(const std::vector<Markup>& cells) {
    base::invariant(cells.size() == columns_.size(), "a row has a cell a column");
    rows_ << "<tr>";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        rows_ << (columns_[i].is_figure ? Literal{"<td class=\"number\""} : Literal{"<td"})
              << " data-label=\"" << telling_.say(columns_[i].head) << "\"><div>" << cells[i]
              << "</div></td>";
    }
    rows_ << "</tr>\n";
}

void Table::add_group(const Markup& name) {
    rows_ << "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\""
          << number(static_cast<std::int64_t>(columns_.size())) << "\">" << name << "</th></tr>\n";
}

Markup Table::markup() const {
    if (rows_.empty()) { return {}; }
    Markup table{"<table><thead><tr>"};
    for (const Column& column : columns_) {
        table << (column.is_figure  ? Literal{"<th scope=\"col\" class=\"number\">"}
                  : column.is_prose ? Literal{"<th scope=\"col\" class=\"prose\">"}
                                    : Literal{"<th scope=\"col\">"})
              << telling_.say(column.head) << "</th>";
    }
    return table << "</tr></thead><tbody>\n" << rows_ << "</tbody></table>\n";
}

Markup folded(const Telling& telling, const base::Phrase& name, const Markup& content) {
    // The content stands beside the details element, not in it: a browser hides what is inside from
    // its printer too.
    return Markup{"<details class=\"fold\"><summary>"}
           << telling.say(name) << "</summary></details>\n<div class=\"folded\">" << content
           << "</div>\n";
}

}  // namespace report

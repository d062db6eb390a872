#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <csv/csv.hpp>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary.hpp"

/// Reading a case's CSV tables row by row, strictly.
namespace casebook {

/// The columns a table must and may have. Any other is a complaint: a column spelt wrong would
/// otherwise be lost in silence.
struct Layout {
    std::vector<std::string_view> required;
    std::vector<std::string_view> optional;
};

/// One row; keeps the first complaint, so that reading it is a plain list of its fields.
class Line {
public:
    Line(const csv::Table& table, const csv::Table::Row& row, std::string_view file)
        : table_{table}, row_{row}, file_{file} {}

    /// Empty where the field is, or where the table lacks the column.
    [[nodiscard]] std::string text(std::string_view column) const;
    /// A complaint when it is empty.
    [[nodiscard]] std::string needed(std::string_view column);
    /// The columns STEM_en and STEM_ja; one may be empty and is taken from the other.
    [[nodiscard]] base::Phrase phrase(std::string_view stem) const;
    /// A complaint when both are empty.
    [[nodiscard]] base::Phrase needed_phrase(std::string_view stem);
    /// One of a closed list.
    [[nodiscard]] std::string word(std::string_view column, std::span<const Word> words);
    [[nodiscard]] std::uint32_t number(std::string_view column);
    [[nodiscard]] bool yes_or_no(std::string_view column);
    /// `2018-01-26`, or empty.
    [[nodiscard]] std::string date(std::string_view column);
    /// Parts between `;`; none when the field is empty.
    [[nodiscard]] std::vector<std::string> list(std::string_view column) const;
    /// Keys of sources, `;` between them; a `?` after a key says that it is a guess.
    [[nodiscard]] std::vector<std::string> source_keys(std::string_view column);

    [[nodiscard]] base::Place place(std::string_view column) const;
    void complain(std::string_view column, base::Phrase text);
    [[nodiscard]] const std::optional<base::Complaint>& first_complaint() const { return first_; }

private:
    const csv::Table& table_;  // a line is a view: it lives inside one reading of the table
    const csv::Table::Row& row_;
    std::string_view file_;
    std::optional<base::Complaint> first_;
};

[[nodiscard]] std::expected<csv::Table, base::Complaint> parse_layout(std::string_view csv,
                                                                      std::string_view file,
                                                                      const Layout& layout);

/// Every row through `read`, in the file's order; the first complaint ends it.
template <class Entry, class Read>
std::expected<std::vector<Entry>, base::Complaint> read_rows(std::string_view csv,
                                                             std::string_view file,
                                                             const Layout& layout, Read read) {
    const auto table = parse_layout(csv, file, layout);
    if (!table) { return std::unexpected(table.error()); }
    std::vector<Entry> entries;
    entries.reserve(table->rows.size());
    for (const csv::Table::Row& row : table->rows) {
        Line line{*table, row, file};
        entries.push_back(read(line));
        const auto& complaint = line.first_complaint();
        if (complaint) { return std::unexpected(*complaint); }
    }
    return entries;
}

/// Calendar dates as sources write them.
[[nodiscard]] bool is_date(std::string_view text);   // 2018-01-26
[[nodiscard]] bool is_month(std::string_view text);  // 2017-12
[[nodiscard]] bool is_clock(std::string_view text);  // 00:02

}  // namespace casebook

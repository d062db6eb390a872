#pragma once

#include <csv/csv.hpp>
#include <optional>
#include <span>
#include <store/store.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace store {

/// Which field of a record holds which of the columns a reader knows. Columns are found by their
/// names in the header, in any order.
class Layout {
public:
    /// `known` in the order of the reader's own enumeration; a name that comes twice is a
    /// complaint.
    [[nodiscard]] static Expected<Layout> read(const csv::Record& header, std::string file,
                                               std::span<const std::string_view> known);

    template <class Column>
    [[nodiscard]] bool has(Column column) const {
        return fields_[std::to_underlying(column)].has_value();
    }
    template <class Column>
    [[nodiscard]] std::optional<std::size_t> field(Column column) const {
        return fields_[std::to_underlying(column)];
    }
    [[nodiscard]] std::size_t width() const { return names_.size(); }
    [[nodiscard]] const std::string& file() const { return file_; }
    /// Says which columns were found, which are missing (where that can be told) and which were
    /// expected.
    [[nodiscard]] base::Complaint lacking(const base::Phrase& expected,
                                          std::span<const std::string_view> missing = {}) const;
    /// One sentence that names the columns nobody reads; nothing when there are none.
    [[nodiscard]] std::optional<base::Phrase> ignored() const;

private:
    std::string file_;
    std::vector<std::string> names_;  // as they stand in the header
    std::vector<std::string> unknown_;
    std::vector<std::optional<std::size_t>> fields_;  // by known column
};

/// One record seen through its layout.
class CsvRow {
public:
    CsvRow(const csv::Record& record, const Layout& layout) : record_{record}, layout_{layout} {}

    /// As many fields as the header has.
    [[nodiscard]] std::optional<base::Complaint> check_width() const;
    /// Empty where the column is absent.
    template <class Column>
    [[nodiscard]] std::string_view text(Column column) const {
        const auto field = layout_.field(column);
        return field ? record_.fields[*field] : std::string_view{};
    }
    template <class Column>
    [[nodiscard]] base::Complaint complain(Column column, base::Phrase text) const {
        return complain_at(layout_.field(column), std::move(text));
    }
    /// About the row as a whole.
    [[nodiscard]] base::Complaint complain(base::Phrase text) const {
        return complain_at(std::nullopt, std::move(text));
    }
    [[nodiscard]] std::uint64_t line() const { return record_.line; }

private:
    [[nodiscard]] base::Complaint complain_at(std::optional<std::size_t> field,
                                              base::Phrase text) const;

    const csv::Record& record_;
    const Layout& layout_;
};

}  // namespace store

#include <algorithm>
#include <csv/csv.hpp>
#include <utility>

namespace csv {
namespace {

using base::phrase;
using Complaining = std::optional<base::Complaint>;

base::Complaint complain(std::string_view file, base::Place place, base::Phrase text) {
    place.file = file;
    return {base::Blame::Input, std::move(place), std::move(text)};
}

template <class Names>
std::string to_list(const Names& names) {
    std::string list;
    for (const std::string_view name : names) {
        if (!list.empty()) { list += ", "; }
        list += base::visible(name);
    }
    return base::visible(list, 1'024);
}

/// The required columns that the header lacks.
std::vector<std::string_view> find_missing(const Table& table,
                                           std::span<const std::string_view> required) {
    std::vector<std::string_view> missing;
    std::ranges::copy_if(required, std::back_inserter(missing),
                         [&](std::string_view name) { return !table.find_column(name); });
    return missing;
}

Complaining read_header(Table& table, std::string_view file,
                        std::span<const std::string_view> required, const Record& record) {
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        if (table.find_column(record.fields[i])) {
            return complain(file, record.places[i],
                            phrase("column `{}` is there twice, expected each name once",
                                   "列「{}」が重複しています", base::visible(record.fields[i])));
        }
        table.columns.emplace_back(record.fields[i]);
    }
    const auto missing = find_missing(table, required);
    if (missing.empty()) { return std::nullopt; }
    return complain(
        file, record.places[0],
        phrase("column {} is missing, found: {}", "必要な列 {} がありません（見つかった列: {}）",
               to_list(missing), to_list(table.columns)));
}

Complaining read_row(Table& table, std::string_view file, const Record& record) {
    const std::size_t expected = table.columns.size();
    if (record.fields.size() != expected) {
        return complain(file, record.places[std::min(expected, record.fields.size() - 1)],
                        phrase("{} fields, expected {} as in the header",
                               "フィールドが {} 個あります（見出し行と同じ {} 個が必要です）",
                               record.fields.size(), expected));
    }
    Table::Row row;
    row.line = record.line;
    row.fields.assign(record.fields.begin(), record.fields.end());
    std::ranges::transform(record.places, std::back_inserter(row.field_columns),
                           &base::Place::column);
    table.rows.push_back(std::move(row));
    return std::nullopt;
}

}  // namespace

std::optional<std::size_t> Table::find_column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end()) { return std::nullopt; }
    return static_cast<std::size_t>(found - columns.begin());
}

std::expected<Table, base::Complaint> parse_table(std::string_view text, std::string_view file,
                                                  std::span<const std::string_view> required) {
    Table table;
    Reader reader{std::string{file}, [&](const Record& record) {
                      return table.columns.empty() ? read_header(table, file, required, record)
                                                   : read_row(table, file, record);
                  }};
    Complaining complaint = reader.feed(text);
    if (!complaint) { complaint = reader.finish(); }
    if (complaint) { return std::unexpected(*std::move(complaint)); }
    if (table.columns.empty()) {
        return std::unexpected(
            complain(file, {{}, 1, 1},
                     phrase("nothing here, expected a header with the columns {}",
                            "内容がありません（列 {} の見出し行が必要です）", to_list(required))));
    }
    return table;
}

}  // namespace csv

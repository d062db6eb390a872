#pragma once

#include <base/base.hpp>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// RFC 4180 as it is met in the field: UTF-8, LF or CRLF, an optional byte-order mark, an optional
/// final newline. Reading is incremental, positions are exact, every size is bounded.
namespace csv {

inline constexpr std::size_t kFieldBytesMax = 1 << 20;   // 1 MiB
inline constexpr std::size_t kRecordBytesMax = 4 << 20;  // all fields of a record together
inline constexpr std::size_t kFieldsMax = 1'024;

/// One record; the views are valid during the call that delivers it.
struct Record {
    std::uint64_t line{0};  // where it begins
    std::span<const std::string_view> fields;
    // Of each field's first byte, an opening quote included (`file` left empty).
    std::span<const base::Place> places;
};

/// Cuts a stream of bytes into records. Feed chunks of any size, then `finish`: the size of the
/// chunks changes nothing of what is delivered or complained of. Empty lines are no records; a
/// byte-order mark counts in no column.
/// `use` returns a complaint to stop, nothing to go on. After a complaint, its own or one about the
/// bytes, the reader answers every call with the same one.
/// Complaints: a NUL byte, a carriage return without a line feed (outside quotes), a quote inside
/// an unquoted field, text after a closing quote, a quote never closed, invalid UTF-8, a field, a
/// record or a number of fields beyond the bounds above.
class Reader {
public:
    using Use = std::function<std::optional<base::Complaint>(const Record&)>;
    Reader(std::string file, Use use);
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    [[nodiscard]] std::optional<base::Complaint> feed(std::string_view chunk);
    [[nodiscard]] std::optional<base::Complaint> finish();

private:
    class Splitter;
    std::unique_ptr<Splitter> splitter_;
};

/// A small table held whole: the first record is its header.
struct Table {
    std::vector<std::string> columns;
    struct Row {
        std::uint64_t line{0};
        std::vector<std::string> fields;
        std::vector<std::uint64_t> field_columns;  // byte columns, for complaints
    };
    std::vector<Row> rows;
    [[nodiscard]] std::optional<std::size_t> find_column(std::string_view name) const;
};
/// Every row has as many fields as the header, and no column is there twice. Required columns that
/// lack are a complaint that names them and what was found.
[[nodiscard]] std::expected<Table, base::Complaint> parse_table(
    std::string_view text, std::string_view file, std::span<const std::string_view> required);

/// One field, quoted where RFC 4180 asks for it. Text that a spreadsheet would run (it begins with
/// `= + - @`, also in full width, a tab, a line feed or a carriage return) gets a leading
/// apostrophe, unless it is a plain number.
[[nodiscard]] std::string to_field(std::string_view text);
/// Fields joined by commas and ended by LF, each through `to_field`; a lone empty field is quoted,
/// so that its line is a record.
[[nodiscard]] std::string to_line(std::span<const std::string> fields);

}  // namespace csv

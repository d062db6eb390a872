#include <gtest/gtest.h>

#include <csv/csv.hpp>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace std::string_literals;
using Fields = std::vector<std::string>;

struct Line {
    std::uint64_t line{0};
    Fields fields;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
    friend bool operator==(const Line&, const Line&) = default;
};

struct Outcome {
    std::vector<Line> lines;
    std::optional<base::Complaint> complaint;
    friend bool operator==(const Outcome&, const Outcome&) = default;

    [[nodiscard]] std::vector<Fields> fields() const {
        std::vector<Fields> all;
        all.reserve(lines.size());
        for (const Line& each : lines) { all.push_back(each.fields); }
        return all;
    }
};

Line to_line(const csv::Record& record) {
    Line line{record.line, {record.fields.begin(), record.fields.end()}, {}};
    for (const base::Place& place : record.places) {
        EXPECT_TRUE(place.file.empty());
        line.places.emplace_back(place.line, place.column);
    }
    return line;
}

/// Every chunk is a copy that is gone afterwards, so that a view that outlives it is noticed.
Outcome read(std::string_view text, std::size_t chunk_bytes = std::string_view::npos) {
    Outcome outcome;
    csv::Reader reader{"ledger.csv", [&](const csv::Record& record) {
                           outcome.lines.push_back(to_line(record));
                           return std::nullopt;
                       }};
    while (!text.empty() && !outcome.complaint) {
        const std::string chunk{text.substr(0, chunk_bytes)};
        outcome.complaint = reader.feed(chunk);
        text.remove_prefix(chunk.size());
    }
    if (!outcome.complaint) { outcome.complaint = reader.finish(); }
    return outcome;
}

TEST(CsvReader, CutsRecordsAsRfc4180Says) {
    struct Case {
        const char* name;
        std::string text;
        std::vector<Fields> records;
    };
    const Case cases[] = {
        {"nothing", "", {}},
        {"one line", "a,b\n", {{"a", "b"}}},
        {"no final newline", "a,b", {{"a", "b"}}},
        {"CRLF", "a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"LF after CRLF", "a\r\nb\nc", {{"a"}, {"b"}, {"c"}}},
        {"empty fields", ",\n,,\n", {{"", ""}, {"", "", ""}}},
        {"a comma at the end", "a,", {{"a", ""}}},
        {"empty lines are no records", "\n\r\na\n\n\r\nb\n\n", {{"a"}, {"b"}}},
        {"an empty field in quotes is a record", "\"\"\n", {{""}}},
        {"an empty field in quotes ends the file", "a,\"\"", {{"a", ""}}},
        {"quoted", R"("a","b c",d)", {{"a", "b c", "d"}}},
        {"comma, newline, CRLF in quotes", "\"a,b\",\"c\nd\r\ne\"\n", {{"a,b", "c\nd\r\ne"}}},
        {"doubled quotes", R"("say ""hi""","""","""""")", {{R"(say "hi")", "\"", "\"\""}}},
        {"a carriage return alone in quotes", "\"a\rb\"", {{"a\rb"}}},
        {"spaces and tabs are text", " a ,\tb\n", {{" a ", "\tb"}}},
        {"byte-order mark",
         "\xef\xbb\xbf"
         "a,b\n",
         {{"a", "b"}}},
        {"byte-order mark before a quote", "\xef\xbb\xbf\"a\"\n", {{"a"}}},
        {"only a byte-order mark", "\xef\xbb\xbf", {}},
        {"a mark elsewhere is text",
         "a\n\xef\xbb\xbf"
         "b\n",
         {{"a"},
          {"\xef\xbb\xbf"
           "b"}}},
        {"two marks: the second is text", "\xef\xbb\xbf\xef\xbb\xbf", {{"\xef\xbb\xbf"}}},
        {"what begins like a mark", "\xef\xbb\xbe", {{"\xef\xbb\xbe"}}},
        {"Japanese", "口座,数量\n金庫,１２\n", {{"口座", "数量"}, {"金庫", "１２"}}},
        {"long plain fields",
         "0123456789abcdef,0123456789\n",
         {{"0123456789abcdef", "0123456789"}}},
    };
    for (const auto& [name, text, records] : cases) {
        for (std::size_t bytes = 1; bytes <= text.size() + 1; ++bytes) {
            const Outcome outcome = read(text, bytes);
            ASSERT_FALSE(outcome.complaint) << name << ", chunks of " << bytes;
            ASSERT_EQ(outcome.fields(), records) << name << ", chunks of " << bytes;
        }
    }
}

TEST(CsvReader, TellsWhereEachFieldBegins) {
    const std::string text = "\xef\xbb\xbfto,\"am\r\nount\"\r\n\n流出,\"x\"\"y\",z\n";
    for (std::size_t bytes = 1; bytes <= text.size(); ++bytes) {
        const Outcome outcome = read(text, bytes);
        ASSERT_EQ(outcome.lines.size(), 2U);
        EXPECT_EQ(outcome.lines[0], (Line{1, {"to", "am\r\nount"}, {{1, 1}, {1, 4}}}));
        EXPECT_EQ(outcome.lines[1], (Line{4, {"流出", "x\"y", "z"}, {{4, 1}, {4, 8}, {4, 15}}}));
    }
}

TEST(CsvReader, ComplainsWhereTheBytesGoWrong) {
    struct Case {
        const char* name;
        std::string text;
        std::uint64_t line, column;
        const char* says;
    };
    const Case cases[] = {
        {"NUL", "a,b\nc,d\0e\n"s, 2, 4, "NUL"},
        {"NUL at a record's begin", "a\n\0"s, 2, 1, "NUL"},
        {"NUL in quotes", "\"a\n\0\""s, 2, 1, "NUL"},
        {"NUL after quotes", "\"a\"\0"s, 1, 4, "NUL"},
        {"UTF-16",
         "\xff\xfe"
         "a\0,\0"s,
         1, 4, "NUL"},
        {"quote inside", "a,b\"c\n", 1, 4, "inside an unquoted field"},
        {"text after a quote", "a,\"b\"c\n", 1, 6, "after the closing quote"},
        {"space after a quote", "\"b\" ,c\n", 1, 4, "after the closing quote"},
        {"unterminated", "a\nb,\"c\nd\n", 2, 3, "never closed"},
        {"unterminated at once", "\"", 1, 1, "never closed"},
        {"unterminated after a doubled one", "a,\"\"\"", 1, 3, "never closed"},
        {"lone carriage return", "a,b\rc,d\r", 1, 4, "without a line feed"},
        {"lone carriage return at the end", "a,b\r", 1, 4, "without a line feed"},
        {"lone carriage return first", "\ra", 1, 1, "without a line feed"},
        {"carriage return after quotes", "\"a\"\rb", 1, 4, "without a line feed"},
        {"Shift_JIS", "a,b\n12345678,xx\x97\xac\n", 2, 12, "0x97 is not UTF-8"},
        {"not UTF-8 in quotes", "x,\"a\"\"\nb\"\"\xff\"\n", 2, 4, "0xFF is not UTF-8"},
        {"UTF-8 cut off by a comma", "\xe6\xb5,a\n", 1, 1, "0xE6 is not UTF-8"},
        {"UTF-8 cut off by the end", "a\xe6\xb5", 1, 2, "0xE6 is not UTF-8"},
        {"half a byte-order mark", "\xef\xbb", 1, 1, "0xEF is not UTF-8"},
        {"half a mark, then text", "\xef\xbb,", 1, 1, "0xEF is not UTF-8"},
    };
    for (const auto& [name, text, line, column, says] : cases) {
        const Outcome whole = read(text);
        if (!whole.complaint) {
            ADD_FAILURE() << name << ": no complaint";
            continue;
        }
        EXPECT_EQ(whole.complaint->blame, base::Blame::Input) << name;
        EXPECT_EQ(whole.complaint->place, (base::Place{"ledger.csv", line, column})) << name;
        EXPECT_TRUE(whole.complaint->text.en.contains(says)) << whole.complaint->text.en;
        EXPECT_FALSE(whole.complaint->text.ja.empty()) << name;
        for (std::size_t bytes = 1; bytes <= text.size(); ++bytes) {
            EXPECT_EQ(read(text, bytes), whole) << name << ", chunks of " << bytes;
        }
    }
}

TEST(CsvReader, BoundsFieldsRecordsAndTheirNumber) {
    const std::string longest(csv::kFieldBytesMax, 'x');
    const std::string fullest = longest + ',' + longest + ',' + longest + ',' + longest;
    const std::string most(csv::kFieldsMax - 1, ',');
    const std::string quotes(csv::kFieldBytesMax * 2, '"');
    struct Case {
        const char* name;
        std::string text;
        const char* says;  // null: all is well
        std::uint64_t line, column;
    };
    const Case cases[] = {
        {"longest field", "a,b\nc," + longest + "\n", nullptr, 0, 0},
        {"a byte more", "a,b\nc," + longest + "x\n", "field of more than 1 MiB", 2, 3},
        {"a byte more at the end", "a,b\nc," + longest + "x", "field of more than 1 MiB", 2, 3},
        {"three times as long", longest + longest + longest, "field of more than 1 MiB", 1, 1},
        {"longest of quotes", "\"" + quotes + "\"", nullptr, 0, 0},
        {"a quote more", "\"" + quotes + "\"\"\"", "field of more than 1 MiB", 1, 1},
        {"in quotes", "\n\"" + longest + "x\"", "field of more than 1 MiB", 2, 1},
        {"never closed", "\"" + longest + "xx", "field of more than 1 MiB", 1, 1},
        {"too long before a NUL", longest + "x\0"s, "field of more than 1 MiB", 1, 1},
        {"NUL where it would be too long", longest + "\0x"s, "NUL", 1, longest.size() + 1},
        {"fullest record", fullest + ",\n" + fullest + "\n", nullptr, 0, 0},
        {"a byte more", "a\n" + fullest + ",x", "record of more than 4 MiB", 2, 1},
        {"most fields", most + "\n" + most, nullptr, 0, 0},
        {"a field more", "a\n" + most + ",\n", "more than 1024 fields", 2, csv::kFieldsMax},
    };
    for (const auto& [name, text, says, line, column] : cases) {
        const Outcome whole = read(text);
        EXPECT_EQ(whole.complaint.has_value(), says != nullptr) << name;
        if (whole.complaint && says != nullptr) {
            EXPECT_EQ(whole.complaint->place, (base::Place{"ledger.csv", line, column})) << name;
            EXPECT_TRUE(whole.complaint->text.en.contains(says)) << whole.complaint->text.en;
        }
        for (const std::size_t bytes : {4'096U, 65'537U, 1U << 20U}) {
            EXPECT_TRUE(read(text, bytes) == whole) << name << ", chunks of " << bytes;
        }
    }
}

TEST(CsvReader, StopsWhereTheUserSaysSoAndStaysStopped) {
    const base::Complaint complaint{base::Blame::Input, {"x", 2, 1}, {"enough", "十分"}};
    int records = 0;
    csv::Reader reader{"x", [&](const csv::Record&) {
                           ++records;
                           return records == 2 ? std::optional{complaint} : std::nullopt;
                       }};
    EXPECT_EQ(reader.feed("a\nb\nc\n"), complaint);
    EXPECT_EQ(reader.feed("d\n"), complaint);
    EXPECT_EQ(reader.finish(), complaint);
    EXPECT_EQ(records, 2);
}

TEST(CsvReader, AComplaintMovesWithItsReader) {
    csv::Reader first{"x", [](const csv::Record&) { return std::nullopt; }};
    ASSERT_FALSE(first.feed("a,\"b"));
    csv::Reader second{std::move(first)};
    EXPECT_FALSE(second.feed("c\"\n"));
    EXPECT_FALSE(second.finish());
}

/// Bytes that mean something come often, so that short texts reach every state.
std::string make_text(std::mt19937_64& random) {
    constexpr std::string_view kLetters = "a,\"\n\r\t\xef\xbb\xbf\xe6\xb5\x81z0,,\"\"\n\n";
    std::string text(random() % 40, 'x');
    for (char& letter : text) {
        if (random() % 2 == 0) { letter = kLetters[random() % kLetters.size()]; }
    }
    return text;
}

TEST(CsvReader, ChunksChangeNothing) {
    for (std::uint64_t seed = 0; seed < 20'000; ++seed) {
        std::mt19937_64 random{seed};
        const std::string text = make_text(random);
        const Outcome whole = read(text);
        for (const std::size_t bytes : {1U, 2U, 3U, 7U, 16U}) {
            ASSERT_TRUE(read(text, bytes) == whole) << "seed " << seed << ", chunks of " << bytes;
        }
    }
}

}  // namespace

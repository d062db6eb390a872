// Laws: chunks of any size give what one chunk gives, complaint and places included; and fields
// that are written and read again are the same, but for the apostrophes that defuse them. The first
// byte of the input chooses the chunks.
#include <algorithm>
#include <csv/csv.hpp>
#include <string>
#include <vector>

namespace {

struct Line {
    std::uint64_t line{0};
    std::vector<std::string> fields;
    std::vector<base::Place> places;
    friend bool operator==(const Line&, const Line&) = default;
};

struct Outcome {
    std::vector<Line> lines;
    std::optional<base::Complaint> complaint;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Cuts `text` into chunks of 1 to `bytes_max` bytes, by a rule that `bytes_max` decides.
Outcome read(std::string_view text, std::size_t bytes_max) {
    Outcome outcome;
    csv::Reader reader{"fuzz.csv", [&](const csv::Record& record) {
                           outcome.lines.push_back({record.line,
                                                    {record.fields.begin(), record.fields.end()},
                                                    {record.places.begin(), record.places.end()}});
                           return std::nullopt;
                       }};
    std::size_t turn = 0;
    while (!text.empty() && !outcome.complaint) {
        // A copy of its own, so that a sanitizer sees a view that outlives its chunk.
        const std::string chunk{
            text.substr(0, bytes_max > text.size() ? text.size() : (turn * 7 % bytes_max) + 1)};
        outcome.complaint = reader.feed(chunk);
        text.remove_prefix(chunk.size());
        ++turn;
    }
    if (!outcome.complaint) { outcome.complaint = reader.finish(); }
    return outcome;
}

void check_writing(const std::vector<Line>& lines) {
    std::string written;
    for (const Line& line : lines) { written += csv::to_line(line.fields); }
    const Outcome again = read(written, written.size() + 1);
    base::invariant(!again.complaint && again.lines.size() == lines.size(),
                    "what is written reads");
    std::string rewritten;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        base::invariant(
            std::ranges::equal(again.lines[i].fields, lines[i].fields,
                               [](const std::string& read_back, const std::string& own) {
                                   return read_back == own || read_back == "'" + own;
                               }),
            "fields come back");
        rewritten += csv::to_line(again.lines[i].fields);
    }
    base::invariant(rewritten == written, "a defused field is left alone");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) { return 0; }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
    const Outcome whole = read(text, text.size() + 1);
    base::invariant(whole == read(text, (data[0] % 32) + 1), "chunks change nothing");
    base::invariant(whole == read(text, 1), "single bytes change nothing");
    check_writing(whole.lines);
    return 0;
}

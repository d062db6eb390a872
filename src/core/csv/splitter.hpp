#pragma once

#include <csv/csv.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace csv {

/// The reader's state machine. A field that lies whole in a chunk is handed out as a view of it;
/// bytes are copied only where a field or record straddles chunks or has doubled quotes.
///
/// Invariant: what is complained of depends on the bytes alone, never on where chunks end. So sizes
/// are checked before each byte that means something, and UTF-8 at the end of its field.
class Reader::Splitter {
public:
    Splitter(std::string file, Use use);
    std::optional<base::Complaint> feed(std::string_view chunk);
    std::optional<base::Complaint> finish();

private:
    enum class At : std::uint8_t {
        RecordStart,
        FieldStart,
        Plain,
        Quoted,
        AfterQuote,      // a quote in a quoted field: its end, or the first half of a doubled one
        CarriageReturn,  // the line is complete but for its line feed
        Stopped          // a complaint was made
    };

    // Each step reads from `at` on and returns where the next one begins.
    void split(std::string_view chunk);
    const char* step(const char* at);
    const char* start_record(const char* at);
    const char* start_field(const char* at);
    const char* step_plain(const char* at);
    const char* step_quoted(const char* at);
    const char* step_after_quote(const char* at);
    const char* step_line_feed(const char* at);
    const char* close_field(const char* end, const char* at);

    std::size_t match_byte_order_mark(std::string_view chunk);
    const char* find_next(const char* at);
    void next_line(const char* line_feed);
    void finish_field(const char* end);
    void finish_record();
    [[nodiscard]] bool fits(const char* end);
    void check_utf8(std::string_view field);

    void leave_chunk();
    void open_more(const char* end);
    [[nodiscard]] std::string_view keep(std::string_view bytes);
    [[nodiscard]] bool is_kept(std::string_view bytes) const;
    void make_room(std::size_t bytes);

    [[nodiscard]] base::Place place_of(const char* at) const;
    [[nodiscard]] base::Place place_in(std::string_view field, std::size_t offset) const;
    void stop(base::Place place, base::Phrase text);
    void stop_at_nul(const char* at);

    std::string file_;
    Use use_;
    At at_{At::RecordStart};
    std::optional<base::Complaint> complaint_;

    // Where we are. Offsets count from the stream's begin, its byte-order mark left out.
    const char* chunk_{""};
    const char* chunk_end_{chunk_};
    std::uint64_t chunk_offset_{0};
    std::uint64_t line_{1};
    std::uint64_t line_offset_{0};
    std::size_t mark_bytes_{0};  // how much of a mark was seen; past its length once decided

    // The record so far.
    std::uint64_t record_line_{0};
    std::size_t record_bytes_{0};
    std::size_t fields_count_{0};
    std::vector<std::string_view> fields_;  // the first `fields_count_` count
    std::vector<base::Place> places_;       // and one more while a field is read

    // The field being read: `open_`, then the chunk's bytes from `piece_` on.
    const char* piece_{chunk_};
    const char* piece_end_{chunk_};  // in AfterQuote: where that quote stands
    std::string open_;
    bool copied_{false};  // part of it is in `open_`
    bool quoted_{false};
    bool only_ascii_{true};  // false: perhaps not

    // Bytes of the record that outlive their chunk; when they move, so do the views of them.
    std::unique_ptr<char[]> kept_;
    std::size_t kept_bytes_{0};
    std::size_t kept_bytes_max_{0};
    std::size_t kept_fields_{0};  // fields before this one need their chunk no more
};

}  // namespace csv

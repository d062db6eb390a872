#include "splitter.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "special.hpp"

namespace csv {
namespace {

using base::phrase;

constexpr std::string_view kMark = "\xef\xbb\xbf";
constexpr std::size_t kMarkDecided = 4;
constexpr std::size_t kFieldsFirst = 16;
constexpr std::size_t kKeptFirst = 1'024;

}  // namespace

Reader::Splitter::Splitter(std::string file, Use use)
    : file_{std::move(file)}, use_{std::move(use)}, fields_(kFieldsFirst), places_(kFieldsFirst) {}

std::optional<base::Complaint> Reader::Splitter::feed(std::string_view chunk) {
    if (mark_bytes_ < kMark.size()) { chunk.remove_prefix(match_byte_order_mark(chunk)); }
    split(chunk);
    return complaint_;
}

std::optional<base::Complaint> Reader::Splitter::finish() {
    if (mark_bytes_ < kMark.size()) { split(kMark.substr(0, mark_bytes_)); }
    mark_bytes_ = kMarkDecided;
    switch (at_) {
        case At::FieldStart: start_field(chunk_end_); [[fallthrough]];
        case At::Plain: [[fallthrough]];
        case At::AfterQuote:
            finish_field(chunk_end_);
            if (at_ != At::Stopped) { finish_record(); }
            break;
        case At::Quoted:
            stop(places_[fields_count_],
                 phrase("the quote that opens this field is never closed, expected a closing quote",
                        "このフィールドを開いた引用符が閉じられないままファイルが終わっています"));
            break;
        case At::CarriageReturn: step_line_feed(chunk_end_); break;
        case At::RecordStart: [[fallthrough]];
        case At::Stopped: break;
    }
    return complaint_;
}

/// How many bytes of `chunk` belong to a byte-order mark. What only began like one is text.
std::size_t Reader::Splitter::match_byte_order_mark(std::string_view chunk) {
    std::size_t matched = 0;
    while (mark_bytes_ < kMark.size() && matched < chunk.size()) {
        if (chunk[matched] != kMark[mark_bytes_]) {
            // What was held back of earlier chunks goes first; this chunk is read whole.
            split(kMark.substr(0, mark_bytes_ - matched));
            mark_bytes_ = kMarkDecided;
            return 0;
        }
        ++matched;
        ++mark_bytes_;
    }
    return matched;
}

void Reader::Splitter::split(std::string_view chunk) {
    if (chunk.empty() || at_ == At::Stopped) { return; }
    chunk_ = chunk.data();
    chunk_end_ = chunk_ + chunk.size();
    piece_ = chunk_;
    piece_end_ = chunk_;
    const char* at = chunk_;
    while (at != chunk_end_ && at_ != At::Stopped) { at = step(at); }
    leave_chunk();
}

const char* Reader::Splitter::step(const char* at) {
    switch (at_) {
        case At::RecordStart: return start_record(at);
        case At::FieldStart: return start_field(at);
        case At::Plain: return step_plain(at);
        case At::Quoted: return step_quoted(at);
        case At::AfterQuote: return step_after_quote(at);
        case At::CarriageReturn: return step_line_feed(at);
        case At::Stopped: return chunk_end_;
    }
    base::broken("unnamed state");
}

const char* Reader::Splitter::start_record(const char* at) {
    if (*at == '\n') {
        next_line(at);
        return at + 1;
    }
    if (*at == '\r') {
        at_ = At::CarriageReturn;
        return at + 1;
    }
    record_line_ = line_;
    return start_field(at);
}

const char* Reader::Splitter::start_field(const char* at) {
    if (fields_count_ == places_.size()) {
        fields_.resize(fields_count_ * 2);
        places_.resize(fields_count_ * 2);
    }
    base::Place& place = places_[fields_count_];
    place.line = line_;
    place.column = place_of(at).column;
    quoted_ = at != chunk_end_ && *at == '"';
    at_ = quoted_ ? At::Quoted : At::Plain;
    piece_ = quoted_ ? at + 1 : at;
    return piece_;
}

/// The next special byte, or the chunk's end; also where the field has grown too large.
const char* Reader::Splitter::find_next(const char* at) {
    const Found found = find_special(at, chunk_end_);
    only_ascii_ = only_ascii_ && found.only_ascii;
    return fits(found.at) ? found.at : chunk_end_;
}

const char* Reader::Splitter::step_plain(const char* at) {
    const char* const next = find_next(at);
    if (next == chunk_end_) { return next; }
    switch (*next) {
        case ',': [[fallthrough]];
        case '\n': [[fallthrough]];
        case '\r': return close_field(next, next);
        case '"':
            stop(place_of(next),
                 phrase("a quote inside an unquoted field, expected the whole field in quotes and "
                        "this one doubled",
                        "引用符で囲まれていないフィールドの中に引用符があります（フィールド全体を"
                        "囲み、中の引用符は二重にしてください）"));
            break;
        case '\0': stop_at_nul(next); break;
        default: break;  // a tab or the like
    }
    return next + 1;
}

const char* Reader::Splitter::step_quoted(const char* at) {
    const char* const next = find_next(at);
    if (next == chunk_end_) { return next; }
    switch (*next) {
        case '"':
            at_ = At::AfterQuote;
            piece_end_ = next;
            break;
        case '\n':
            ++line_;
            line_offset_ = chunk_offset_ + static_cast<std::uint64_t>(next - chunk_) + 1;
            break;
        case '\0': stop_at_nul(next); break;
        default: break;
    }
    return next + 1;
}

const char* Reader::Splitter::step_after_quote(const char* at) {
    switch (*at) {
        case '"':
            open_more(piece_end_);
            open_ += '"';
            piece_ = at + 1;
            at_ = At::Quoted;
            return at + 1;
        case ',': [[fallthrough]];
        case '\n': [[fallthrough]];
        case '\r': return close_field(piece_end_, at);
        case '\0': stop_at_nul(at); break;
        default:
            stop(place_of(at),
                 phrase("text after the closing quote, expected a comma or the line's end",
                        "閉じる引用符の後に文字があります（コンマか行末が必要です）"));
            break;
    }
    return at + 1;
}

const char* Reader::Splitter::step_line_feed(const char* at) {
    if (at == chunk_end_ || *at != '\n') {
        base::Place place = place_of(at);
        --place.column;
        stop(std::move(place),
             phrase("a carriage return without a line feed, expected lines that end in LF or CRLF",
                    "改行文字 CR の後に LF がありません（行末は LF か CRLF にしてください）"));
        return at;
    }
    if (fields_count_ > 0) { finish_record(); }
    next_line(at);
    return at + 1;
}

/// `end` is where the field's text ends, `at` the comma or line end that closes it.
const char* Reader::Splitter::close_field(const char* end, const char* at) {
    finish_field(end);
    if (at_ == At::Stopped) { return at; }
    if (*at == '\r') {
        at_ = At::CarriageReturn;
    } else if (*at == '\n') {
        finish_record();
        next_line(at);
    } else if (fields_count_ < kFieldsMax) {
        at_ = At::FieldStart;
    } else {
        stop(place_of(at),
             phrase("more than {} fields in a record, expected no comma here",
                    "1 レコードのフィールド数が上限の {} を超えています", kFieldsMax));
    }
    return at + 1;
}

void Reader::Splitter::next_line(const char* line_feed) {
    ++line_;
    line_offset_ = chunk_offset_ + static_cast<std::uint64_t>(line_feed - chunk_) + 1;
    if (at_ != At::Stopped) { at_ = At::RecordStart; }
}

void Reader::Splitter::finish_field(const char* end) {
    std::string_view field{piece_, end};
    if (copied_) {
        open_more(end);
        field = keep(open_);
    }
    if (!only_ascii_) { check_utf8(field); }
    fields_[fields_count_] = field;
    ++fields_count_;
    record_bytes_ += field.size();
    open_.clear();
    copied_ = false;
    only_ascii_ = true;
}

void Reader::Splitter::finish_record() {
    const std::span<const std::string_view> fields{fields_};
    const std::span<const base::Place> places{places_};
    complaint_ = use_({record_line_, fields.first(fields_count_), places.first(fields_count_)});
    at_ = complaint_ ? At::Stopped : At::RecordStart;
    fields_count_ = 0;
    record_bytes_ = 0;
    kept_bytes_ = 0;
    kept_fields_ = 0;
}

/// Whether the field, were it to end at `end`, keeps to the bounds; complains if not.
bool Reader::Splitter::fits(const char* end) {
    const std::size_t bytes = open_.size() + static_cast<std::size_t>(end - piece_);
    const std::size_t record_bytes_left = kRecordBytesMax - record_bytes_;
    if (bytes <= std::min(kFieldBytesMax, record_bytes_left)) { return true; }
    if (record_bytes_left < kFieldBytesMax) {
        stop(places_[0], phrase("a record of more than {} MiB",
                                "1 レコードが {} MiB を超えています", kRecordBytesMax >> 20U));
    } else {
        stop(places_[fields_count_],
             phrase("a field of more than {} MiB", "1 フィールドが {} MiB を超えています",
                    kFieldBytesMax >> 20U));
    }
    return false;
}

void Reader::Splitter::check_utf8(std::string_view field) {
    const auto offset = base::find_invalid_utf8(field);
    if (!offset) { return; }
    stop(place_in(field, *offset),
         phrase("byte 0x{:02X} is not UTF-8, expected a file in UTF-8",
                "バイト 0x{:02X} は UTF-8 ではありません（ファイルを UTF-8 で保存してください）",
                static_cast<unsigned char>(field[*offset])));
}

/// Copies what the next chunk will still need of this one.
void Reader::Splitter::leave_chunk() {
    const bool in_field = at_ == At::Plain || at_ == At::Quoted || at_ == At::AfterQuote;
    const char* const end = at_ == At::AfterQuote ? piece_end_ : chunk_end_;
    if (in_field && fits(end)) { open_more(end); }
    for (; kept_fields_ < fields_count_; ++kept_fields_) {
        std::string_view& field = fields_[kept_fields_];
        if (!is_kept(field)) { field = keep(field); }
    }
    chunk_offset_ += static_cast<std::uint64_t>(chunk_end_ - chunk_);
    chunk_ = "";
    chunk_end_ = chunk_;
    piece_ = chunk_;
    piece_end_ = chunk_;
}

void Reader::Splitter::open_more(const char* end) {
    open_.append(piece_, end);
    piece_ = end;
    copied_ = true;
}

std::string_view Reader::Splitter::keep(std::string_view bytes) {
    if (bytes.empty()) { return ""; }
    make_room(bytes.size());
    char* const begin = kept_.get() + kept_bytes_;
    std::ranges::copy(bytes, begin);
    kept_bytes_ += bytes.size();
    return {begin, bytes.size()};
}

bool Reader::Splitter::is_kept(std::string_view bytes) const {
    const char* const begin = kept_.get();
    return begin != nullptr && std::greater_equal<>{}(bytes.data(), begin) &&
           std::less<>{}(bytes.data(), begin + kept_bytes_);
}

void Reader::Splitter::make_room(std::size_t bytes) {
    if (bytes <= kept_bytes_max_ - kept_bytes_) { return; }
    const std::size_t size = std::max({kKeptFirst, kept_bytes_max_ * 2, kept_bytes_ + bytes});
    auto larger = std::make_unique_for_overwrite<char[]>(size);
    std::copy_n(kept_.get(), kept_bytes_, larger.get());
    for (std::string_view& field : std::span{fields_}.first(fields_count_)) {
        if (is_kept(field)) { field = {larger.get() + (field.data() - kept_.get()), field.size()}; }
    }
    kept_ = std::move(larger);
    kept_bytes_max_ = size;
}

base::Place Reader::Splitter::place_of(const char* at) const {
    const std::uint64_t offset = chunk_offset_ + static_cast<std::uint64_t>(at - chunk_);
    return {{}, line_, offset - line_offset_ + 1};
}

/// Where a byte of the field being read stands in the file.
base::Place Reader::Splitter::place_in(std::string_view field, std::size_t offset) const {
    base::Place place = places_[fields_count_];
    if (quoted_) { ++place.column; }
    for (const char letter : field.substr(0, offset)) {
        place.column += letter == '"' ? 2 : 1;  // a quote stands doubled
        if (letter == '\n') {
            ++place.line;
            place.column = 1;
        }
    }
    return place;
}

void Reader::Splitter::stop(base::Place place, base::Phrase text) {
    place.file = file_;
    complaint_ = base::Complaint{base::Blame::Input, std::move(place), std::move(text)};
    at_ = At::Stopped;
}

void Reader::Splitter::stop_at_nul(const char* at) {
    stop(place_of(at),
         phrase("a NUL byte, expected text in UTF-8 (this may be UTF-16, or a binary file)",
                "NUL バイトがあります（UTF-8 のテキストが必要です。UTF-16 やバイナリの可能性が"
                "あります）"));
}

}  // namespace csv

#include <algorithm>
#include <base/base.hpp>
#include <charconv>
#include <stomp/stomp.hpp>

namespace stomp {
namespace {

constexpr std::string_view kContentLength = "content-length";

struct Parsed {
    Frame frame;
    std::size_t bytes{0};  // of the text, line ends before the frame included
};
template <class T>
using Result = std::expected<T, FrameProblem>;

/// STOMP 1.2 keeps CONNECT and CONNECTED as 1.0 had them, without escapes.
bool is_escaped(std::string_view command) { return command != "CONNECT" && command != "CONNECTED"; }

std::optional<std::string> unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            plain += text[i];
            continue;
        }
        if (++i == text.size()) { return std::nullopt; }
        switch (text[i]) {
            case 'r': plain += '\r'; break;
            case 'n': plain += '\n'; break;
            case 'c': plain += ':'; break;
            case '\\': plain += '\\'; break;
            default: return std::nullopt;
        }
    }
    return plain;
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '\r': safe += "\\r"; break;
            case '\n': safe += "\\n"; break;
            case ':': safe += "\\c"; break;
            case '\\': safe += "\\\\"; break;
            default: safe += c;
        }
    }
    return safe;
}

/// Takes one line off `text`, which has one; LF or CR LF.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.ends_with('\r')) { line.remove_suffix(1); }
    return line;
}

std::size_t leading_line_ends(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size()) {
        if (text[count] == '\n') {
            count += 1;
        } else if (text.substr(count).starts_with("\r\n")) {
            count += 2;
        } else {
            break;
        }
    }
    return count;
}

/// Where the body begins: after the first empty line.
std::optional<std::size_t> find_body(std::string_view text) {
    for (std::size_t i = text.find('\n'); i != std::string_view::npos; i = text.find('\n', i + 1)) {
        const std::string_view rest = text.substr(i + 1);
        if (rest.starts_with('\n')) { return i + 2; }
        if (rest.starts_with("\r\n")) { return i + 3; }
    }
    return std::nullopt;
}

Result<std::pair<std::string, std::string>> parse_header(std::string_view line, bool escapes) {
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos || line.contains('\r')) {
        return std::unexpected(FrameProblem::BadHeader);
    }
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = line.substr(colon + 1);
    if (!escapes) { return std::pair{std::string{name}, std::string{value}}; }
    auto plain_name = unescaped(name);
    auto plain_value = unescaped(value);
    if (!plain_name || !plain_value) { return std::unexpected(FrameProblem::BadHeader); }
    return std::pair{*std::move(plain_name), *std::move(plain_value)};
}

Result<std::size_t> parse_length(std::string_view text) {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::unexpected(FrameProblem::BadLength);
    }
    if (length > kFrameBytesMax) { return std::unexpected(FrameProblem::TooLong); }
    return length;
}

struct Head {
    Frame frame;  // without its body
    std::optional<std::size_t> body_bytes;
};

/// `head` ends with the empty line.
Result<Head> parse_head(std::string_view head) {
    Head parsed;
    const std::string_view command = take_line(head);
    if (command.empty() ||
        !std::ranges::all_of(command, [](char c) { return c >= 'A' && c <= 'Z'; })) {
        return std::unexpected(FrameProblem::BadCommand);
    }
    parsed.frame.command = command;
    for (std::string_view line = take_line(head); !line.empty(); line = take_line(head)) {
        auto header = parse_header(line, is_escaped(command));
        if (!header) { return std::unexpected(header.error()); }
        if (header->first == kContentLength) {
            const auto length = parse_length(header->second);
            if (!length) { return std::unexpected(length.error()); }
            if (!parsed.body_bytes) { parsed.body_bytes = *length; }
            continue;  // how a frame is cut out is no part of what it says
        }
        if (parsed.frame.headers.size() == kHeadersMax) {
            return std::unexpected(FrameProblem::TooLong);
        }
        parsed.frame.headers.push_back(*std::move(header));
    }
    return parsed;
}

/// Nothing when the frame goes on after `text`.
Result<std::optional<Parsed>> parse_first(std::string_view text) {
    const std::size_t skipped = leading_line_ends(text);
    const std::string_view frame = text.substr(skipped);
    const auto body_at = find_body(frame);
    const std::string_view head = frame.substr(0, body_at.value_or(frame.size()));
    if (head.contains('\0')) { return std::unexpected(FrameProblem::BadHeader); }
    if (!body_at) { return std::nullopt; }
    auto parsed = parse_head(head);
    if (!parsed) { return std::unexpected(parsed.error()); }
    const std::string_view rest = frame.substr(*body_at);
    const std::size_t body_bytes = parsed->body_bytes.value_or(rest.find('\0'));
    if (body_bytes >= rest.size()) { return std::nullopt; }
    if (rest[body_bytes] != '\0') { return std::unexpected(FrameProblem::BadLength); }
    parsed->frame.body = rest.substr(0, body_bytes);
    return Parsed{std::move(parsed->frame), skipped + *body_at + body_bytes + 1};
}

}  // namespace

std::string_view to_string(FrameProblem problem) {
    switch (problem) {
        case FrameProblem::TooLong: return "the frame is too long";
        case FrameProblem::BadCommand: return "the frame has no command";
        case FrameProblem::BadHeader: return "a header of the frame is malformed";
        case FrameProblem::BadLength: return "the frame does not end where it says";
        case FrameProblem::Incomplete: return "the frame is incomplete";
        case FrameProblem::TrailingBytes: return "bytes follow the frame";
    }
    base::broken("unnamed problem of a frame");
}

std::optional<std::string_view> Frame::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) { return value; }
    }
    return std::nullopt;
}

std::string write(const Frame& frame) {
    const bool escapes = is_escaped(frame.command);
    std::string text = frame.command + "\n";
    for (const auto& [name, value] : frame.headers) {
        base::invariant(escapes || !(name + value).contains('\n'), "a header is one line");
        text += (escapes ? escaped(name) : name) + ":" + (escapes ? escaped(value) : value) + "\n";
    }
    if (!frame.body.empty()) { text += fmt::format("{}:{}\n", kContentLength, frame.body.size()); }
    return text + "\n" + frame.body + '\0';
}

std::expected<Frame, FrameProblem> parse(std::string_view text) {
    if (text.size() > kFrameBytesMax) { return std::unexpected(FrameProblem::TooLong); }
    auto parsed = parse_first(text);
    if (!parsed) { return std::unexpected(parsed.error()); }
    std::optional<Parsed>& first = *parsed;
    if (!first) { return std::unexpected(FrameProblem::Incomplete); }
    const std::string_view rest = text.substr(first->bytes);
    if (leading_line_ends(rest) != rest.size()) {
        return std::unexpected(FrameProblem::TrailingBytes);
    }
    return std::move(first->frame);
}

void FrameReader::feed(std::string_view bytes) {
    if (!problem_) { pending_ += bytes; }
}

std::expected<std::optional<Frame>, FrameProblem> FrameReader::next() {
    if (problem_) { return std::unexpected(*problem_); }
    auto parsed = parse_first(pending_);
    if (parsed && !*parsed && pending_.size() > kFrameBytesMax) {
        parsed = std::unexpected(FrameProblem::TooLong);
    }
    if (!parsed) {
        problem_ = parsed.error();
        pending_.clear();
        return std::unexpected(*problem_);
    }
    std::optional<Parsed>& first = *parsed;
    if (!first) { return std::nullopt; }
    pending_.erase(0, first->bytes);
    return std::move(first->frame);
}

}  // namespace stomp

#include "nem_block_file.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "complain.hpp"

namespace store {
namespace {

constexpr std::size_t kLengthBytes = 4;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
}

/// What a block begins with: its type, 1 or -1. JSON never does.
bool is_block_type(std::uint32_t number) { return number == 1 || number == 0xFFFF'FFFFU; }

bool is_space(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

base::Phrase too_large(std::uint64_t bytes) {
    return base::phrase("a block of {} bytes; at most {} were expected",
                        "ブロックが {} バイトあります。上限は {} バイトです", bytes,
                        kBlockBytesMax);
}

}  // namespace

base::Complaint complain_of(const FiledBlock& block, const base::Phrase& text) {
    if (!block.binary) {
        return bad_place(block.place,
                         {fmt::format("block {}: {}", block.number, text.en),
                          fmt::format("{} 番目のブロック：{}", block.number, text.ja)});
    }
    return bad_place(
        block.place,
        {fmt::format("block {}, at byte {}: {}", block.number, block.offset, text.en),
         fmt::format("{} 番目のブロック（{} バイト目）：{}", block.number, block.offset, text.ja)});
}

FiledBlock NemBlockFile::here() const {
    FiledBlock block;
    block.binary = form_ != Form::Json;
    block.place = {input_.name(), block.binary ? 0 : line_, block.binary ? 0 : column_};
    block.number = number_ + 1;
    block.offset = offset_;
    return block;
}

base::Complaint NemBlockFile::complain(base::Phrase text) const {
    return complain_of(here(), text);
}

std::optional<base::Complaint> NemBlockFile::fill(std::size_t bytes) {
    while (rest().size() < bytes && !ended_) {
        const auto chunk = input_.next();
        if (!chunk) { return chunk.error(); }
        ended_ = chunk->empty();
        buffer_.erase(0, std::exchange(at_, 0));
        buffer_ += *chunk;
    }
    return std::nullopt;
}

void NemBlockFile::skip(std::size_t bytes) {
    if (form_ == Form::Json) {
        for (const char letter : rest().substr(0, bytes)) {
            column_ = letter == '\n' ? 1 : column_ + 1;
            line_ += letter == '\n' ? 1 : 0;
        }
    }
    at_ += bytes;
    offset_ += bytes;
}

std::optional<base::Complaint> NemBlockFile::find_form() {
    if (auto complaint = fill(2 * kLengthBytes)) { return complaint; }
    const std::string_view start = rest();
    if (start.size() >= kLengthBytes && is_block_type(number_at(start, 0))) {
        form_ = Form::OneBlock;
        return std::nullopt;
    }
    if (start.size() >= 2 * kLengthBytes && is_block_type(number_at(start, kLengthBytes))) {
        form_ = Form::Prefixed;
        return std::nullopt;
    }
    form_ = Form::Json;
    const auto first = skip_spaces();
    if (!first) { return first.error(); }
    if (*first == '{' || *first == '[') { return std::nullopt; }
    return bad_input(
        input_.name(),
        {"holds no blocks of NEM; the bytes of one block, blocks each with its length in front, or "
         "NIS's JSON was expected",
         "NEM のブロックではありません。1 ブロックのバイト列、長さ付きのブロック列、NIS の "
         "JSON のいずれかが必要です"});
}

Expected<std::optional<FiledBlock>> NemBlockFile::next() {
    if (form_ == Form::Unknown) {
        if (auto complaint = find_form()) { return std::unexpected(*std::move(complaint)); }
    }
    switch (form_) {
        case Form::OneBlock: return next_whole();
        case Form::Prefixed: return next_prefixed();
        case Form::Json: return next_json();
        case Form::Unknown: break;
    }
    base::broken("the form was found");
}

Expected<std::optional<FiledBlock>> NemBlockFile::next_whole() {
    if (auto complaint = fill(kBlockBytesMax + 1)) {
        return std::unexpected(*std::move(complaint));
    }
    if (rest().empty()) { return std::nullopt; }
    if (rest().size() > kBlockBytesMax) {
        return std::unexpected(complain(too_large(rest().size())));
    }
    return decoded(rest().size());
}

Expected<std::optional<FiledBlock>> NemBlockFile::next_prefixed() {
    if (auto complaint = fill(kLengthBytes)) { return std::unexpected(*std::move(complaint)); }
    if (rest().empty()) { return std::nullopt; }
    const bool whole_length = rest().size() >= kLengthBytes;
    const std::size_t length = whole_length ? number_at(rest(), 0) : 0;
    if (length > kBlockBytesMax) { return std::unexpected(complain(too_large(length))); }
    if (auto complaint = fill(kLengthBytes + length)) {
        return std::unexpected(*std::move(complaint));
    }
    if (!whole_length || rest().size() < kLengthBytes + length) {
        return std::unexpected(
            complain(base::phrase("is cut off: {} bytes are left, {} were expected",
                                  "途中で切れています。残りは {} バイトですが、{} バイト必要です",
                                  rest().size(), kLengthBytes + length)));
    }
    skip(kLengthBytes);
    return decoded(length);
}

Expected<char> NemBlockFile::skip_spaces() {
    while (true) {
        if (auto complaint = fill(1)) { return std::unexpected(*std::move(complaint)); }
        if (rest().empty()) { return '\0'; }
        const std::string_view left = rest();
        const auto* const end = std::ranges::find_if_not(left, is_space);
        skip(static_cast<std::size_t>(end - left.begin()));
        if (end != left.end()) { return *end; }
    }
}

Expected<bool> NemBlockFile::skip_to_object() {
    auto letter = skip_spaces();
    if (!letter) { return std::unexpected(letter.error()); }
    const bool first = number_ == 0;
    if (first && !in_array_ && *letter == '[') {
        in_array_ = true;
        skip(1);
        letter = skip_spaces();
        if (!letter) { return std::unexpected(letter.error()); }
    }
    if (*letter == '\0' && (!in_array_ || array_closed_)) { return false; }
    if (in_array_ && !array_closed_ && *letter == ']') {
        array_closed_ = true;
        skip(1);
        return skip_to_object();  // nothing may follow
    }
    if (array_closed_) {
        return std::unexpected(complain(
            {"the file should end after the array", "配列の後には何も続いてはいけません"}));
    }
    if (in_array_ && !first && *letter == ',') {
        skip(1);
        letter = skip_spaces();
        if (!letter) { return std::unexpected(letter.error()); }
    } else if (in_array_ && !first) {
        return std::unexpected(complain(
            {"a comma or the end of the array was expected", "カンマか配列の終わりが必要です"}));
    }
    if (*letter == '{') { return true; }
    return std::unexpected(complain(
        {"a block as a JSON object was expected", "JSON オブジェクトのブロックが必要です"}));
}

Expected<std::size_t> NemBlockFile::measure_object() {
    std::size_t at = 0;
    std::size_t depth = 0;
    bool in_text = false;
    bool escaped = false;
    while (true) {
        if (auto complaint = fill(at + 1)) { return std::unexpected(*std::move(complaint)); }
        if (at == rest().size()) {
            return std::unexpected(complain({"is cut off: the JSON object does not end",
                                             "JSON オブジェクトが途中で切れています"}));
        }
        if (at == kBlockBytesMax) { return std::unexpected(complain(too_large(at + 1))); }
        const char letter = rest()[at];
        ++at;
        if (in_text) {
            in_text = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        in_text = letter == '"';
        if (letter == '{' || letter == '[') { ++depth; }
        if ((letter == '}' || letter == ']') && --depth == 0) { return at; }
    }
}

Expected<std::optional<FiledBlock>> NemBlockFile::next_json() {
    const auto more = skip_to_object();
    if (!more) { return std::unexpected(more.error()); }
    if (!*more) { return std::nullopt; }
    const auto size = measure_object();
    if (!size) { return std::unexpected(size.error()); }
    return decoded(*size);
}

Expected<std::optional<FiledBlock>> NemBlockFile::decoded(std::size_t bytes) {
    FiledBlock filed = here();
    const std::string_view text = rest().substr(0, bytes);
    auto block =
        form_ == Form::Json
            ? nem::parse_block_text(text)
            : nem::decode_block({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    if (!block) { return std::unexpected(complain_of(filed, nem::to_phrase(block.error()))); }
    filed.block = *std::move(block);
    skip(bytes);
    ++number_;
    return filed;
}

}  // namespace store

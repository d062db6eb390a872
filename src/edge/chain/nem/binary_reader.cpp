#include "binary_reader.hpp"

#include <algorithm>

#include "text.hpp"

namespace nem {
namespace {
constexpr std::uint32_t kNull = 0xffff'ffff;  // as the length of a text, or the count of an array
}  // namespace

void BinaryReader::fail(CodecProblem problem, const char* key) {
    if (!error_) { error_ = CodecError{problem, key, at_}; }
}

std::optional<CodecError> BinaryReader::finish() {
    if (!failed() && left() > 0) { fail(CodecProblem::TrailingBytes, ""); }
    return error_;
}

std::span<const std::uint8_t> BinaryReader::take(const char* key, std::size_t bytes) {
    if (!failed() && bytes > left()) { fail(CodecProblem::Truncated, key); }
    if (failed()) { return {}; }
    const auto taken = bytes_.subspan(at_, bytes);
    at_ += bytes;
    return taken;
}

std::uint64_t BinaryReader::number(const char* key, std::size_t bytes) {
    std::uint64_t value = 0;
    unsigned shift = 0;
    for (const std::uint8_t byte : take(key, bytes)) {
        value |= std::uint64_t{byte} << shift;
        shift += 8;
    }
    return value;
}

std::size_t BinaryReader::length(const char* key) {
    const std::uint64_t length = number(key, sizeof(std::uint32_t));
    if (!failed() && length == kNull) { fail(CodecProblem::Null, key); }
    return failed() ? 0 : static_cast<std::size_t>(length);
}

void BinaryReader::fixed(const char* key, std::span<std::uint8_t> value) {
    const std::size_t bytes = length(key);
    if (!failed() && bytes != value.size()) { fail(CodecProblem::BadLength, key); }
    std::ranges::copy(take(key, bytes), value.begin());
}

void BinaryReader::blob(const char* key, Bytes& value, std::size_t bytes_max) {
    const std::size_t bytes = length(key);
    if (!failed() && bytes > bytes_max) { fail(CodecProblem::TooLong, key); }
    const auto taken = take(key, bytes);
    value.assign(taken.begin(), taken.end());
}

void BinaryReader::text_of(const char* key, std::size_t bytes, std::string& value,
                           std::size_t characters_max) {
    const auto taken = take(key, bytes);
    value.assign(taken.begin(), taken.end());
    if (failed()) { return; }
    if (const auto problem = find_problem(value, characters_max)) { fail(*problem, key); }
}

void BinaryReader::text(const char* key, std::string& value, std::size_t characters_max) {
    text_of(key, length(key), value, characters_max);
}

void BinaryReader::optional_text(const char* key, std::optional<std::string>& value,
                                 std::size_t characters_max) {
    const std::uint64_t bytes = number(key, sizeof(std::uint32_t));
    value.reset();
    if (failed() || bytes == kNull) { return; }
    text_of(key, static_cast<std::size_t>(bytes), value.emplace(), characters_max);
}

void BinaryReader::address(const char* key, Address& value) {
    const std::size_t bytes = length(key);
    if (!failed() && bytes != kAddressLetters) { fail(CodecProblem::BadLength, key); }
    const auto taken = take(key, bytes);
    if (failed()) { return; }
    std::ranges::transform(taken, value.letters.begin(),
                           [](std::uint8_t byte) { return static_cast<char>(byte); });
    if (!std::ranges::all_of(value.letters, is_base32)) { fail(CodecProblem::BadAddress, key); }
}

}  // namespace nem

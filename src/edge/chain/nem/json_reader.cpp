#include "json_reader.hpp"

#include <algorithm>
#include <limits>

#include "text.hpp"

namespace nem {

void JsonReader::fail(CodecProblem problem, std::string_view key) {
    if (!error_) { error_ = CodecError{problem, std::string{key}, std::nullopt}; }
}

const nlohmann::json* JsonReader::find(const char* key) {
    if (failed()) { return nullptr; }
    if (!json_->is_object()) {
        fail(CodecProblem::WrongKind, key);
        return nullptr;
    }
    const auto found = json_->find(key);
    if (found == json_->end()) {
        fail(CodecProblem::Missing, key);
        return nullptr;
    }
    if (found->is_null()) {
        fail(CodecProblem::Null, key);
        return nullptr;
    }
    return &*found;
}

const nlohmann::json* JsonReader::find_optional(const char* key) {
    if (failed() || !json_->is_object()) { return nullptr; }
    const auto found = json_->find(key);
    return found == json_->end() || found->is_null() ? nullptr : &*found;
}

const std::string* JsonReader::find_text(const char* key) {
    const nlohmann::json* const json = find(key);
    if (json == nullptr) { return nullptr; }
    const auto* const text = json->get_ptr<const std::string*>();
    if (text == nullptr) { fail(CodecProblem::WrongKind, key); }
    return text;
}

std::int32_t JsonReader::signed32(const char* key) {
    const nlohmann::json* const json = find(key);
    if (json == nullptr) { return 0; }
    if (!json->is_number_integer()) {
        fail(CodecProblem::WrongKind, key);
        return 0;
    }
    using Limits = std::numeric_limits<std::int32_t>;
    constexpr std::uint64_t kMax = Limits::max();
    const bool fits = json->is_number_unsigned() ? json->get<std::uint64_t>() <= kMax
                                                 : json->get<std::int64_t>() >= Limits::min() &&
                                                       json->get<std::int64_t>() <= Limits::max();
    if (!fits) {
        fail(CodecProblem::OutOfRange, key);
        return 0;
    }
    return json->get<std::int32_t>();
}

std::uint64_t JsonReader::unsigned64(const char* key) {
    const nlohmann::json* const json = find(key);
    if (json == nullptr) { return 0; }
    if (!json->is_number_integer()) {
        fail(CodecProblem::WrongKind, key);
        return 0;
    }
    // A program may have put a small number there as a signed one; a parser gives unsigned ones.
    if (!json->is_number_unsigned() && json->get<std::int64_t>() < 0) {
        fail(CodecProblem::OutOfRange, key);
        return 0;
    }
    return json->get<std::uint64_t>();
}

void JsonReader::fixed(const char* key, std::span<std::uint8_t> value) {
    const std::string* const text = find_text(key);
    if (text == nullptr) { return; }
    if (text->size() != 2 * value.size()) { return fail(CodecProblem::BadLength, key); }
    const auto bytes = base::parse_hex(*text);
    if (!bytes) { return fail(CodecProblem::BadHex, key); }
    std::ranges::copy(*bytes, value.begin());
}

void JsonReader::blob(const char* key, Bytes& value, std::size_t bytes_max) {
    const std::string* const text = find_text(key);
    if (text == nullptr) { return; }
    if (text->size() > 2 * bytes_max) { return fail(CodecProblem::TooLong, key); }
    // NIS pads an odd number of digits on the left.
    auto bytes = base::parse_hex(text->size() % 2 == 0 ? *text : "0" + *text);
    if (!bytes) { return fail(CodecProblem::BadHex, key); }
    value = *std::move(bytes);
}

void JsonReader::text_of(const char* key, const nlohmann::json& json, std::string& value,
                         std::size_t characters_max) {
    const auto* const text = json.get_ptr<const std::string*>();
    if (text == nullptr) { return fail(CodecProblem::WrongKind, key); }
    if (const auto problem = find_problem(*text, characters_max)) { return fail(*problem, key); }
    value = *text;
}

void JsonReader::text(const char* key, std::string& value, std::size_t characters_max) {
    const nlohmann::json* const json = find(key);
    if (json != nullptr) { text_of(key, *json, value, characters_max); }
}

void JsonReader::optional_text(const char* key, std::optional<std::string>& value,
                               std::size_t characters_max) {
    value.reset();
    const nlohmann::json* const json = find_optional(key);
    if (json != nullptr) { text_of(key, *json, value.emplace(), characters_max); }
}

void JsonReader::address(const char* key, Address& value) {
    const std::string* const text = find_text(key);
    if (text == nullptr) { return; }
    const auto address = parse_address(*text);
    if (!address) { return fail(address.error().problem, key); }
    value = *address;
}

}  // namespace nem

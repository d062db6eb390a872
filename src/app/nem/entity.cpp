#include "entity.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <store/store.hpp>
#include <system_error>

#include "../complain.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
using nem::CodecProblem;
using NisJson = nlohmann::json;
using Outcome = nem::Decoded<NemEntity>;

constexpr std::string_view kSpaces = " \t\r\n";

template <class T>
Outcome entity_of(nem::Decoded<T> decoded) {
    if (!decoded) { return std::unexpected(decoded.error()); }
    return NemEntity{*std::move(decoded)};
}

std::unexpected<nem::CodecError> wrong(CodecProblem problem, std::string field) {
    return std::unexpected(nem::CodecError{problem, std::move(field), {}});
}

/// A block begins with 1 or -1, a transaction with none of them (Reference 3.1, 4.1).
bool begins_as_block(std::span<const std::uint8_t> bytes) {
    constexpr std::array<std::uint8_t, 4> kRegular{1, 0, 0, 0};
    constexpr std::array<std::uint8_t, 4> kNemesis{0xff, 0xff, 0xff, 0xff};
    if (bytes.size() < kRegular.size()) { return false; }
    const auto head = bytes.first<kRegular.size()>();
    return std::ranges::equal(head, kRegular) || std::ranges::equal(head, kNemesis);
}

/// After the signer stands the signature's length, 64; or else the fee, which is no 64 micro-XEM.
bool seems_signed(std::span<const std::uint8_t> bytes) {
    constexpr std::size_t kAfterSigner = 48;
    constexpr std::array<std::uint8_t, 4> kLength{64, 0, 0, 0};
    return bytes.size() >= kAfterSigner + kLength.size() &&
           std::ranges::equal(bytes.subspan(kAfterSigner, kLength.size()), kLength);
}

Outcome parse_bytes(std::span<const std::uint8_t> bytes) {
    if (begins_as_block(bytes)) { return entity_of(nem::decode_block(bytes)); }
    const bool is_signed = seems_signed(bytes);
    auto first = is_signed ? entity_of(nem::decode_transaction(bytes))
                           : entity_of(nem::decode_unsigned(bytes));
    if (first || !is_signed) { return first; }
    const auto other = entity_of(nem::decode_unsigned(bytes));
    return other ? other : first;
}

bool has_text(const NisJson& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string();
}

Outcome parse_object(const NisJson& json) {
    if (const auto block = json.find("block"); block != json.end() && block->is_object()) {
        return entity_of(nem::parse_block(*block));
    }
    if (json.contains("prevBlockHash")) { return entity_of(nem::parse_block(json)); }
    if (has_text(json, "signature")) { return entity_of(nem::parse_transaction(json)); }
    return entity_of(nem::parse_unsigned(json));
}

Outcome parse_json(std::string_view text) {
    if (text.size() > nem::kJsonBytesMax) { return wrong(CodecProblem::NotJson, {}); }
    const NisJson json = NisJson::parse(text, nullptr, false);
    if (!json.is_object()) { return wrong(CodecProblem::NotJson, {}); }
    if (const auto inner = json.find("transaction"); inner != json.end() && inner->is_object()) {
        return parse_object(*inner);
    }
    if (has_text(json, "data") && json.contains("signature")) {
        return entity_of(nem::parse_announcement(json));
    }
    return parse_object(json);
}

bool is_hex_text(std::string_view content) {
    return content.find_first_not_of("0123456789abcdefABCDEF \t\r\n") == std::string_view::npos;
}

std::string without_spaces(std::string_view content) {
    std::string text;
    std::ranges::copy_if(content, std::back_inserter(text),
                         [](char letter) { return !kSpaces.contains(letter); });
    return text;
}

base::Complaint bad_input(std::string file, base::Phrase text) {
    return {
        .blame = base::Blame::Input, .place = {.file = std::move(file)}, .text = std::move(text)};
}

Expected<std::string> read_standard_input() {
    std::string content;
    std::array<char, 65536> piece{};
    while (std::cin.read(piece.data(), piece.size()) || std::cin.gcount() > 0) {
        content.append(piece.data(), static_cast<std::size_t>(std::cin.gcount()));
        if (content.size() > nem::kJsonBytesMax) {
            return std::unexpected(
                bad_input("-", base::phrase("has more than {} bytes", "{} バイトを超えています",
                                            nem::kJsonBytesMax)));
        }
    }
    return content;
}

Expected<std::string> content_of(const std::string& source) {
    if (source == "-") { return read_standard_input(); }
    std::error_code unknown;
    const bool is_there = fs::exists(source, unknown);
    if (!is_there && !source.empty() && is_hex_text(source)) { return source; }
    if (!is_there && !source.contains('/') && !source.contains('.')) {
        return std::unexpected(
            bad_input(source, {"no such file, and not hexadecimal digits either",
                               "そのようなファイルはなく、16 進数でもありません"}));
    }
    return store::read_file(source, nem::kJsonBytesMax);
}

}  // namespace

Outcome parse_nem_entity(std::string_view content) {
    const std::size_t begin = content.find_first_not_of(kSpaces);
    const bool is_json =
        begin != std::string_view::npos && (content[begin] == '{' || content[begin] == '[');
    if (is_json) { return parse_json(content); }
    if (begin != std::string_view::npos && is_hex_text(content)) {
        const auto bytes = base::parse_hex(without_spaces(content));
        if (!bytes) { return wrong(CodecProblem::BadHex, {}); }
        return parse_bytes(*bytes);
    }
    const nem::Bytes bytes(content.begin(), content.end());
    return parse_bytes(bytes);
}

Expected<NemEntity> read_nem_entity(const std::string& source) {
    const auto content = content_of(source);
    if (!content) { return std::unexpected(content.error()); }
    auto entity = parse_nem_entity(*content);
    if (!entity) {
        constexpr std::size_t kNameBytes = 64;
        const auto name = source.size() <= kNameBytes || fs::path{source}.has_extension()
                              ? source
                              : source.substr(0, kNameBytes) + "...";
        return std::unexpected(bad_input(name, nem::to_phrase(entity.error())));
    }
    return *std::move(entity);
}

const nem::Transaction* transaction_of(const NemEntity& entity) {
    if (const auto* const entire = std::get_if<nem::SignedTransaction>(&entity)) {
        return &entire->transaction;
    }
    return std::get_if<nem::Transaction>(&entity);
}

}  // namespace app

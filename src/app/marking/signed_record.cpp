#include "signed_record.hpp"

#include <address/address.hpp>
#include <charconv>

#include "../nem/account_text.hpp"
#include "../output/json.hpp"

namespace app {

namespace {

std::string text_of(const Json& document, const char* key) {
    const auto found = document.find(key);
    return found != document.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string{};
}

bool read_hex(std::string_view text, nem::Signature& into) {
    if (text.size() != 2 * into.bytes.size()) { return false; }
    constexpr int kHex = 16;
    for (std::size_t i = 0; i < into.bytes.size(); ++i) {
        const auto pair = text.substr(2 * i, 2);
        const auto [end, error] =
            std::from_chars(pair.data(), pair.data() + pair.size(), into.bytes.at(i), kHex);
        if (error != std::errc{} || end != pair.data() + pair.size()) { return false; }
    }
    return true;
}

}  // namespace

std::optional<SignedRecord> parse_signed_record(std::string_view document) {
    const Json parsed = Json::parse(document, nullptr, false);
    if (!parsed.is_object()) { return std::nullopt; }
    SignedRecord record;
    record.text = text_of(parsed, "record");
    const auto key = parse_public_key(text_of(parsed, "public_key"));
    if (record.text.empty() || !key) { return std::nullopt; }
    record.key = *key;
    if (!read_hex(text_of(parsed, "signature"), record.signature)) { return std::nullopt; }
    return record;
}

NamedIssuer issuer_of(const SignedRecord& record) {
    constexpr std::string_view kLine = "\nissuer ";
    constexpr std::size_t kShown = 60;
    const auto line = record.text.find(kLine);
    if (line == std::string::npos) { return {"-", false}; }
    const auto begin = line + kLine.size();
    const auto named = record.text.substr(begin, record.text.find('\n', begin) - begin);
    const auto network = address::nem_network(named);
    const bool is_signer =
        network && nem::to_address(record.key, nem::Network{*network}).text() == named;
    return {base::visible(named, kShown), is_signer};
}

}  // namespace app

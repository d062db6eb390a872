#include "asked.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace replay {
namespace {

std::unexpected<Refusal> refuse(std::string message, int status = 400) {
    return std::unexpected(Refusal{status, std::move(message)});
}

std::optional<std::string> decode(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const auto byte = base::parse_hex(text.substr(i + 1, 2));
        if (!byte || byte->size() != 1) { return std::nullopt; }
        plain += static_cast<char>(byte->front());
        i += 2;
    }
    return plain;
}

template <class Octets>
Asked<Octets> parse_octets(std::string_view text, std::string_view name) {
    const auto bytes = base::parse_hex(text);
    Octets octets;
    if (!bytes || bytes->size() != Octets::kSize) {
        return refuse(fmt::format("{} must be valid", name));
    }
    std::ranges::copy(*bytes, octets.bytes.begin());
    return octets;
}

}  // namespace

const std::string* Target::find(std::string_view name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? nullptr : &found->second;
}

Asked<Target> parse_target(std::string_view target) {
    if (target.size() > kTargetBytesMax) { return refuse("the target is too long", 400); }
    const std::size_t mark = std::min(target.find('?'), target.size());
    auto path = decode(target.substr(0, mark));
    if (!path) { return refuse("the path cannot be decoded"); }
    Target asked{*std::move(path), {}};
    std::string_view rest = target.substr(std::min(mark + 1, target.size()));
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('&'), rest.size());
        const std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t equal = std::min(one.find('='), one.size());
        auto name = decode(one.substr(0, equal));
        auto value = decode(one.substr(std::min(equal + 1, one.size())));
        if (!name || !value) { return refuse("the query cannot be decoded"); }
        if (asked.parameters.size() == kParametersMax) { return refuse("too many parameters"); }
        asked.parameters.try_emplace(*std::move(name), *std::move(value));
    }
    return asked;
}

Asked<nem::Address> parse_account(std::string_view text, nem::Network network) {
    std::string letters{text.substr(0, 100)};
    std::erase(letters, '-');
    const auto address = nem::parse_address(letters);
    if (!address || !nem::is_valid(*address, network)) { return refuse("address must be valid"); }
    return *address;
}

Asked<nem::Address> account_of(const Target& target, nem::Network network) {
    const auto* const text = target.find("address");
    if (text == nullptr) { return refuse("address is required"); }
    return parse_account(*text, network);
}

Asked<nem::PublicKey> key_of(const Target& target) {
    const auto* const text = target.find("publicKey");
    if (text == nullptr) { return refuse("publicKey is required"); }
    return parse_octets<nem::PublicKey>(*text, "publicKey");
}

Asked<nem::Hash> parse_hash(std::string_view text) { return parse_octets<nem::Hash>(text, "hash"); }

Asked<nem::MosaicId> mosaic_id_of(const Target& target) {
    const auto* const text = target.find("mosaicId");
    if (text == nullptr) { return refuse("mosaicId is required"); }
    const std::size_t colon = text->find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text->size()) {
        return refuse("mosaicId must be valid");
    }
    return nem::MosaicId{text->substr(0, colon), text->substr(colon + 1)};
}

Asked<std::optional<std::uint64_t>> number_of(const Target& target, std::string_view name) {
    const auto* const text = target.find(name);
    if (text == nullptr || text->empty()) { return std::nullopt; }
    std::uint64_t number = 0;
    const char* const end = text->data() + text->size();
    const auto [stop, wrong] = std::from_chars(text->data(), end, number);
    if (wrong != std::errc{} || stop != end) {
        return refuse(fmt::format("{} must be a number", name));
    }
    return number;
}

Asked<nlohmann::json> parse_body(std::string_view body) {
    if (body.size() > kBodyBytesMax) { return refuse("the body is too large", 413); }
    auto json = nlohmann::json::parse(body, nullptr, false);
    if (!json.is_object()) { return refuse("a JSON object is required"); }
    return json;
}

Asked<std::uint64_t> height_in(const nlohmann::json& body) {
    const auto entity = body.find("entity");
    const bool inside = entity != body.end() && entity->is_object();
    const nlohmann::json& holder = inside ? *entity : body;
    const auto height = holder.find("height");
    if (height == holder.end() || !height->is_number_unsigned() ||
        height->get<std::uint64_t>() == 0) {
        return refuse("height must be positive");
    }
    return height->get<std::uint64_t>();
}

std::string to_body(const nlohmann::json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\r\n";
}

Response ok(const nlohmann::json& json) { return {200, to_body(json)}; }

nlohmann::json to_hash_json(const std::optional<nem::Hash>& hash) {
    if (!hash) { return nlohmann::json::object(); }
    return {{"data", nem::to_hex(*hash)}};
}

Response to_error(int status, std::string_view message, std::uint64_t now_ms) {
    const auto name = [&]() -> std::string_view {
        switch (status) {
            case 400: return "Bad Request";
            case 401: return "Unauthorized";
            case 404: return "Not Found";
            case 405: return "Method Not Allowed";
            case 413: return "Payload Too Large";
            case 429: return "Too Many Requests";
            case 503: return "Service Unavailable";
            default: return "Internal Server Error";
        }
    }();
    return {status, to_body({{"timeStamp", now_ms / 1'000},
                             {"error", name},
                             {"message", message},
                             {"status", status}})};
}

}  // namespace replay

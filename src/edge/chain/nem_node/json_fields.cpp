#include "json_fields.hpp"

#include <algorithm>

namespace nem_node {
namespace {

const nlohmann::json& empty_object() {
    static const nlohmann::json json = nlohmann::json::object();
    return json;
}
const nlohmann::json& empty_array() {
    static const nlohmann::json json = nlohmann::json::array();
    return json;
}

template <class T>
std::optional<T> parse_octets(const std::string& hex) {
    const auto bytes = base::parse_hex(hex);
    if (!bytes || bytes->size() != T::kSize) { return std::nullopt; }
    T value;
    std::ranges::copy(*bytes, value.bytes.begin());
    return value;
}

}  // namespace

const nlohmann::json* JsonFields::find(const char* key) const {
    if (failed()) { return nullptr; }
    const auto found = json_->find(key);
    return found == json_->end() || found->is_null() ? nullptr : &*found;
}

std::uint64_t JsonFields::number(const char* key, std::uint64_t most) {
    const auto* const found = find(key);
    if (found == nullptr || !found->is_number_unsigned() || found->get<std::uint64_t>() > most) {
        fail(fmt::format("{}: no number up to {}", key, most));
        return 0;
    }
    return found->get<std::uint64_t>();
}

std::string JsonFields::text(const char* key, std::size_t bytes_max) {
    const auto* const found = find(key);
    const auto* const value = found == nullptr ? nullptr : found->get_ptr<const std::string*>();
    if (value == nullptr || value->size() > bytes_max) {
        fail(fmt::format("{}: no text of up to {} bytes", key, bytes_max));
        return {};
    }
    return *value;
}

std::string JsonFields::optional_text(const char* key, std::size_t bytes_max) {
    return find(key) == nullptr ? std::string{} : text(key, bytes_max);
}

nem::Address JsonFields::address(const char* key) {
    const auto value = nem::parse_address(text(key, nem::kAddressLetters));
    if (!value) {
        fail(fmt::format("{}: no address", key));
        return {};
    }
    return *value;
}

std::optional<nem::PublicKey> JsonFields::optional_key(const char* key) {
    if (find(key) == nullptr) { return std::nullopt; }
    const auto value = parse_octets<nem::PublicKey>(text(key, 2 * nem::PublicKey::kSize));
    if (!value) { fail(fmt::format("{}: no public key", key)); }
    return value;
}

std::optional<nem::Hash> JsonFields::optional_hash(const char* key) {
    const nlohmann::json& object = optional_object(key);
    if (object.empty()) { return std::nullopt; }
    JsonFields inner{object};
    const auto value = parse_octets<nem::Hash>(inner.text("data", 2 * nem::Hash::kSize));
    if (!value) { fail(fmt::format("{}: no hash", key)); }
    return value;
}

nem::Hash JsonFields::hash(const char* key) {
    const auto value = optional_hash(key);
    if (!value) { fail(fmt::format("{}: no hash", key)); }
    return value.value_or(nem::Hash{});
}

const nlohmann::json& JsonFields::object(const char* key) {
    const auto* const found = find(key);
    if (found != nullptr && found->is_object()) { return *found; }
    fail(fmt::format("{}: no object", key));
    return empty_object();
}

const nlohmann::json& JsonFields::optional_object(const char* key) {
    return find(key) == nullptr ? empty_object() : object(key);
}

const nlohmann::json& JsonFields::array(const char* key) {
    const auto* const found = find(key);
    if (found != nullptr && found->is_array() && found->size() <= kListMax) { return *found; }
    fail(fmt::format("{}: no list of up to {} entries", key, kListMax));
    return empty_array();
}

Answer<nlohmann::json> parse_json(std::string_view text) {
    if (text.size() > nem::kJsonBytesMax) { return std::unexpected(bad_answer("too long")); }
    nlohmann::json json = nlohmann::json::parse(text, nullptr, false);
    if (json.is_discarded()) { return std::unexpected(bad_answer("no JSON")); }
    return json;
}

}  // namespace nem_node

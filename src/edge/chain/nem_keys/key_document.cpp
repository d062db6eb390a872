#include "key_document.hpp"

#include <algorithm>
#include <nem/nem.hpp>
#include <nlohmann/json.hpp>
#include <span>

namespace nem_keys {
namespace {

using Json = nlohmann::json;  // its keys are sorted: one document has one text

constexpr std::string_view kFormat = "dyepack.nem-key/1";
constexpr std::string_view kKdf = "argon2id";
constexpr std::string_view kCipher = "xchacha20-poly1305";

Json to_json(const KeyDocument& document) {
    return {{"format", kFormat},
            {"publicKey", to_hex(document.public_key)},
            {"kdf",
             {{"name", kKdf},
              {"passes", document.cost.passes},
              {"memoryBytes", document.cost.memory_bytes},
              {"salt", base::to_hex(document.salt)}}},
            {"cipher", {{"name", kCipher}, {"nonce", base::to_hex(document.nonce)}}},
            {"sealed", base::to_hex(document.sealed)}};
}

bool read_hex(const Json& json, std::span<std::uint8_t> bytes) {
    const auto* const text = json.get_ptr<const std::string*>();
    if (text == nullptr) { return false; }
    const auto parsed = base::parse_hex(*text);
    if (!parsed || parsed->size() != bytes.size()) { return false; }
    std::ranges::copy(*parsed, bytes.begin());
    return true;
}

/// The value of a key, or a JSON null.
const Json& at(const Json& json, const char* key) {
    static const Json nothing;
    if (!json.is_object()) { return nothing; }
    const auto found = json.find(key);
    return found == json.end() ? nothing : *found;
}

}  // namespace

std::string to_text(const KeyDocument& document) {
    constexpr int kIndent = 2;
    return to_json(document).dump(kIndent) + "\n";
}

std::string context_of(const KeyDocument& document) {
    Json json = to_json(document);
    json.erase("sealed");
    return json.dump();
}

std::optional<KeyDocument> parse_key_document(std::string_view text) {
    if (text.size() > kKeyFileBytesMax) { return std::nullopt; }
    const Json json = Json::parse(text, nullptr, false);
    const Json& kdf = at(json, "kdf");
    const Json& passes = at(kdf, "passes");
    const Json& memory = at(kdf, "memoryBytes");
    if (!passes.is_number_unsigned() || !memory.is_number_unsigned()) { return std::nullopt; }
    KeyDocument document;
    document.cost = {passes.get<std::uint64_t>(), memory.get<std::uint64_t>()};
    const bool whole = read_hex(at(json, "publicKey"), document.public_key.bytes) &&
                       read_hex(at(kdf, "salt"), document.salt) &&
                       read_hex(at(at(json, "cipher"), "nonce"), document.nonce) &&
                       read_hex(at(json, "sealed"), document.sealed);
    // Nothing else may stand there, and the names must be ours.
    if (!whole || to_json(document) != json) { return std::nullopt; }
    return document;
}

}  // namespace nem_keys

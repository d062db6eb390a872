// Laws: what is read of a signed record is what stands in the document, to the last digit; and a
// record whose signature holds does not hold any more once its text was changed.
#include <base/base.hpp>
#include <nem_keys/nem_keys.hpp>

#include "../output/json.hpp"
#include "signed_record.hpp"

namespace {

bool holds(const app::SignedRecord& record) {
    const std::vector<std::uint8_t> octets{record.text.begin(), record.text.end()};
    return nem_keys::verify(record.key, octets, record.signature);
}

std::string lower(std::string text) {
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'F') { letter = static_cast<char>(letter - 'A' + 'a'); }
    }
    return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    auto record = app::parse_signed_record(text);
    if (!record) { return 0; }
    const auto document = app::Json::parse(text);
    base::invariant(document.at("record") == record->text, "the text of the document");
    base::invariant(lower(document.at("public_key")) == nem::to_hex(record->key), "its key");
    base::invariant(lower(document.at("signature")) == nem::to_hex(record->signature),
                    "its signature");
    if (!holds(*record)) { return 0; }
    record->text += '.';
    base::invariant(!holds(*record), "a changed text is found out");
    return 0;
}

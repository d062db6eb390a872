// Law: what parses as a key file's document survives being written, and its context is one text.
#include <base/base.hpp>
#include <string_view>

#include "key_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto document = nem_keys::parse_key_document(text);
    if (!document) { return 0; }
    const std::string written = nem_keys::to_text(*document);
    const auto again = nem_keys::parse_key_document(written);
    base::invariant(again.has_value(), "what is written is a document");
    if (!again) { return 0; }
    base::invariant(nem_keys::to_text(*again) == written, "a document has one text");
    base::invariant(nem_keys::context_of(*again) == nem_keys::context_of(*document),
                    "and one context");
    return 0;
}

#include "fuzzing.hpp"
#include "manifest.hpp"

/// A manifest that is read and written is read as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest =
        store::parse_manifest(store::fuzzing::as_text(data, size), "manifest.json");
    if (!manifest) { return 0; }
    const std::string text = store::to_json(*manifest);
    const auto again = store::parse_manifest(text, "manifest.json");
    base::invariant(again.has_value() && *again == *manifest, "nothing is lost");
    base::invariant(store::to_json(*again) == text, "there is one form");
    return 0;
}

// Law: whatever is read as a transaction or block is written as a document that reads back to the
// same value.
#include <base/base.hpp>

#include "entity.hpp"
#include "entity_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view content{reinterpret_cast<const char*>(data), size};
    const auto entity = app::parse_nem_entity(content);
    if (!entity) { return 0; }
    const auto document = app::to_json(*entity).dump();
    const auto again = app::parse_nem_entity(document);
    base::invariant(again && *again == *entity, "a document reads back to what was read");
    return 0;
}

// Law: one event has one text: whatever is read out of the log is written as the very same bytes,
// so no number was wrapped, cut or rounded on the way.
#include <base/base.hpp>

#include "desk_log.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto logged = app::parse_logged(text);
    if (!logged) { return 0; }
    base::invariant(app::to_document(*logged) == text, "one event has one text");
    return 0;
}

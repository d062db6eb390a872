// Law: a moment that is read prints, and what is printed reads back as the same instant.
#include <base/base.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto moment = base::parse_moment(text);
    if (!moment) { return 0; }
    const std::string printed = base::to_rfc3339(moment->at);
    const auto again = base::parse_moment(printed);
    const base::Moment expected{moment->at, base::Precision::Second};
    base::invariant(again == expected, "a printed moment reads back, to the second");
    return 0;
}

// Law: any text is read or refused; what is read prints to the very same text.
#include <marks/payload.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are read as text
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto notice = marks::parse_notice(text);
    if (notice) {
        base::invariant(marks::to_text(*notice) == text, "one notice has one text");
    } else {
        base::invariant(!marks::to_phrase(notice.error()).ja.empty(), "a refusal has words");
    }
    return 0;
}

#include "text.hpp"

#include <algorithm>
#include <base/base.hpp>

namespace nem {

std::optional<CodecProblem> find_problem(std::string_view text, std::size_t characters_max) {
    if (!base::is_utf8(text)) { return CodecProblem::BadText; }
    std::size_t units = 0;
    for (const char letter : text) {
        const auto byte = static_cast<std::uint8_t>(letter);
        const bool continues = (byte & 0xc0U) == 0x80;
        const bool surrogates = byte >= 0xf0;
        units += (continues ? 0U : 1U) + (surrogates ? 1U : 0U);
    }
    if (units > characters_max) { return CodecProblem::TooLong; }
    return std::nullopt;
}

}  // namespace nem

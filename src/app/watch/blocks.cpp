#include "blocks.hpp"

#include <fmt/format.h>

#include "../complain.hpp"

namespace app {

std::span<const std::uint8_t> octets_of(std::string_view bytes) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes as the codec names them
    return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}

base::Complaint unreadable(ledger::Height height, const base::Phrase& why) {
    return complaint(base::Blame::World,
                     {fmt::format("block {} cannot be applied: {}", height.value, why.en),
                      fmt::format("ブロック {} を適用できません: {}", height.value, why.ja)});
}

}  // namespace app

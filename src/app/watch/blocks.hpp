#pragma once

#include <nem/nem.hpp>
#include <span>
#include <string>

#include "../expected.hpp"

namespace app {

/// Octets as the journal keeps them.
template <class Octets>
[[nodiscard]] std::string bytes_of(const Octets& octets) {
    return {octets.begin(), octets.end()};
}
[[nodiscard]] std::span<const std::uint8_t> octets_of(std::string_view bytes);
/// A block that this program cannot apply.
[[nodiscard]] base::Complaint unreadable(ledger::Height height, const base::Phrase& why);

}  // namespace app

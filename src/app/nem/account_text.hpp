#pragma once

#include <nem/nem.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "../expected.hpp"
#include "facts.hpp"

namespace app {

/// 64 hexadecimal digits.
[[nodiscard]] std::optional<nem::PublicKey> parse_public_key(std::string_view text);
/// The same of an option; a complaint that names it.
[[nodiscard]] Expected<nem::PublicKey> public_key_of_option(std::string_view option,
                                                            const std::string& text);
/// The public key and its addresses on the three networks.
void add_account(NemFacts& facts, const nem::PublicKey& key);

}  // namespace app

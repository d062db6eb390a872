#pragma once

#include <optional>
#include <string>

#include "facts.hpp"
#include "message_reading.hpp"

namespace app {

/// What the transaction does, by its type.
void add_body(NemFacts& facts, const nem::Transaction& transaction,
              const std::optional<MessageReading>& reading);

/// `1.000000 XEM`; with mosaics attached how many times they move, because then it is no XEM.
[[nodiscard]] std::string amount_of(const nem::Transfer& transfer, base::Language language);

}  // namespace app

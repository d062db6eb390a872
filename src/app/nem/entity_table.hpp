#pragma once

#include <optional>
#include <string>

#include "../terminal/terminal.hpp"
#include "entity.hpp"
#include "message_reading.hpp"

namespace app {

/// For people. `reading`: what a key made of an encrypted message.
[[nodiscard]] std::string to_table(const NemEntity& entity,
                                   const std::optional<MessageReading>& reading,
                                   base::Language language, const Terminal& terminal);

/// `transfer`, `importance transfer`...: the words for a type.
[[nodiscard]] base::Phrase type_phrase(const nem::Transaction& transaction);

}  // namespace app

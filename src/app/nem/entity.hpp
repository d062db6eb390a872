#pragma once

#include <nem/nem.hpp>
#include <string>
#include <string_view>
#include <variant>

#include "../expected.hpp"

namespace app {

/// What `dyepack nem` reads: a transaction without or with its signature, or a block.
using NemEntity = std::variant<nem::Transaction, nem::SignedTransaction, nem::Block>;

/// Bytes as the chain has them, the same as hexadecimal, or JSON: as NIS shows it, as it is
/// announced, or as `nem decode --json` wrote it.
[[nodiscard]] nem::Decoded<NemEntity> parse_nem_entity(std::string_view content);

/// `source` is `-` (standard input), a file, or hexadecimal digits.
[[nodiscard]] Expected<NemEntity> read_nem_entity(const std::string& source);

[[nodiscard]] const nem::Transaction* transaction_of(const NemEntity& entity);

}  // namespace app

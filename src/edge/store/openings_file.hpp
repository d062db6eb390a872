#pragma once

#include <casebook/casebook.hpp>
#include <store/store.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "stored_accounts.hpp"

namespace store {

/// `account,atoms`: what an imported folder holds.
[[nodiscard]] Expected<std::vector<casebook::OpeningEntry>> parse_stored_openings(
    std::string_view text, const std::string& file, address::Chain chain);
/// Every account that holds something, in the ledger's order, as `parse_stored_openings` reads it.
[[nodiscard]] std::string to_stored_openings(const StoredAccounts& ledger);

/// What an account holds that `declared` does not name.
enum class Undeclared : std::uint8_t { LeastThatCovers, Nothing };
/// Finds the opening balances and gives them to the ledger. Returns warnings: accounts that the
/// ledger does not know.
[[nodiscard]] Expected<std::vector<base::Phrase>> settle_openings(
    StoredAccounts& ledger, const std::vector<casebook::OpeningEntry>& declared,
    Undeclared undeclared);

}  // namespace store

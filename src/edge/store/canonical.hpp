#pragma once

#include <optional>

#include "account_table.hpp"
#include "output.hpp"
#include "raw20.hpp"
#include "utxo_table.hpp"

/// The one form of each ledger (docs/formats.md): reading it again gives the same bytes.
namespace store {

[[nodiscard]] std::optional<base::Complaint> write_canonical(const AccountTable& ledger,
                                                             int divisibility, const Sink& sink);
[[nodiscard]] std::optional<base::Complaint> write_canonical(const UtxoTable& ledger,
                                                             const Sink& sink);

}  // namespace store

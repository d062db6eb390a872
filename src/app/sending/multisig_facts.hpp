#pragma once

#include <string>

#include "../output/json.hpp"
#include "../terminal/terminal.hpp"
#include "ground.hpp"

namespace app {

/// Who signs for an account, and what waits for signatures.
struct MultisigFacts {
    nem_node::AccountState account;
    std::vector<nem::SignedTransaction> pending;  // 4100 alone
};
[[nodiscard]] Expected<MultisigFacts> ask_multisig_facts(const Ground& ground,
                                                         const nem::Address& account);
/// `dyepack.nem-multisig/1` (docs/formats.md).
[[nodiscard]] Json to_json(const MultisigFacts& facts, nem::Network network);
[[nodiscard]] std::string to_table(const MultisigFacts& facts, nem::Network network,
                                   base::Language language, const Terminal& terminal);

}  // namespace app

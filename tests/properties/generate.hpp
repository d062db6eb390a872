#pragma once

#include <rapidcheck.h>

#include "oracle/story.hpp"

/// Random ledgers, small and nasty: few accounts that meet often, zero amounts, dust, amounts at
/// the edge of their type. What RapidCheck shrinks is the recipe; every recipe makes a ledger that
/// is valid, so every shrunk failure is one too.
namespace properties {

/// Openings are the least that cover every outflow, or a little more.
[[nodiscard]] rc::Gen<oracle::AccountStory> account_stories();
/// As seen live: some openings are missing, so that accounts spend what they do not have.
[[nodiscard]] rc::Gen<oracle::AccountStory> lacking_stories();
[[nodiscard]] rc::Gen<oracle::UtxoStory> utxo_stories();

}  // namespace properties

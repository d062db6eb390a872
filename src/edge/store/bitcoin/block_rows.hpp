#pragma once

#include "chain_reading.hpp"

namespace store {

/// The header of the canonical form that `write_rows` fills.
[[nodiscard]] std::string_view rows_header();
/// Fills `rows` and `accounts` from the rest of the block.
void write_rows(bitcoin::Network network, ReadBlock& read);

}  // namespace store

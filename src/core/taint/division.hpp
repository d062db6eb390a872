#pragma once

#include <cstdint>
#include <span>
#include <taint/taint.hpp>
#include <vector>

#include "lots.hpp"

namespace taint {

/// How a transaction's holdings come out of it: per output, then what the fee got.
struct Division {
    std::vector<std::vector<Lot>> outputs;
    std::vector<Lot> fee;
};

/// Fifo, Lifo, Tiho: pours the inputs' pieces (in input order) into the outputs, the fee last.
/// The pieces hold at least as many atoms as the outputs.
[[nodiscard]] Division pour(Policy policy, std::vector<Lot> pieces,
                            std::span<const ledger::Output> outputs);

/// Haircut: the taint of each output. The first k outputs of sum s carry floor(s * taint / total)
/// together, so that no atom is lost to rounding; the fee carries the rest.
[[nodiscard]] std::vector<std::uint64_t> haircut_shares(std::uint64_t taint, std::uint64_t total,
                                                        std::span<const ledger::Output> outputs);

/// Appends a lot, merging it with a last one of the same origin; nothing for no atoms.
void append(std::vector<Lot>& lots, Lot lot);

[[nodiscard]] std::uint64_t tainted_atoms(std::span<const Lot> lots);

}  // namespace taint

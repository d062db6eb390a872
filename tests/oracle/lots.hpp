#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <money/money.hpp>
#include <taint/taint.hpp>
#include <trace/trace.hpp>
#include <vector>

namespace oracle {

/// The way a tainted atom took, from its theft on. Kept exactly for Fifo, Lifo and Tiho; for the
/// others it means nothing.
using Way = std::vector<trace::Step>;

/// Atoms that arrived together and have one origin. Never of zero atoms.
struct Lot {
    std::uint64_t atoms{0};
    bool tainted{false};
    Way way;
};
/// Oldest first; on UTXO chains first piece first.
using Lots = std::deque<Lot>;

/// Ways with the atoms that took them.
using Ways = std::map<Way, money::Total>;

[[nodiscard]] std::uint64_t sum_atoms(const Lots& lots);
[[nodiscard]] std::uint64_t sum_tainted(const Lots& lots);
void append(Lots& lots, const Lots& more);

/// Which lots an outflow may take, and from which end.
enum class Kind : std::uint8_t { Any, Clean, Tainted };
enum class End : std::uint8_t { Oldest, Newest };

/// Takes up to `atoms` out of `lots`, whole lots but for the last, in the order taken.
[[nodiscard]] Lots take(Lots& lots, std::uint64_t atoms, Kind kind, End end);

/// What an outflow of `atoms` (at most all there is) takes by the policy.
[[nodiscard]] Lots take_by_policy(Lots& lots, std::uint64_t atoms, taint::Policy policy);
/// What a theft takes: clean atoms first, oldest first, then tainted ones, oldest first.
[[nodiscard]] Lots take_by_theft(Lots& lots, std::uint64_t atoms);

}  // namespace oracle

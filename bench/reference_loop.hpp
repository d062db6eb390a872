#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "raw20.hpp"

/// The yardstick: haircut as anybody would write it who knows the machine, and nothing else. Two
/// arrays' worth of numbers an account, a prefetch, no boundaries, fees, hops, undo or checks.
namespace bench::reference {

struct Holding {
    std::uint64_t balance{0};
    std::uint64_t taint{0};
};
static_assert(sizeof(Holding) == 16);

/// The least opening balances that keep every balance from going below zero.
std::vector<std::uint64_t> find_openings(std::span<const Record> records, std::uint32_t accounts);

/// The ledger as it moves before anything is stolen.
void move_balances(std::vector<Holding>& holdings, std::span<const Record> records);
/// Clean atoms are taken; the generated theft asks for no more.
void steal(std::vector<Holding>& holdings, std::span<const Record> records);
void haircut(std::vector<Holding>& holdings, std::span<const Record> records);

}  // namespace bench::reference

#include "oracle/lots.hpp"

#include <algorithm>
#include <utility>

namespace oracle {
namespace {

bool matches(const Lot& lot, Kind kind) {
    return kind == Kind::Any || lot.tainted == (kind == Kind::Tainted);
}

void drop_empty(Lots& lots) {
    std::erase_if(lots, [](const Lot& lot) { return lot.atoms == 0; });
}

/// floor(atoms * taint / balance), 0 of 0 being 0.
std::uint64_t haircut_share(std::uint64_t atoms, std::uint64_t taint, std::uint64_t balance) {
    if (balance == 0) { return 0; }
    return static_cast<std::uint64_t>(base::Wide{atoms} * taint / balance);
}

}  // namespace

std::uint64_t sum_atoms(const Lots& lots) {
    std::uint64_t sum = 0;
    for (const Lot& lot : lots) { sum += lot.atoms; }
    return sum;
}

std::uint64_t sum_tainted(const Lots& lots) {
    std::uint64_t sum = 0;
    for (const Lot& lot : lots) { sum += lot.tainted ? lot.atoms : 0; }
    return sum;
}

void append(Lots& lots, const Lots& more) { lots.insert(lots.end(), more.begin(), more.end()); }

Lots take(Lots& lots, std::uint64_t atoms, Kind kind, End end) {
    Lots taken;
    for (std::size_t i = 0; i < lots.size(); ++i) {
        Lot& lot = end == End::Oldest ? lots[i] : lots[lots.size() - 1 - i];
        if (!matches(lot, kind)) { continue; }
        const std::uint64_t part = std::min(lot.atoms, atoms);
        taken.push_back({part, lot.tainted, lot.way});
        lot.atoms -= part;
        atoms -= part;
    }
    drop_empty(lots);
    drop_empty(taken);
    return taken;
}

Lots take_by_policy(Lots& lots, std::uint64_t atoms, taint::Policy policy) {
    base::invariant(atoms <= sum_atoms(lots), "an outflow is covered");
    switch (policy) {
        case taint::Policy::Poison:
        case taint::Policy::Fifo: return take(lots, atoms, Kind::Any, End::Oldest);
        case taint::Policy::Lifo: return take(lots, atoms, Kind::Any, End::Newest);
        case taint::Policy::Tiho: {
            Lots taken = take(lots, atoms, Kind::Tainted, End::Oldest);
            append(taken, take(lots, atoms - sum_atoms(taken), Kind::Clean, End::Oldest));
            return taken;
        }
        case taint::Policy::Haircut: {
            const std::uint64_t share = haircut_share(atoms, sum_tainted(lots), sum_atoms(lots));
            Lots taken = take(lots, share, Kind::Tainted, End::Oldest);
            append(taken, take(lots, atoms - share, Kind::Clean, End::Oldest));
            return taken;
        }
    }
    base::broken("unnamed policy");
}

Lots take_by_theft(Lots& lots, std::uint64_t atoms) {
    base::invariant(atoms <= sum_atoms(lots), "a theft is covered");
    Lots taken = take(lots, atoms, Kind::Clean, End::Oldest);
    append(taken, take(lots, atoms - sum_atoms(taken), Kind::Tainted, End::Oldest));
    return taken;
}

}  // namespace oracle

#pragma once

#include <map>
#include <optional>
#include <taint/taint.hpp>
#include <vector>

#include "canonical_bytes.hpp"

namespace taint {

/// What a book owes beside its accounts: the sums, and the taint that arrived at boundaries. Few
/// figures, so a block is undone by keeping them whole.
class Tally {
public:
    Sums sums;

    void arrive(ledger::AccountId boundary, std::uint64_t atoms, ledger::Row row) {
        if (atoms == 0) { return; }
        Arrived& arrived = arrived_.try_emplace(boundary, Arrived{0, row}).first->second;
        arrived.taint += atoms;
    }
    [[nodiscard]] std::optional<Arrived> arrived(ledger::AccountId boundary) const {
        const auto found = arrived_.find(boundary);
        if (found == arrived_.end()) { return std::nullopt; }
        return found->second;
    }
    void write(CanonicalBytes& out) const {
        out.put_total(sums.stolen);
        out.put_total(sums.fees);
        out.put(static_cast<std::uint8_t>(sums.partial ? 1 : 0));
        out.put(static_cast<std::uint32_t>(arrived_.size()));
        for (const auto& [account, arrived] : arrived_) {
            out.put(account.value, arrived.since.value);
            out.put_total(arrived.taint);
        }
    }

private:
    std::map<ledger::AccountId, Arrived> arrived_;
};

}  // namespace taint

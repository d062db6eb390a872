#pragma once

#include <map>
#include <span>
#include <taint/taint.hpp>
#include <unordered_map>
#include <vector>

namespace taint {

struct Lot;

/// Tainted or clean, no more: origin 1 is every theft's.
struct PlainOrigins {
    [[nodiscard]] static std::uint32_t theft(ledger::Row /*row*/) { return 1; }
    [[nodiscard]] static std::uint32_t step(std::uint32_t origin, ledger::Row /*row*/) {
        return origin;
    }
    static void book(ledger::AccountId /*boundary*/, std::span<const Lot> /*lots*/) {}
};

/// Every step of every tainted atom, as a tree whose roots are the theft transfers: an origin is a
/// node, its parent the node before. Atoms that came the same way share one node.
class Lineage {
public:
    [[nodiscard]] std::uint32_t theft(ledger::Row row) { return step(0, row); }
    [[nodiscard]] std::uint32_t step(std::uint32_t parent, ledger::Row row);
    void book(ledger::AccountId boundary, std::span<const Lot> lots);

    /// `nodes()[origin - 1]`.
    [[nodiscard]] const std::vector<LineageNode>& nodes() const { return nodes_; }
    [[nodiscard]] std::vector<LineageLot> booked(ledger::AccountId boundary) const;

private:
    std::vector<LineageNode> nodes_;
    std::unordered_map<std::uint32_t, std::uint32_t> made_;  // in this row, by parent
    ledger::Row row_{};
    std::map<ledger::AccountId, std::vector<LineageLot>> booked_;
};

}  // namespace taint

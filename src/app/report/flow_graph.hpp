#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <money/money.hpp>
#include <string>
#include <vector>

#include "directory.hpp"

/// What the picture of the flow shows: who stands in which column, and what runs between them.
namespace report {

enum class NodeKind : std::uint8_t {
    Source,      // the coins were stolen from it
    Marked,      // a mark is proposed
    Dusted,      // received dust only: reported apart
    Boundary,    // a labelled service: the trace stops there
    Other,       // tainted, and the case has no mark rule
    Burned,      // out of circulation, or an output without an address
    Unmeasured,  // known only from a movement without an amount
    Aggregate    // the small ones of a column, together
};

struct FlowNode {
    NodeKind kind{};
    ledger::AccountId account{ledger::kNobody};
    // NOLINTNEXTLINE(readability-redundant-member-init): without it g++ warns where it is left out
    std::string address{};      // where the ledger does not know the account
    std::uint64_t accounts{1};  // more than one in an aggregate
    std::uint32_t layer{0};     // column, from 0: the sources
    money::Total amount{0};     // tainted atoms that came in; at a source, that went out
};

struct FlowLink {
    std::size_t from{0};
    std::size_t to{0};
    money::Total taint{0};
    std::uint64_t transfers{0};
    bool measured{true};  // false: a source tells of the movement, not of its amount
};

struct FlowGraph {
    std::vector<FlowNode> nodes;  // by column
    std::vector<FlowLink> links;  // no two between the same nodes in the same direction
    std::uint32_t layers{0};
    std::uint64_t accounts{0};    // before small ones were put together
    std::uint64_t aggregated{0};  // how many of them stand in aggregates
    bool deep_layers_joined{false};
};

/// So many single accounts stand in a column; above it the smallest are put together.
inline constexpr std::size_t kLayerNodesMax = 20;
/// So many columns; accounts further away stand in the last.
inline constexpr std::uint32_t kLayersMax = 6;

[[nodiscard]] FlowGraph make_flow_graph(const Input& input, const Directory& directory);

}  // namespace report

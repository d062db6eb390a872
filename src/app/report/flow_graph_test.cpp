#include "flow_graph.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "sample.hpp"

namespace report {
namespace {

FlowGraph graph_of(const sample::Sample& sample) {
    const Input input = sample.input();
    return make_flow_graph(input, Directory{input});
}

std::int64_t count(const FlowGraph& graph, NodeKind kind) {
    return std::ranges::count(graph.nodes, kind, &FlowNode::kind);
}

TEST(FlowGraph, TellsKindsApart) {
    const FlowGraph graph = graph_of(*sample::make_small_case());
    EXPECT_EQ(graph.accounts, 7U);
    EXPECT_EQ(graph.layers, 4U);
    EXPECT_EQ(count(graph, NodeKind::Source), 1);
    EXPECT_EQ(count(graph, NodeKind::Marked), 3);
    EXPECT_EQ(count(graph, NodeKind::Dusted), 1);
    EXPECT_EQ(count(graph, NodeKind::Boundary), 1);
    EXPECT_EQ(count(graph, NodeKind::Unmeasured), 1);
    EXPECT_EQ(graph.nodes[0].kind, NodeKind::Source);
    EXPECT_EQ(graph.nodes[0].amount, money::Total{103'000'010'000'000});
}

TEST(FlowGraph, ShowsMovementsWithoutAmountBothWays) {
    const FlowGraph graph = graph_of(*sample::make_small_case());
    EXPECT_EQ(std::ranges::count(graph.links, false, &FlowLink::measured), 2);
}

TEST(FlowGraph, PutsSmallAccountsTogetherAndLosesNoAtom) {
    for (const std::uint32_t accounts : {20U, 2'000U, 20'000U}) {
        const auto sample = sample::make_crowded_case(accounts);
        const Input input = sample->input();
        const FlowGraph graph = make_flow_graph(input, Directory{input});
        std::map<std::uint32_t, std::size_t> in_column;
        std::uint64_t shown = 0;
        for (const FlowNode& node : graph.nodes) {
            in_column[node.layer] += 1;
            shown += node.accounts;
        }
        for (const auto& [layer, nodes] : in_column) { EXPECT_LE(nodes, kLayerNodesMax + 1); }
        EXPECT_LE(graph.layers, kLayersMax);
        EXPECT_EQ(shown, graph.accounts);
        money::Total received = 0;
        for (const trace::Flow& flow : input.flows) { received += flow.taint; }
        money::Total drawn = 0;
        for (const FlowNode& node : graph.nodes) {
            drawn += node.kind == NodeKind::Source ? 0 : node.amount;
        }
        EXPECT_TRUE(drawn == received) << accounts;
        EXPECT_EQ(graph.aggregated > 0, accounts > 20) << accounts;
    }
}

TEST(FlowGraph, NeverHidesASourceAServiceOrAnUnmeasuredMovement) {
    const FlowGraph graph = graph_of(*sample::make_crowded_case(20'000));
    EXPECT_EQ(count(graph, NodeKind::Source), 1);
    EXPECT_EQ(count(graph, NodeKind::Boundary), 1);
    EXPECT_EQ(count(graph, NodeKind::Unmeasured), 1);
}

TEST(FlowGraph, JoinsFarColumns) {
    auto sample = sample::make_small_case();
    std::string from = "NDDZVF32WB3LWRNG3IVGHCOCAZWENCNRGEZJVCJI";
    for (int hop = 0; hop < 12; ++hop) {
        const std::string to = "entity:hop-" + std::to_string(hop);
        sample->ledger.send(from, to, 1'000'000'000'000, 0, "");
        from = to;
    }
    sample->ledger.close();
    const FlowGraph graph = graph_of(*sample);
    EXPECT_EQ(graph.layers, kLayersMax);
    EXPECT_TRUE(graph.deep_layers_joined);
}

}  // namespace
}  // namespace report

#include "flow_layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace report {
namespace {

struct Graph {
    std::vector<LayoutNode> nodes;
    std::vector<LayoutLink> links;
};

/// Forward, backward, level and long links, amounts from dust to the edge of a sum.
Graph random_graph(std::size_t nodes, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    Graph graph;
    for (std::size_t i = 0; i < nodes; ++i) {
        const auto layer = static_cast<std::uint32_t>(random() % 6);
        graph.nodes.push_back({layer, money::Total{random()} << (random() % 32)});
    }
    for (std::size_t i = 0; i < nodes; ++i) {
        const std::size_t to = random() % nodes;
        graph.links.push_back({i, to, random() >> (random() % 64), 0});
    }
    return graph;
}

/// The slots of each column from top to bottom.
std::map<std::uint32_t, std::vector<NodeBox>> columns_of(const Graph& graph, const Layout& layout) {
    std::map<std::uint32_t, std::vector<NodeBox>> columns;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        columns[graph.nodes[i].layer].push_back(layout.nodes[i]);
    }
    for (auto& [layer, boxes] : columns) { std::ranges::sort(boxes, {}, &NodeBox::slot_y); }
    return columns;
}

void expect_apart(const Graph& graph, const Layout& layout, const LayoutRules& rules) {
    for (const auto& [layer, boxes] : columns_of(graph, layout)) {
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const NodeBox& box = boxes[i];
            ASSERT_GE(box.slot_y, 0);
            ASSERT_LE(box.slot_y + box.slot_height, layout.height);
            ASSERT_LE(box.x + rules.bar_width + rules.label_width, layout.width);
            ASSERT_GE(box.bar_y, box.slot_y);
            ASSERT_LE(box.bar_y + box.bar_height, box.slot_y + box.slot_height);
            if (i > 0) {
                ASSERT_GE(box.slot_y, boxes[i - 1].slot_y + boxes[i - 1].slot_height + rules.gap);
            }
        }
    }
}

void expect_attached(const Graph& graph, const Layout& layout, const LayoutRules& rules) {
    for (std::size_t i = 0; i < graph.links.size(); ++i) {
        const Ribbon& ribbon = layout.ribbons[i];
        const NodeBox& from = layout.nodes[graph.links[i].from];
        const NodeBox& to = layout.nodes[graph.links[i].to];
        ASSERT_GE(ribbon.width, rules.link_min);
        ASSERT_GE(ribbon.y0 - ribbon.width / 2, from.bar_y - 1);
        ASSERT_LE(ribbon.y0 + ribbon.width / 2, from.bar_y + from.bar_height + 1);
        ASSERT_GE(ribbon.y1 - ribbon.width / 2, to.bar_y - 1);
        ASSERT_LE(ribbon.y1 + ribbon.width / 2, to.bar_y + to.bar_height + 1);
        ASSERT_TRUE(ribbon.x0 == from.x || ribbon.x0 == from.x + rules.bar_width);
        ASSERT_TRUE(ribbon.x1 == to.x || ribbon.x1 == to.x + rules.bar_width);
    }
}

TEST(FlowLayout, KeepsEverythingApartAndInsideWhateverTheGraph) {
    const LayoutRules rules;
    for (const std::size_t size : {1U, 2U, 20U, 2'000U, 20'000U}) {
        for (std::uint64_t seed = 0; seed < (size > 1'000 ? 2U : 50U); ++seed) {
            SCOPED_TRACE(testing::Message() << size << " nodes, seed " << seed);
            const Graph graph = random_graph(size, seed);
            const Layout layout = lay_out(graph.nodes, graph.links, rules);
            expect_apart(graph, layout, rules);
            expect_attached(graph, layout, rules);
        }
    }
}

TEST(FlowLayout, GivesTheSameNumbersEveryTime) {
    const Graph graph = random_graph(200, 7);
    const Layout first = lay_out(graph.nodes, graph.links, {});
    const Layout second = lay_out(graph.nodes, graph.links, {});
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        EXPECT_EQ(first.nodes[i].slot_y, second.nodes[i].slot_y);
    }
}

TEST(FlowLayout, DrawsHeightsInProportionAndDustVisible) {
    const LayoutRules rules;
    const std::vector<LayoutNode> nodes{{0, 1'000'000'000}, {1, 750'000'000}, {1, 1}};
    const std::vector<LayoutLink> links{{0, 1, 750'000'000, 0}, {0, 2, 1, 0}};
    const Layout layout = lay_out(nodes, links, rules);
    EXPECT_EQ(layout.nodes[0].bar_height, rules.span);
    EXPECT_EQ(layout.nodes[1].bar_height, rules.span * 3 / 4);
    EXPECT_EQ(layout.nodes[2].bar_height, rules.bar_min);
    EXPECT_EQ(layout.ribbons[1].width, rules.link_min);
}

TEST(FlowLayout, IsEmptyForNothing) {
    const Layout layout = lay_out({}, {}, {});
    EXPECT_TRUE(layout.nodes.empty());
    EXPECT_EQ(layout.height, 0);
}

}  // namespace
}  // namespace report

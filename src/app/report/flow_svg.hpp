#pragma once

#include "directory.hpp"
#include "flow_graph.hpp"
#include "markup.hpp"

namespace report {

/// The picture as one SVG element, with a title and a description for those who do not see it.
[[nodiscard]] Markup draw_flow(const Telling& telling, const FlowGraph& graph);
/// What shapes and colours mean; only what the graph uses.
[[nodiscard]] Markup draw_legend(const Telling& telling, const FlowGraph& graph);

}  // namespace report

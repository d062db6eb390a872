#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../traced.hpp"

namespace app {

/// The flow of stolen coins as nodes and edges: what the graph formats write.
struct GraphNode {
    std::string id;       // `n0`, `n1`, ... in order of first appearance
    std::string account;  // empty for nobody: minted, burned, an output without an address
    std::string label;    // the case's, else the account
    std::string role;     // `source`, `passed`, `holder`, `boundary`, `nobody`
    money::Total taint{0};
    std::optional<std::uint32_t> hops;  // of a holder: they are forgotten when the taint leaves
    ledger::Row first{};
    std::optional<ledger::Row> last;  // when the last taint left; nothing while some is there
};
struct GraphEdge {
    std::string id;
    std::size_t from{0};  // index of a node
    std::size_t to{0};
    money::Total taint{0};
    std::uint32_t transfers{0};
    bool theft{false};
    ledger::Row first{};
    ledger::Row last{};
};
struct Graph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
};
[[nodiscard]] Graph make_graph(const LoadedCase& loaded, const trace::Result& result);

/// A 64-bit signed integer's text, where the amount fits one: that is what graph readers can take.
[[nodiscard]] std::optional<std::string> to_long(money::Total atoms);
/// Text fit for XML: control characters are shown, not written.
[[nodiscard]] std::string to_xml_text(std::string_view text);

}  // namespace app

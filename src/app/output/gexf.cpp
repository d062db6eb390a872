#include "gexf.hpp"

#include <fmt/format.h>

#include <array>
#include <pugixml.hpp>
#include <span>
#include <sstream>

#include "../help.hpp"
#include "graph.hpp"

namespace app {

namespace {

struct Attribute {
    const char* title;
    const char* type;
};
constexpr std::array kNodeAttributes{Attribute{"account", "string"}, Attribute{"role", "string"},
                                     Attribute{"taint", "string"}, Attribute{"taint_atoms", "long"},
                                     Attribute{"hops", "integer"}};
constexpr std::array kEdgeAttributes{
    Attribute{"taint", "string"},      Attribute{"taint_atoms", "long"},
    Attribute{"transfers", "integer"}, Attribute{"theft", "boolean"},
    Attribute{"first_tx", "string"},   Attribute{"last_tx", "string"}};

void declare(pugi::xml_node graph, const char* domain, std::span<const Attribute> attributes) {
    auto list = graph.append_child("attributes");
    list.append_attribute("class") = domain;
    list.append_attribute("mode") = "static";
    int id = 0;
    for (const auto& attribute : attributes) {
        auto element = list.append_child("attribute");
        element.append_attribute("id") = id++;
        element.append_attribute("title") = attribute.title;
        element.append_attribute("type") = attribute.type;
    }
}

/// Values in the order of the declared attributes; an empty one is left out.
void add_values(pugi::xml_node element, std::span<const std::string> values) {
    auto list = element.append_child("attvalues");
    int id = 0;
    for (const auto& value : values) {
        const int current = id++;
        if (value.empty()) { continue; }
        auto entry = list.append_child("attvalue");
        entry.append_attribute("for") = current;
        entry.append_attribute("value") = value.c_str();
    }
}

std::string to_time(const LoadedCase& loaded, ledger::Row row) {
    const auto facts = loaded.ledger.any().facts(row);
    if (loaded.ledger.any().has_times()) {
        return facts.time ? base::to_rfc3339(facts.time->at) : std::string{};
    }
    return facts.height ? fmt::format("{}", facts.height->value) : std::string{};
}

void add_life(pugi::xml_node element, const LoadedCase& loaded, ledger::Row first,
              std::optional<ledger::Row> last) {
    const auto start = to_time(loaded, first);
    if (!start.empty()) { element.append_attribute("start") = start.c_str(); }
    const auto end = last ? to_time(loaded, *last) : std::string{};
    if (!end.empty()) { element.append_attribute("end") = end.c_str(); }
}

void add_node(pugi::xml_node nodes, const GraphNode& node, const LoadedCase& loaded) {
    auto element = nodes.append_child("node");
    element.append_attribute("id") = node.id.c_str();
    element.append_attribute("label") = to_xml_text(node.label).c_str();
    add_life(element, loaded, node.first, node.last);
    const std::array values{to_xml_text(node.account), node.role,
                            money::to_decimal(node.taint, loaded.ledger.divisibility),
                            to_long(node.taint).value_or(""),
                            node.hops ? fmt::format("{}", *node.hops) : std::string{}};
    add_values(element, values);
}

void add_edge(pugi::xml_node edges, const GraphEdge& edge, const Graph& graph,
              const LoadedCase& loaded) {
    const auto& ledger = loaded.ledger.any();
    auto element = edges.append_child("edge");
    element.append_attribute("id") = edge.id.c_str();
    element.append_attribute("source") = graph.nodes[edge.from].id.c_str();
    element.append_attribute("target") = graph.nodes[edge.to].id.c_str();
    add_life(element, loaded, edge.first, edge.last);
    const std::array values{money::to_decimal(edge.taint, loaded.ledger.divisibility),
                            to_long(edge.taint).value_or(""),
                            fmt::format("{}", edge.transfers),
                            std::string{edge.theft ? "true" : "false"},
                            to_xml_text(ledger.facts(edge.first).tx),
                            to_xml_text(ledger.facts(edge.last).tx)};
    add_values(element, values);
}

pugi::xml_node add_frame(pugi::xml_document& document, const LoadedCase& loaded,
                         const trace::Result& result) {
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = document.append_child("gexf");
    root.append_attribute("xmlns") = "http://gexf.net/1.3";
    root.append_attribute("version") = "1.3";
    auto meta = root.append_child("meta");  // no date: equal inputs, equal bytes
    meta.append_child("creator").text() = program_version().c_str();
    const auto description = fmt::format("{}, policy {}, ledger sha256 {}",
                                         loaded.record ? to_xml_text(loaded.record->id) : "trace",
                                         taint::to_string(result.policy), loaded.ledger.sha256);
    meta.append_child("description").text() = description.c_str();
    auto graph = root.append_child("graph");
    graph.append_attribute("mode") = "dynamic";
    graph.append_attribute("defaultedgetype") = "directed";
    // Readers take full times under `date` too; some do not know the name `dateTime`.
    graph.append_attribute("timeformat") = loaded.ledger.any().has_times() ? "date" : "integer";
    return graph;
}

}  // namespace

std::string to_gexf(const LoadedCase& loaded, const trace::Result& result) {
    const Graph graph = make_graph(loaded, result);
    pugi::xml_document document;
    auto element = add_frame(document, loaded, result);
    declare(element, "node", kNodeAttributes);
    declare(element, "edge", kEdgeAttributes);
    auto nodes = element.append_child("nodes");
    for (const auto& node : graph.nodes) { add_node(nodes, node, loaded); }
    auto edges = element.append_child("edges");
    for (const auto& edge : graph.edges) { add_edge(edges, edge, graph, loaded); }
    std::ostringstream text;
    document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

}  // namespace app

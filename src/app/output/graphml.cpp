#include "graphml.hpp"

#include <fmt/format.h>

#include <array>
#include <pugixml.hpp>
#include <sstream>

#include "../help.hpp"
#include "graph.hpp"

namespace app {

namespace {

struct Key {
    const char* id;
    const char* domain;
    const char* name;
    const char* type;
};
constexpr std::array kKeys{Key{"n_account", "node", "account", "string"},
                           Key{"n_label", "node", "label", "string"},
                           Key{"n_role", "node", "role", "string"},
                           Key{"n_taint", "node", "taint", "string"},
                           Key{"n_atoms", "node", "taint_atoms", "long"},
                           Key{"n_hops", "node", "hops", "int"},
                           Key{"e_taint", "edge", "taint", "string"},
                           Key{"e_atoms", "edge", "taint_atoms", "long"},
                           Key{"e_transfers", "edge", "transfers", "int"},
                           Key{"e_theft", "edge", "theft", "boolean"},
                           Key{"e_first_tx", "edge", "first_tx", "string"},
                           Key{"e_first", "edge", "first", "string"},
                           Key{"e_last_tx", "edge", "last_tx", "string"},
                           Key{"e_last", "edge", "last", "string"},
                           Key{"g_program", "graph", "program", "string"},
                           Key{"g_case", "graph", "case", "string"},
                           Key{"g_ledger", "graph", "ledger_sha256", "string"},
                           Key{"g_policy", "graph", "policy", "string"},
                           Key{"g_asset", "graph", "asset", "string"}};

void add_data(pugi::xml_node to, const char* key, const std::string& value) {
    auto data = to.append_child("data");
    data.append_attribute("key") = key;
    data.text() = value.c_str();
}

void add_amount(pugi::xml_node to, const std::string& prefix, money::Total atoms,
                int divisibility) {
    add_data(to, (prefix + "_taint").c_str(), money::to_decimal(atoms, divisibility));
    if (const auto number = to_long(atoms)) { add_data(to, (prefix + "_atoms").c_str(), *number); }
}

void add_position(pugi::xml_node to, const std::string& key, const LoadedCase& loaded,
                  ledger::Row row) {
    const auto facts = loaded.ledger.any().facts(row);
    add_data(to, (key + "_tx").c_str(), to_xml_text(facts.tx));
    if (facts.time && loaded.ledger.any().has_times()) {
        add_data(to, key.c_str(), base::to_rfc3339(facts.time->at));
    } else if (facts.height) {
        add_data(to, key.c_str(), fmt::format("{}", facts.height->value));
    }
}

void add_node(pugi::xml_node graph, const GraphNode& node, int divisibility) {
    auto element = graph.append_child("node");
    element.append_attribute("id") = node.id.c_str();
    add_data(element, "n_account", to_xml_text(node.account));
    add_data(element, "n_label", to_xml_text(node.label));
    add_data(element, "n_role", node.role);
    add_amount(element, "n", node.taint, divisibility);
    if (node.hops) { add_data(element, "n_hops", fmt::format("{}", *node.hops)); }
}

void add_edge(pugi::xml_node graph, const GraphEdge& edge, const Graph& from,
              const LoadedCase& loaded) {
    auto element = graph.append_child("edge");
    element.append_attribute("id") = edge.id.c_str();
    element.append_attribute("source") = from.nodes[edge.from].id.c_str();
    element.append_attribute("target") = from.nodes[edge.to].id.c_str();
    add_amount(element, "e", edge.taint, loaded.ledger.divisibility);
    add_data(element, "e_transfers", fmt::format("{}", edge.transfers));
    add_data(element, "e_theft", edge.theft ? "true" : "false");
    add_position(element, "e_first", loaded, edge.first);
    add_position(element, "e_last", loaded, edge.last);
}

void add_origin(pugi::xml_node graph, const LoadedCase& loaded, const trace::Result& result) {
    add_data(graph, "g_program", program_version());
    if (loaded.record) { add_data(graph, "g_case", to_xml_text(loaded.record->id)); }
    add_data(graph, "g_ledger", loaded.ledger.sha256);
    add_data(graph, "g_policy", std::string{taint::to_string(result.policy)});
    add_data(graph, "g_asset", to_xml_text(loaded.asset()));
}

}  // namespace

std::string to_graphml(const LoadedCase& loaded, const trace::Result& result) {
    const Graph graph = make_graph(loaded, result);
    pugi::xml_document document;
    auto declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    auto root = document.append_child("graphml");
    root.append_attribute("xmlns") = "http://graphml.graphdrawing.org/xmlns";
    for (const Key& key : kKeys) {
        auto element = root.append_child("key");
        element.append_attribute("id") = key.id;
        element.append_attribute("for") = key.domain;
        element.append_attribute("attr.name") = key.name;
        element.append_attribute("attr.type") = key.type;
    }
    auto element = root.append_child("graph");
    element.append_attribute("id") = "flow";
    element.append_attribute("edgedefault") = "directed";
    add_origin(element, loaded, result);
    for (const auto& node : graph.nodes) { add_node(element, node, loaded.ledger.divisibility); }
    for (const auto& edge : graph.edges) { add_edge(element, edge, graph, loaded); }
    std::ostringstream text;
    document.save(text, "  ", pugi::format_default, pugi::encoding_utf8);
    return text.str();
}

}  // namespace app

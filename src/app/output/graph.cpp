#include "graph.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>

namespace app {

namespace {

class GraphMaker {
public:
    GraphMaker(const LoadedCase& loaded, const trace::Result& result)
        : loaded_{loaded}, result_{result} {}

    Graph make() {
        const auto flows = with_ledger(loaded_.ledger, [&](const auto& ledger) {
            return trace::find_flows(ledger, loaded_.plan, result_.policy);
        });
        for (const auto& flow : flows) { add_edge(flow); }
        for (const auto& holder : result_.holders) { note_holder(holder); }
        for (const auto& handoff : result_.boundaries) { note_boundary(handoff); }
        return std::move(graph_);
    }

private:
    std::size_t node_of(ledger::AccountId account, ledger::Row row) {
        const auto [found, added] = index_.try_emplace(account, graph_.nodes.size());
        if (!added) { return found->second; }
        GraphNode node;
        node.id = fmt::format("n{}", graph_.nodes.size());
        node.role = "source";
        node.first = row;
        if (account == ledger::kNobody) {
            node.role = "nobody";
            node.label = "(nobody)";
        } else {
            node.account = loaded_.ledger.any().account_text(account);
            const auto label = loaded_.find_label(node.account);
            node.label = label ? label->en : node.account;
        }
        graph_.nodes.push_back(std::move(node));
        return found->second;
    }

    void add_edge(const trace::Flow& flow) {
        const std::size_t from = node_of(flow.from, flow.first);
        const std::size_t to = node_of(flow.to, flow.first);
        if (graph_.nodes[to].role == "source") { graph_.nodes[to].role = "passed"; }
        GraphNode& sender = graph_.nodes[from];
        sender.last = std::max(sender.last.value_or(flow.last), flow.last);
        graph_.edges.push_back({.id = fmt::format("e{}", graph_.edges.size()),
                                .from = from,
                                .to = to,
                                .taint = flow.taint,
                                .transfers = flow.transfers,
                                .theft = flow.theft,
                                .first = flow.first,
                                .last = flow.last});
    }

    void note_holder(const trace::Holder& holder) {
        GraphNode& node = graph_.nodes[node_of(holder.account, holder.first)];
        if (!node.account.empty()) { node.role = "holder"; }
        node.taint += holder.taint;  // on UTXO chains one account holds several outputs
        node.hops = std::min(node.hops.value_or(holder.hops), holder.hops);
        node.last.reset();
    }

    void note_boundary(const trace::Handoff& handoff) {
        GraphNode& node = graph_.nodes[node_of(handoff.boundary.account, handoff.since)];
        node.role = "boundary";
        node.label = handoff.boundary.label;
        node.taint = handoff.taint;
        node.last.reset();
    }

    const LoadedCase& loaded_;
    const trace::Result& result_;
    Graph graph_;
    std::map<ledger::AccountId, std::size_t> index_;
};

}  // namespace

Graph make_graph(const LoadedCase& loaded, const trace::Result& result) {
    return GraphMaker{loaded, result}.make();
}

std::optional<std::string> to_long(money::Total atoms) {
    constexpr money::Total kLongMax = std::numeric_limits<std::int64_t>::max();
    if (atoms > kLongMax) { return std::nullopt; }
    return money::to_atoms_text(atoms);
}

std::string to_xml_text(std::string_view text) {
    constexpr std::size_t kBytesMax = 4096;
    return base::visible(text, kBytesMax);
}

}  // namespace app

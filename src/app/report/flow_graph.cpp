#include "flow_graph.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <unordered_map>

namespace report {
namespace {

constexpr std::uint32_t kUnreached = 0xffff'ffff;

/// The accounts and their flows as they are, before anything is put together.
class Sketch {
public:
    Sketch(const Input& input, const Directory& directory) : input_{input}, directory_{directory} {
        for (const trace::Flow& flow : input.flows) { add_flow(flow); }
        find_layers();
        for (const casebook::Unmeasured& movement : input.documents.unmeasured) {
            add_unmeasured(movement);
        }
        decide_kinds();
    }

    [[nodiscard]] std::vector<FlowNode> nodes() const { return nodes_; }
    [[nodiscard]] std::vector<FlowLink> links() const { return links_; }
    [[nodiscard]] bool deep_layers_joined() const { return deep_layers_joined_; }

private:
    /// The node of an account; the two ways of being nobody (minted, burned) are two nodes.
    std::size_t node_of(ledger::AccountId account, bool sends) {
        const bool nobody = account == ledger::kNobody;
        const std::uint64_t key = account.value + (nobody && sends ? std::uint64_t{1} : 0);
        const auto [found, is_new] = index_.try_emplace(key, nodes_.size());
        if (is_new) {
            nodes_.push_back({.kind = nobody && !sends ? NodeKind::Burned : NodeKind::Other,
                              .account = account,
                              .layer = kUnreached});
        }
        return found->second;
    }

    void add_flow(const trace::Flow& flow) {
        if (flow.from == flow.to) { return; }
        const std::size_t from = node_of(flow.from, true);
        const std::size_t to = node_of(flow.to, false);
        nodes_[to].amount += flow.taint;
        nodes_[to].layer = std::min(nodes_[to].layer, flow.theft ? 1U : kUnreached);
        if (flow.theft) { outflow_[from] += flow.taint; }
        links_.push_back(
            {.from = from, .to = to, .taint = flow.taint, .transfers = flow.transfers});
        has_inflow_.resize(nodes_.size(), false);
        has_inflow_[to] = true;
    }

    /// Hops as the marks found them where they did; else the least number of links from a theft.
    void find_layers() {
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!has_inflow_[i]) {
                nodes_[i].kind = NodeKind::Source;
                nodes_[i].layer = 0;
                nodes_[i].amount = outflow_[i];
            }
        }
        spread_layers();
        for (const marks::Finding& finding : input_.findings) {
            const auto found = index_.find(finding.account.value);
            if (found != index_.end() && nodes_[found->second].kind != NodeKind::Source) {
                nodes_[found->second].layer = std::max(finding.hops, 1U);
            }
        }
        for (FlowNode& node : nodes_) { join_deep(node); }
    }

    void spread_layers() {
        std::vector<std::vector<std::size_t>> next(nodes_.size());
        for (const FlowLink& link : links_) { next[link.from].push_back(link.to); }
        std::deque<std::size_t> front;
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (nodes_[i].layer == 1) { front.push_back(i); }
        }
        while (!front.empty()) {
            const std::size_t at = front.front();
            front.pop_front();
            for (const std::size_t to : next[at]) {
                if (nodes_[to].layer != kUnreached) { continue; }
                nodes_[to].layer = nodes_[at].layer + 1;
                front.push_back(to);
            }
        }
    }

    void join_deep(FlowNode& node) {
        if (node.layer == kUnreached) { node.layer = 1; }
        if (node.layer >= kLayersMax) {
            node.layer = kLayersMax - 1;
            deep_layers_joined_ = true;
        }
    }

    std::size_t node_named(const std::string& account, std::uint32_t layer_if_new) {
        const auto id = input_.ledger.find_account(account);
        if (id && index_.contains(id->value)) { return index_.at(id->value); }
        const auto [found, is_new] = by_address_.try_emplace(account, nodes_.size());
        if (is_new) {
            nodes_.push_back(
                {.kind = NodeKind::Unmeasured, .address = account, .layer = layer_if_new});
            join_deep(nodes_.back());
        }
        return found->second;
    }

    void add_unmeasured(const casebook::Unmeasured& movement) {
        const std::size_t from = node_named(movement.from, 0);
        const std::size_t to = node_named(movement.to, nodes_[from].layer + 1);
        if (from == to) { return; }
        links_.push_back({.from = from, .to = to, .transfers = 1, .measured = false});
    }

    void decide_kinds() {
        for (const marks::Finding& finding : input_.findings) {
            const auto found = index_.find(finding.account.value);
            if (found == index_.end() || nodes_[found->second].kind == NodeKind::Source) {
                continue;
            }
            nodes_[found->second].kind = kind_of(finding.proposal);
        }
        for (FlowNode& node : nodes_) {
            const bool known = directory_.find_boundary(node.account) != nullptr;
            if (known && node.kind != NodeKind::Source) { node.kind = NodeKind::Boundary; }
        }
    }

    static NodeKind kind_of(marks::Proposal proposal) {
        switch (proposal) {
            case marks::Proposal::Mark: return NodeKind::Marked;
            case marks::Proposal::DustOnly: return NodeKind::Dusted;
            case marks::Proposal::Boundary: return NodeKind::Boundary;
        }
        base::broken("unnamed proposal");
    }

    const Input& input_;
    const Directory& directory_;
    std::vector<FlowNode> nodes_;
    std::vector<FlowLink> links_;
    std::vector<bool> has_inflow_;
    std::unordered_map<std::size_t, money::Total> outflow_;
    std::unordered_map<std::uint64_t, std::size_t> index_;
    std::unordered_map<std::string, std::size_t> by_address_;
    bool deep_layers_joined_{false};
};

/// Puts the smallest nodes of a crowded column together.
class Condenser {
public:
    Condenser(const std::vector<FlowNode>& nodes, const std::vector<FlowLink>& links)
        : nodes_{nodes}, links_{links}, place_(nodes.size()) {
        for (const FlowLink& link : links) {
            if (!link.measured) { pinned_[link.from] = pinned_[link.to] = true; }
        }
        std::map<std::uint32_t, std::vector<std::size_t>> columns;
        for (std::size_t i = 0; i < nodes.size(); ++i) { columns[nodes[i].layer].push_back(i); }
        for (auto& [layer, members] : columns) { condense_column(members); }
        condense_links();
    }

    [[nodiscard]] FlowGraph take() { return std::move(graph_); }

private:
    /// What a reader must see single comes first, then the large.
    [[nodiscard]] bool comes_first(std::size_t left, std::size_t right) const {
        const auto rank = [this](std::size_t i) {
            const NodeKind kind = nodes_[i].kind;
            const bool telling = kind == NodeKind::Source || kind == NodeKind::Boundary;
            return pinned_.contains(i) || telling;
        };
        return std::tuple{!rank(left), ~nodes_[left].amount, left} <
               std::tuple{!rank(right), ~nodes_[right].amount, right};
    }

    void condense_column(std::vector<std::size_t>& members) {
        std::ranges::sort(members,
                          [this](std::size_t a, std::size_t b) { return comes_first(a, b); });
        // An aggregate of one would hide a name and save no room.
        const std::size_t single =
            members.size() <= kLayerNodesMax + 1 ? members.size() : kLayerNodesMax;
        for (std::size_t i = 0; i < single; ++i) {
            place_[members[i]] = graph_.nodes.size();
            graph_.nodes.push_back(nodes_[members[i]]);
        }
        if (single == members.size()) { return; }
        FlowNode rest{.kind = NodeKind::Aggregate,
                      .accounts = members.size() - single,
                      .layer = nodes_[members[0]].layer};
        for (std::size_t i = single; i < members.size(); ++i) {
            place_[members[i]] = graph_.nodes.size();
            rest.amount += nodes_[members[i]].amount;
        }
        graph_.aggregated += rest.accounts;
        graph_.nodes.push_back(rest);
    }

    void condense_links() {
        std::map<std::tuple<std::size_t, std::size_t, bool>, std::size_t> known;
        for (const FlowLink& link : links_) {
            FlowLink moved = link;
            moved.from = place_[link.from];
            moved.to = place_[link.to];
            if (moved.from == moved.to) { continue; }
            const auto [found, is_new] =
                known.try_emplace({moved.from, moved.to, moved.measured}, graph_.links.size());
            if (is_new) {
                graph_.links.push_back(moved);
            } else {
                graph_.links[found->second].taint += moved.taint;
                graph_.links[found->second].transfers += moved.transfers;
            }
        }
    }

    const std::vector<FlowNode>& nodes_;
    const std::vector<FlowLink>& links_;
    std::vector<std::size_t> place_;
    std::unordered_map<std::size_t, bool> pinned_;
    FlowGraph graph_;
};

}  // namespace

FlowGraph make_flow_graph(const Input& input, const Directory& directory) {
    const Sketch sketch{input, directory};
    const std::vector<FlowNode> nodes = sketch.nodes();
    const std::vector<FlowLink> links = sketch.links();
    FlowGraph graph = Condenser{nodes, links}.take();
    graph.accounts = nodes.size();
    graph.deep_layers_joined = sketch.deep_layers_joined();
    for (const FlowNode& node : graph.nodes) {
        graph.layers = std::max(graph.layers, node.layer + 1);
    }
    return graph;
}

}  // namespace report

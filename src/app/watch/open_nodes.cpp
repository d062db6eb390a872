#include "open_nodes.hpp"

#include <fmt/format.h>

#include <set>

#include "../complain.hpp"

namespace app {

base::Complaint node_complaint(const std::string& about, const nem_node::NodeError& error) {
    const auto why = to_phrase(error);
    return complaint(base::Blame::World, {fmt::format("{}: {}", base::visible(about), why.en),
                                          fmt::format("{}: {}", base::visible(about), why.ja)});
}

Expected<OpenNodes> OpenNodes::open(const WatchSettings& settings, const std::stop_token& stop) {
    OpenNodes open;
    std::set<std::string> names;
    for (const auto& url : settings.node_urls) {
        nem_node::RestSettings rest;
        rest.network = settings.network;
        rest.lone_node = settings.is_private;
        rest.stop = stop;
        auto node = nem_node::RestNode::make(url, rest);
        if (!node) {
            auto wrong = node_complaint(url, node.error());
            wrong.blame = base::Blame::Usage;
            return std::unexpected(std::move(wrong));
        }
        if (!names.insert((*node)->name()).second) {
            return std::unexpected(usage_complaint(
                base::phrase("--node names {} twice; a node has one vote",
                             "--node に {} が重複しています。1 ノードにつき 1 票です",
                             base::visible((*node)->name()))));
        }
        open.owned_.push_back(std::move(*node));
        open.nodes_.all.push_back(open.owned_.back().get());
    }
    open.nodes_.agreeing = settings.agreeing;
    open.nodes_.stop = stop;
    return open;
}

Expected<std::vector<nem_node::BlockId>> first_known(const WatchSettings& settings,
                                                     const Nodes& nodes) {
    ledger::Height below{0};
    if (settings.from) {
        below.value = *settings.from - 1;
    } else {
        const auto head =
            ask_agreeing({nodes.all, 1}, [](nem_node::Node& node) { return node.height(); });
        if (!head) { return std::unexpected(node_complaint("/chain/height", head.error())); }
        below.value = head->value - std::min(head->value, nem_node::kRewriteLimit);
    }
    if (below.value == 0) { return std::vector<nem_node::BlockId>{}; }
    const auto block =
        ask_agreeing(nodes, [&](nem_node::Node& node) { return node.block_at(below); });
    if (!block) {
        return std::unexpected(node_complaint(fmt::format("block {}", below.value), block.error()));
    }
    return std::vector{nem_node::BlockId{below, nem::hash_of(*block)}};
}

}  // namespace app

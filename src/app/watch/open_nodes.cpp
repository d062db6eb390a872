#include "open_nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

#include "../complain.hpp"
#include "at_once.hpp"

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

namespace {

/// The highest that enough nodes have reached: one that lies about it changes nothing.
nem_node::Answer<ledger::Height> agreed_height(const Nodes& nodes) {
    std::vector<std::optional<nem_node::Answer<ledger::Height>>> answers(nodes.all.size());
    std::vector<std::function<void()>> questions;
    questions.reserve(nodes.all.size());
    for (std::size_t i = 0; i < nodes.all.size(); ++i) {
        questions.emplace_back([&, i] { answers[i] = nodes.all[i]->height(); });
    }
    run_at_once(questions);
    std::vector<ledger::Height> heights;
    nem_node::NodeError failure;
    for (const auto& answer : answers) {
        if (!answer) { continue; }
        if (answer->has_value()) {
            heights.push_back(**answer);
        } else {
            failure = answer->error();
        }
    }
    if (heights.size() < nodes.agreeing) { return std::unexpected(failure); }
    std::ranges::sort(heights, std::ranges::greater{});
    return heights[nodes.agreeing - 1];
}

nem_node::Answer<nem::Hash> nemesis_of(nem_node::Node& node) {
    const auto hashes = node.hashes_from(ledger::Height{1});
    if (!hashes) { return std::unexpected(hashes.error()); }
    if (!hashes->empty()) { return hashes->front(); }
    return std::unexpected(
        nem_node::NodeError{nem_node::NodeProblem::NotReady, 0, "it has no block yet"});
}

nem_node::Answer<nem::Hash> hash_at(nem_node::Node& node, ledger::Height height) {
    const auto block = node.block_at(height);
    if (!block) { return std::unexpected(block.error()); }
    if (block->height == height) { return nem::hash_of(*block); }
    return std::unexpected(
        nem_node::NodeError{nem_node::NodeProblem::BadAnswer, 0,
                            fmt::format("it gives block {} instead", block->height.value)});
}

}  // namespace

Expected<Beginning> find_beginning(const WatchSettings& settings, const Nodes& nodes) {
    const auto nemesis = ask_agreeing(nodes, nemesis_of);
    if (!nemesis) { return std::unexpected(node_complaint("block 1", nemesis.error())); }
    const auto meant = nem_node::nemesis_hash(settings.network);
    if (!settings.is_private && meant && *nemesis != *meant) {
        return std::unexpected(complaint(
            base::Blame::World,
            {"the nodes serve another network: their nemesis block is another. Name it with "
             "--network, or a private one with --private",
             "ノードのネメシスブロックが異なり、別のネットワークです。--network で指定するか、"
             "プライベートネットワークなら --private を付けてください"}));
    }
    Beginning beginning{*nemesis, std::nullopt};
    ledger::Height below{0};
    if (settings.from) {
        below.value = *settings.from - 1;
    } else {
        const auto head = agreed_height(nodes);
        if (!head) { return std::unexpected(node_complaint("/chain/height", head.error())); }
        below.value = head->value - std::min(head->value, nem_node::kRewriteLimit);
    }
    if (below.value == 0) { return beginning; }
    const auto hash =
        ask_agreeing(nodes, [&](nem_node::Node& node) { return hash_at(node, below); });
    if (!hash) {
        return std::unexpected(node_complaint(fmt::format("block {}", below.value), hash.error()));
    }
    beginning.below = nem_node::BlockId{below, *hash};
    return beginning;
}

std::string purpose_of(const WatchSettings& settings) {
    const auto network = fmt::format("NEM network {:#04x}", settings.network.value);
    const auto nemesis = nem_node::nemesis_hash(settings.network);
    // Which private one, its first nodes said; the watcher keeps it.
    if (settings.is_private || !nemesis) { return network + ", private"; }
    return fmt::format("{} of nemesis block {}", network, nem::to_hex(*nemesis));
}

}  // namespace app

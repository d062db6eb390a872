#pragma once

#include <algorithm>
#include <memory>
#include <mutex>
#include <nem_node/nem_node.hpp>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace app {

/// The nodes that are asked, and how many of them must say the same.
struct Nodes {
    std::vector<nem_node::Node*> all;  // in the order in which they were named
    std::size_t agreeing{1};           // 1 to all.size()
    /// Asked to stop, they answer no more: what they then say means nothing.
    // NOLINTNEXTLINE(readability-redundant-member-init): so that lists may leave it out
    std::stop_token stop{};
    /// A node is asked by one at a time: held while they are asked, where others ask them, too.
    // NOLINTNEXTLINE(readability-redundant-member-init): so that lists may leave it out
    std::mutex* turn{nullptr};
};

/// What enough nodes say, asked in turn until they do. That something is not there is an answer,
/// too. Else the last failure; BadAnswer where all answered and too few agreed.
template <class Ask>
auto ask_agreeing(const Nodes& nodes, Ask ask) -> decltype(ask(std::declval<nem_node::Node&>())) {
    using Answer = decltype(ask(std::declval<nem_node::Node&>()));
    std::unique_lock<std::mutex> turn;
    if (nodes.turn != nullptr) { turn = std::unique_lock{*nodes.turn}; }
    std::vector<std::pair<Answer, std::size_t>> said;
    nem_node::NodeError failure{nem_node::NodeProblem::BadAnswer, 0, "the nodes disagree"};
    for (nem_node::Node* const node : nodes.all) {
        Answer answer = ask(*node);
        const bool missing = !answer && answer.error().problem == nem_node::NodeProblem::NotFound;
        if (!answer && !missing) {
            failure = answer.error();
            continue;
        }
        const auto same = std::ranges::find_if(said, [&](const auto& other) {
            return missing ? !other.first : other.first && *other.first == *answer;
        });
        const std::size_t votes = same == said.end() ? 1 : ++same->second;
        if (votes >= nodes.agreeing) { return answer; }
        if (same == said.end()) { said.emplace_back(std::move(answer), 1); }
    }
    return std::unexpected(failure);
}

}  // namespace app

#pragma once

#include "testing.hpp"

namespace nem_node::testing {

/// `n` nodes of one chain and a feed over them, with a clock that jumps to the next step.
struct Night {
    std::vector<std::unique_ptr<SimNode>> nodes;
    FeedConfig config;
    std::unique_ptr<Feed> feed;
    Follower follower;
    Monotonic now{0};

    Night(std::size_t count, std::size_t agreeing, const Chain& chain) {
        for (std::size_t i = 0; i < count; ++i) {
            nodes.push_back(std::make_unique<SimNode>(fmt::format("node-{}", i)));
            nodes.back()->chain = chain;
        }
        config.agreeing = agreeing;
        config.verify = holds;
    }
    void serve(const Chain& chain) {
        for (auto& node : nodes) { node->chain = chain; }
    }
    void begin() {
        std::vector<Node*> pointers;
        pointers.reserve(nodes.size());
        for (auto& node : nodes) { pointers.push_back(node.get()); }
        feed = std::make_unique<Feed>(config, pointers);
    }
    void restart() {
        config.recent = feed->recent();
        config.final_height = feed->final_height();
        begin();
    }
    void steps(int count) {
        if (!feed) { begin(); }
        for (int i = 0; i < count; ++i) {
            now = std::max(now, feed->next_step_at());
            follower.take(feed->step(now));
        }
    }
};

}  // namespace nem_node::testing

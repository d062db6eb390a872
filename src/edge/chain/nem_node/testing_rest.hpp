#pragma once

#include <gtest/gtest.h>

#include <nem_node/nem_node.hpp>

/// Clients that ask again quickly, and what became of their questions.
namespace nem_node::testing {

inline RestSettings quick() {
    using namespace std::chrono_literals;
    RestSettings settings;
    settings.retry_first = 1ms;
    settings.retry_last = 20ms;
    settings.random = [] { return 0U; };
    return settings;
}

inline std::unique_ptr<RestNode> node_at(const std::string& url, RestSettings settings = quick()) {
    auto node = RestNode::make(url, std::move(settings));
    EXPECT_TRUE(node.has_value());
    return node ? *std::move(node) : nullptr;
}

template <class T>
NodeProblem problem_of(const Answer<T>& answer) {
    EXPECT_FALSE(answer.has_value());
    return answer ? NodeProblem{} : answer.error().problem;
}

}  // namespace nem_node::testing

#pragma once

#include <deque>
#include <nem_node/nem_node.hpp>
#include <span>
#include <string>
#include <unordered_set>

namespace app {

/// Verifies signatures, many at once on all cores, and remembers the newest that held: what came
/// into a node's pool need not be verified again when it comes in a block. One thread's.
class SignatureVerifier {
public:
    static constexpr std::size_t kRememberedMax = 100'000;

    /// True when every signature holds.
    [[nodiscard]] bool verify(std::span<const nem_node::Signed> signatures);
    [[nodiscard]] std::size_t remembered() const { return order_.size(); }

private:
    void remember(std::string fingerprint);

    std::unordered_set<std::string> held_;
    std::deque<std::string> order_;  // the oldest first
};

}  // namespace app

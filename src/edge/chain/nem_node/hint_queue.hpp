#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <nem_node/hints.hpp>

namespace nem_node {

/// From the websocket's thread to whoever takes hints. News of blocks that nobody took yet are news
/// once; beyond `most` the oldest of the rest falls out.
class HintQueue {
public:
    explicit HintQueue(std::size_t most) : most_{most} {}

    void push(Hint hint);
    [[nodiscard]] std::vector<Hint> take(std::chrono::milliseconds at_most);

private:
    std::size_t most_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Hint> hints_;               // guarded by mutex_
    std::optional<NewBlocks> new_blocks_;  // guarded by mutex_
};

}  // namespace nem_node

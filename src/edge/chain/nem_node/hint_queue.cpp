#include "hint_queue.hpp"

namespace nem_node {

void HintQueue::push(Hint hint) {
    {
        const std::scoped_lock lock{mutex_};
        if (auto* const blocks = std::get_if<NewBlocks>(&hint)) {
            new_blocks_ = std::move(*blocks);
        } else {
            hints_.push_back(std::move(hint));
            if (hints_.size() > most_) { hints_.pop_front(); }
        }
    }
    arrived_.notify_one();
}

std::vector<Hint> HintQueue::take(std::chrono::milliseconds at_most) {
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, at_most, [this] { return !hints_.empty() || new_blocks_; });
    std::vector<Hint> taken{std::make_move_iterator(hints_.begin()),
                            std::make_move_iterator(hints_.end())};
    hints_.clear();
    // Last: what stands in the pool is told before the blocks that may hold it.
    if (new_blocks_) { taken.emplace_back(*std::move(new_blocks_)); }
    new_blocks_.reset();
    return taken;
}

}  // namespace nem_node

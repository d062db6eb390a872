#include "known_chain.hpp"

#include <algorithm>

namespace nem_node {

KnownChain::KnownChain(const std::vector<BlockId>& recent, std::uint64_t limit,
                       ledger::Height final_height)
    : limit_{limit}, final_{final_height.value} {
    base::invariant(limit_ < kKnownBlocksMax, "all that may be undone is remembered");
    for (const BlockId& id : recent) { push(id); }
    base::invariant(final_ <= tip_height(), "what is final is known");
}

std::uint64_t KnownChain::tip_height() const {
    return blocks_.empty() ? 0 : blocks_.back().height.value;
}

std::optional<nem::Hash> KnownChain::hash_at(std::uint64_t height) const {
    if (blocks_.empty() || height < blocks_.front().height.value || height > tip_height()) {
        return std::nullopt;
    }
    return blocks_[height - blocks_.front().height.value].hash;
}

std::uint64_t KnownChain::base() const {
    // From height 1 on nothing is below but the beginning.
    const bool from_start = blocks_.empty() || blocks_.front().height.value <= 1;
    return std::max(final_, from_start ? 0 : blocks_.front().height.value);
}

void KnownChain::push(const BlockId& id) {
    base::invariant(blocks_.empty() || id.height.value == tip_height() + 1, "heights follow");
    blocks_.push_back(id);
    if (blocks_.size() > kKnownBlocksMax) { blocks_.pop_front(); }
    highest_ = std::max(highest_, id.height.value);
    if (highest_ > limit_) { final_ = std::max(final_, highest_ - limit_); }
}

BlockId KnownChain::pop() {
    base::invariant(!blocks_.empty() && tip_height() > final_, "what is final stays");
    const BlockId id = blocks_.back();
    blocks_.pop_back();
    return id;
}

}  // namespace nem_node

#pragma once

#include <deque>
#include <nem_node/feed.hpp>

namespace nem_node {

/// The newest blocks that were accepted. Below the first block of a chain lies its beginning, at
/// height 0, on which all chains agree.
class KnownChain {
public:
    /// `recent` consecutive, oldest first. `limit`: how many blocks may be undone; `final_height`:
    /// what is known never to be.
    KnownChain(const std::vector<BlockId>& recent, std::uint64_t limit,
               ledger::Height final_height);

    /// 0 before the first block.
    [[nodiscard]] std::uint64_t tip_height() const;
    [[nodiscard]] const std::deque<BlockId>& blocks() const { return blocks_; }
    /// Nothing above the tip, below what is remembered, and at 0.
    [[nodiscard]] std::optional<nem::Hash> hash_at(std::uint64_t height) const;
    /// The lowest height at which a fork can be followed.
    [[nodiscard]] std::uint64_t base() const;
    /// What will never be undone, however the tip moved since.
    [[nodiscard]] std::uint64_t final_height() const { return final_; }
    [[nodiscard]] std::uint64_t highest() const { return highest_; }

    void push(const BlockId& id);
    BlockId pop();

private:
    std::deque<BlockId> blocks_;
    std::uint64_t limit_;
    std::uint64_t final_;
    std::uint64_t highest_{0};
};

}  // namespace nem_node

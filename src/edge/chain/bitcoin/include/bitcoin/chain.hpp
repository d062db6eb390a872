#pragma once

#include <bitcoin/block.hpp>
#include <expected>
#include <vector>

namespace bitcoin {

/// What a header tells of where its block belongs.
struct Headed {
    Hash hash;
    Hash previous;
    std::uint32_t bits{0};
    std::uint32_t version{0};
    std::optional<std::uint64_t> stated_height;
};

/// Blocks that are not part of the chain: they follow `parent`, and hang together.
struct LeftOut {
    Hash parent;
    bool parent_known{false};  // a fork; else its parent is not among the blocks
    std::uint32_t first{0};    // by the order in which they were told
    std::uint32_t blocks{0};
};

struct Chain {
    std::vector<std::uint32_t> blocks;  // in order, by the order in which they were told
    std::uint64_t first_height{0};
    /// From the first block of all (or the one after it, whose coins nobody can spend).
    bool complete{false};
    bool heights_known{true};  // else they count from 0
    std::vector<LeftOut> left_out;
    /// Blocks that none of the blocks follows, left out or not. Every other header is named by the
    /// one after it; of these it is the work that shows whether they are sound. None on Dash.
    std::vector<std::uint32_t> ends;
};

enum class ChainProblem : std::uint8_t {
    NoBlocks,
    NoSuchWork,  // a target that no chain can have
    NoHeight,    // Dash: a block does not state its height
    HeightTwice  // Dash: two blocks of one height, and others above them
};
struct ChainError {
    ChainProblem problem{};
    std::uint32_t block{0};
    std::uint32_t other{0};  // of HeightTwice: the first of both
};
[[nodiscard]] base::Phrase to_phrase(ChainProblem problem);

/// Blocks in any order, and which of them are the chain: the one with most work among all that
/// begin at a block without parent, or whose parent was not told. Of equal ones that which was told
/// first. Dash's blocks, whose names are not known here, are a chain where their heights are.
class ChainFinder {
public:
    explicit ChainFinder(Network network) : network_{network} {}

    /// The block's number; the one it had already where it was told before.
    std::uint32_t add(const Headed& block);
    [[nodiscard]] std::uint32_t blocks() const { return static_cast<std::uint32_t>(told_.size()); }
    [[nodiscard]] std::expected<Chain, ChainError> find() const;

private:
    [[nodiscard]] std::size_t slot_of(const Hash& hash) const;
    [[nodiscard]] std::optional<std::uint32_t> find(const Hash& hash) const;
    void grow();
    [[nodiscard]] std::vector<std::uint32_t> parents() const;
    [[nodiscard]] std::expected<Chain, ChainError> find_by_hash() const;
    [[nodiscard]] std::expected<Chain, ChainError> find_by_height() const;
    [[nodiscard]] std::expected<std::vector<std::uint64_t>, ChainError> stated_heights() const;

    Network network_;
    std::vector<Headed> told_;
    std::vector<std::uint32_t> slots_;  // by hash; open addressing, at most half full
};

}  // namespace bitcoin

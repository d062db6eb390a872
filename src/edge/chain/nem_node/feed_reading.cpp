#include "feed_state.hpp"

/// Whether the blocks that a node gives are those that were elected.
namespace nem_node {
namespace {

/// How many of `blocks` are the elected ones, in order.
std::size_t count_elected(const std::vector<nem::Block>& blocks, const Elected& elected,
                          const std::optional<nem::Hash>& below, nem::Network network) {
    std::optional<nem::Hash> previous = below;
    std::size_t count = 0;
    for (const nem::Block& block : blocks) {
        // A hash covers height and link, but our own use of them is worth its own look.
        const bool fits = count < elected.path.size() && block.network == network &&
                          block.height.value == elected.fork + 1 + count &&
                          (!previous || block.previous == *previous) &&
                          nem::hash_of(block) == elected.path[count];
        if (!fits) { break; }
        previous = elected.path[count];
        count += 1;
    }
    return count;
}

bool all_hold(const Verify& verify, std::span<const nem::Block> blocks) {
    std::vector<Signed> all;
    for (const nem::Block& block : blocks) {
        for (auto& one : signatures_of(block)) { all.push_back(std::move(one)); }
    }
    return verify(all);
}

}  // namespace

std::vector<nem::Block> Feed::State::read_checked(NodeSeat& seat, const Elected& elected) {
    auto blocks = seat.node().blocks_after(ledger::Height{elected.fork});
    if (!blocks || blocks->empty()) {
        const NodeError none{NodeProblem::BadAnswer, 0, "no blocks where it named hashes"};
        seat.failed(blocks ? none : blocks.error(), now_, config_, events_);
        return {};
    }
    // Blocks above the path are not agreed on yet.
    const std::size_t given = std::min(blocks->size(), elected.path.size());
    const std::size_t good =
        count_elected(*blocks, elected, known_.hash_at(elected.fork), config_.network);
    if (good < given) {
        const std::uint64_t height = elected.fork + 1 + good;
        seat.lied(base::phrase("what it gives as block {} does not have that block's hash",
                               "ブロック {} として渡した内容のハッシュが一致しません", height),
                  height, now_, config_, events_);
    }
    blocks->resize(good);
    blocks->resize(count_signed(seat, *blocks));
    return *std::move(blocks);
}

std::size_t Feed::State::count_signed(NodeSeat& seat, std::vector<nem::Block>& blocks) {
    if (!config_.verify || blocks.empty() || all_hold(config_.verify, blocks)) {
        return blocks.size();
    }
    std::size_t good = 0;
    while (good < blocks.size() && all_hold(config_.verify, std::span{blocks}.subspan(good, 1))) {
        good += 1;
    }
    if (good == blocks.size()) { return good; }
    const std::uint64_t height = blocks[good].height.value;
    seat.lied(base::phrase("a signature in block {} does not hold",
                           "ブロック {} の署名が正しくありません", height),
              height, now_, config_, events_);
    return good;
}

}  // namespace nem_node

// How a block is made.
#include <algorithm>
#include <iterator>

#include "chain_parts.hpp"
#include "keeping.hpp"

namespace replay {
namespace {

constexpr std::size_t kTransactionsABlock = 120;

std::unexpected<ReplayFault> no_keys() {
    return std::unexpected(ReplayFault{ReplayProblem::NoKeys, {}});
}

std::expected<std::shared_ptr<const KeptBlock>, ReplayFault> sign_and_keep(
    nem::Block block, const nem_keys::KeyPair& keys, std::uint64_t id,
    const nem_chain::State& state) {
    const auto signature = keys.sign(nem::encode_unsigned(block));
    if (!signature) { return no_keys(); }
    block.signature = *signature;
    return keep(std::move(block), id, state);
}

}  // namespace

nem::TimeStamp Chain::Parts::next_block_at() const {
    if (blocks.size() == 1) { return cast->first_block_at; }
    return {blocks.back()->block.time_stamp.value + kBlockSeconds};
}

bool Chain::Parts::is_recorded(const nem::SignedTransaction& transaction) const {
    return cast->numbers.contains(nem::hash_of(transaction.transaction));
}

std::expected<void, ReplayFault> Chain::Parts::pool_recorded() {
    const Prepared& prepared = cast->transfers[next_recorded];
    const auto keys = stand_in_keys(settings.seed, cast->stand_ins[prepared.sender].account);
    if (!keys) { return no_keys(); }
    const auto signature = keys->sign(nem::encode_unsigned(prepared.transaction));
    if (!signature) { return no_keys(); }
    pool.push_back({prepared.transaction, *signature});
    news.pooled.push_back(pool.back());
    ++next_recorded;
    picture.reset();
    return {};
}

std::vector<nem::SignedTransaction> Chain::Parts::gather(nem::TimeStamp time,
                                                         const nem::PublicKey& signer) const {
    std::vector<nem::SignedTransaction> recorded;
    std::vector<nem::SignedTransaction> announced;
    for (const auto& one : pool) {
        const auto number = cast->numbers.find(nem::hash_of(one.transaction));
        if (number == cast->numbers.end()) {
            announced.push_back(one);
        } else if (cast->transfers[number->second].block_at <= time) {
            recorded.push_back(one);
        }
    }
    if (recorded.size() > kTransactionsABlock) {
        recorded.resize(kTransactionsABlock);
        return recorded;
    }
    if (!announced.empty()) {
        std::ranges::copy(state.choose(announced, time, signer), std::back_inserter(recorded));
    }
    return recorded;
}

std::expected<void, ReplayFault> Chain::Parts::add_block(
    nem::TimeStamp time, std::vector<nem::SignedTransaction> wanted) {
    const auto keys = stand_in_keys(settings.seed, harvester_name(branch));
    if (!keys) { return no_keys(); }
    nem::Block block;
    block.network = settings.network;
    block.time_stamp = time;
    block.signer = keys->public_key();
    block.previous = blocks.back()->hash;
    block.height = ledger::Height{blocks.size() + 1};
    block.transactions = std::move(wanted);
    auto kept = sign_and_keep(block, *keys, next_id, state);
    if (kept && !state.apply((*kept)->block)) {
        // Something in it does not go any more, or not with the rest: as NIS chooses, then.
        block.transactions = state.choose(block.transactions, time, block.signer);
        kept = sign_and_keep(block, *keys, next_id, state);
        if (kept && !state.apply((*kept)->block)) {
            base::broken("what NIS would choose, it would take");
        }
    }
    if (!kept) { return std::unexpected(kept.error()); }
    state.forget(kDepthMax);
    next_id += 1 + (*kept)->transactions.size();
    news.blocks.push_back(*kept);
    blocks.push_back(*std::move(kept));
    picture.reset();
    return {};
}

void Chain::Parts::clear_pool(nem::TimeStamp time) {
    std::erase_if(pool, [&](const nem::SignedTransaction& one) {
        if (state.has_seen(one.transaction)) { return true; }
        if (one.transaction.header.deadline >= time) { return false; }
        const auto number = cast->numbers.find(nem::hash_of(one.transaction));
        if (number != cast->numbers.end()) {
            news.lost.push_back(cast->transfers[number->second].tx);
        }
        return true;
    });
    std::erase_if(memory, [&](const auto& one) { return one.second.until <= time; });
}

}  // namespace replay

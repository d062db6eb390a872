// What is announced, and what of it goes into the next block.
#include <algorithm>

#include "mover.hpp"
#include "rules.hpp"
#include "state_parts.hpp"

namespace nem_chain {
namespace {

/// The pooled 4100 that a cosignature is for (UnconfirmedTransactionsCache).
NisResult judge_match(const nem::Header& header, const nem::MultisigSignature& signature,
                      const StateDraft& confirmed, std::span<const nem::SignedTransaction> pool) {
    const nem::Address signer = nem::to_address(header.signer, header.network);
    for (const auto& pooled : pool) {
        const auto* multisig = std::get_if<nem::Multisig>(&pooled.transaction.body);
        if (multisig == nullptr || pooled.transaction.header.signer == header.signer) { continue; }
        const nem::Address account = nem::to_address(multisig->inner.header.signer, header.network);
        if (signature.other_hash != nem::inner_hash(pooled.transaction) ||
            !confirmed.is_cosignatory_of(signer, account)) {
            continue;
        }
        return signature.other_account == account ? NisResult::Success
                                                  : NisResult::MultisigMismatchedSignature;
    }
    return NisResult::MultisigNoMatchingMultisig;
}

bool is_pooled(const nem::Transaction& transaction, std::span<const nem::SignedTransaction> pool) {
    const auto keys = keys_of(transaction);
    return std::ranges::any_of(pool, [&](const nem::SignedTransaction& pooled) {
        const auto others = keys_of(pooled.transaction);
        return std::ranges::find_first_of(keys, others) != keys.end();
    });
}

/// The state with what is pooled; what does not go any more is passed over.
StateDraft with_pool(const StateTables& tables, const Circumstances& where,
                     std::span<const nem::SignedTransaction> pool) {
    StateDraft draft{tables};
    BlockMoves moves;
    for (const auto& pooled : pool) {
        if (is_failure(judge(pooled.transaction, draft, where))) { continue; }
        const bool done = execute(draft, pooled.transaction, where.height, 0, moves);
        base::invariant(done, "what was judged good can be executed");
    }
    return draft;
}

}  // namespace

NisResult State::check(const nem::SignedTransaction& announced, nem::TimeStamp now,
                       std::span<const nem::SignedTransaction> pool) const {
    const nem::Transaction& transaction = announced.transaction;
    if (!is_of(parts_->network, transaction)) { return NisResult::WrongNetwork; }
    if (is_pooled(transaction, pool) || has_seen(transaction)) { return NisResult::Neutral; }
    const Circumstances where{parts_->network, parts_->next(), now};
    const auto result = judge(transaction, with_pool(parts_->tables, where, pool), where);
    const auto* signature = std::get_if<nem::MultisigSignature>(&transaction.body);
    if (is_failure(result) || signature == nullptr) { return result; }
    return judge_match(transaction.header, *signature, StateDraft{parts_->tables}, pool);
}

bool State::is_complete(const nem::Transaction& transaction) const {
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    return multisig != nullptr &&
           !is_failure(judge_signatures(transaction.header, *multisig, StateDraft{parts_->tables}));
}

std::vector<nem::SignedTransaction> State::choose(std::span<const nem::SignedTransaction> pool,
                                                  nem::TimeStamp time,
                                                  const nem::PublicKey& harvester) const {
    // DefaultUnconfirmedTransactionsFilter: the highest fee first, then the oldest.
    std::vector<const nem::SignedTransaction*> candidates;
    candidates.reserve(pool.size());
    for (const auto& pooled : pool) { candidates.push_back(&pooled); }
    std::ranges::stable_sort(candidates, {}, [](const nem::SignedTransaction* one) {
        const nem::Header& header = one->transaction.header;
        return std::pair{~header.fee.atoms(), header.time_stamp};
    });
    const Circumstances where{parts_->network, parts_->next(), std::nullopt};
    StateDraft draft{parts_->tables};
    nem::Block block{
        nem::BlockType::Regular, parts_->network, time, harvester, {}, {}, where.height, {}};
    BlockMoves moves;
    for (const nem::SignedTransaction* candidate : candidates) {
        const nem::Transaction& transaction = candidate->transaction;
        if (transaction.header.time_stamp >= time) { continue; }
        block.transactions.push_back(*candidate);
        const bool good = !is_failure(judge_block(block, StateDraft{parts_->tables})) &&
                          !is_failure(judge_included(transaction, draft, where)) &&
                          execute(draft, transaction, where.height, 0, moves);
        if (!good) { block.transactions.pop_back(); }
    }
    return std::move(block.transactions);
}

}  // namespace nem_chain

// What NIS does with what is announced to it (PushService, UnconfirmedTransactionsCache).
#include <algorithm>

#include "chain_parts.hpp"

namespace replay {

using nem_chain::NisResult;

NisResult Chain::Parts::judge(const nem::SignedTransaction& transaction, nem::TimeStamp now) const {
    if (!nem_keys::verify(transaction)) { return NisResult::SignatureNotVerifiable; }
    if (pool.size() >= kPoolMax) { return NisResult::TransactionCacheTooFull; }
    return state.check(transaction, now, pool);
}

/// A pooled 4100 carries the cosignatures that came for it.
void Chain::Parts::attach(const nem::SignedTransaction& announced) {
    const auto& body = std::get<nem::MultisigSignature>(announced.transaction.body);
    for (auto& pooled : pool) {
        auto* multisig = std::get_if<nem::Multisig>(&pooled.transaction.body);
        if (multisig == nullptr || nem::inner_hash(pooled.transaction) != body.other_hash) {
            continue;
        }
        const nem::PublicKey& signer = announced.transaction.header.signer;
        const bool there = std::ranges::any_of(
            multisig->cosignatures,
            [&](const nem::Cosignature& one) { return one.header.signer == signer; });
        if (there) { return; }
        multisig->cosignatures.push_back({announced.transaction.header, body, announced.signature});
        auto canonical = nem::to_canonical(pooled.transaction);
        base::invariant(canonical.has_value(), "a canonical 4100 stays one with a cosignature");
        pooled.transaction = *std::move(canonical);
        return;
    }
}

void Chain::Parts::remember(const nem::Hash& hash, NisResult result, nem::TimeStamp now) {
    if (memory.size() >= kMemoryMax) {
        std::erase_if(memory, [&](const auto& one) { return one.second.until <= now; });
    }
    if (memory.size() >= kMemoryMax) { memory.erase(memory.begin()); }
    memory.insert_or_assign(hash, Remembered{result, {now.value + kMemorySeconds}});
}

Announced Chain::announce(const nem::SignedTransaction& announced, nem::TimeStamp now) {
    // NIS serializes what it read again before it verifies and hashes it.
    auto canonical = nem::to_canonical(announced.transaction);
    const nem::SignedTransaction transaction{
        canonical ? *std::move(canonical) : announced.transaction, announced.signature};
    Announced answer{NisResult::SignatureNotVerifiable, nem::hash_of(transaction.transaction),
                     nem::inner_hash(transaction.transaction)};
    const auto known = parts_->memory.find(answer.hash);
    if (known != parts_->memory.end() && known->second.until > now) {
        const bool failed = nem_chain::is_failure(known->second.result);
        answer.result = failed ? known->second.result : NisResult::Neutral;
        return answer;
    }
    answer.result = parts_->judge(transaction, now);
    parts_->remember(answer.hash, answer.result, now);
    if (answer.result != NisResult::Success) { return answer; }
    parts_->picture.reset();
    parts_->news.pooled.push_back(transaction);
    if (std::holds_alternative<nem::MultisigSignature>(transaction.transaction.body)) {
        parts_->attach(transaction);
    } else {
        parts_->pool.push_back(transaction);
    }
    return answer;
}

}  // namespace replay

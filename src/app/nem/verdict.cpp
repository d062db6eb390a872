#include "verdict.hpp"

#include <nem_keys/nem_keys.hpp>

#include "../complain.hpp"

namespace app {

namespace {

using Kind = SignatureVerdict::Kind;
using Verdicts = std::vector<SignatureVerdict>;

/// The cosignature verifies, names the inner transaction and its account.
bool is_valid(const nem::SignedTransaction& entity, const nem::Cosignature& cosignature) {
    nem::SignedTransaction alone = entity;
    std::get<nem::Multisig>(alone.transaction.body).cosignatures = {cosignature};
    return nem_keys::verify(alone);
}

std::optional<base::Complaint> add(Verdicts& verdicts, const nem::SignedTransaction& entity,
                                   std::size_t number) {
    auto canonical = nem::to_canonical(entity.transaction);
    if (!canonical) { return complaint(base::Blame::Input, nem::to_phrase(canonical.error())); }
    const nem::SignedTransaction judged{*std::move(canonical), entity.signature};
    const nem::Header& header = judged.transaction.header;
    verdicts.push_back({Kind::Transaction, number, nem::to_address(header.signer, header.network),
                        nem::hash_of(judged.transaction),
                        nem_keys::verify(header.signer, nem::encode_unsigned(judged.transaction),
                                         judged.signature)});
    const auto* const multisig = std::get_if<nem::Multisig>(&judged.transaction.body);
    if (multisig == nullptr) { return std::nullopt; }
    const bool outer_valid = verdicts.back().valid;
    for (const auto& each : multisig->cosignatures) {
        const nem::Transaction own{each.header, each.body};
        verdicts.push_back({Kind::Cosignature, number,
                            nem::to_address(each.header.signer, each.header.network),
                            nem::hash_of(own), outer_valid && is_valid(judged, each)});
    }
    return std::nullopt;
}

}  // namespace

Expected<Verdicts> judge(const NemEntity& entity) {
    Verdicts verdicts;
    if (const auto* const block = std::get_if<nem::Block>(&entity)) {
        verdicts.push_back(
            {Kind::Block, 0, nem::to_address(block->signer, block->network), nem::hash_of(*block),
             nem_keys::verify(block->signer, nem::encode_unsigned(*block), block->signature)});
        std::size_t number = 0;
        for (const auto& each : block->transactions) {
            if (auto failure = add(verdicts, each, ++number)) {
                return std::unexpected(*std::move(failure));
            }
        }
        return verdicts;
    }
    const auto* const one = std::get_if<nem::SignedTransaction>(&entity);
    if (one == nullptr) {
        return std::unexpected(
            complaint(base::Blame::Input,
                      {"the transaction carries no signature, expected one that is signed",
                       "署名がありません。署名済みのトランザクションが必要です"}));
    }
    if (auto failure = add(verdicts, *one, 0)) { return std::unexpected(*std::move(failure)); }
    return verdicts;
}

}  // namespace app

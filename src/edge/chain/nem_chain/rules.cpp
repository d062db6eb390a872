// What every transaction must keep to.
#include "rules.hpp"

#include <algorithm>
#include <nem_chain/fees.hpp>

#include "forks.hpp"
#include "means.hpp"
#include "mover.hpp"

namespace nem_chain {
namespace {

constexpr std::uint32_t kSecondsADay = 24 * 60 * 60;
constexpr std::uint32_t kClockTolerance = 10;

/// One of the parts that NIS validates each by itself: the whole, a cosignature, what is wrapped.
template <class Body>
struct Part {
    const nem::Header& header;
    const Body& body;  // a variant
    bool wrapped;      // unsigned: a multisig account may have it
};

NisResult judge_deadline(const nem::Header& header) {
    if (header.time_stamp >= header.deadline) { return NisResult::PastDeadline; }
    return header.deadline.value - header.time_stamp.value > kSecondsADay
               ? NisResult::FutureDeadline
               : NisResult::Success;
}

MosaicFacts facts_of(const StateDraft& draft) {
    return [&draft](const nem::MosaicId& id) -> std::optional<MosaicSize> {
        const MosaicEntry* const entry = draft.facts.mosaics.find(id);
        if (entry == nullptr) { return std::nullopt; }
        return MosaicSize{entry->divisibility, entry->supply_units};
    };
}

NisResult judge_fee(const nem::Transaction& part, const StateDraft& draft) {
    const auto least = minimum_fee(part, facts_of(draft));
    // NIS stops here with an error instead of a result; the rule that is broken is this one.
    if (!least) { return NisResult::MosaicUnknown; }
    const bool cosignature = std::holds_alternative<nem::MultisigSignature>(part.body);
    const bool too_much = cosignature && part.header.fee > kCosignatureFeeMax;
    return part.header.fee < *least || too_much ? NisResult::InsufficientFee : NisResult::Success;
}

NisResult judge_nemesis(const nem::Header& header, const Circumstances& where) {
    static const nem::PublicKey mainnet_key = [] {
        nem::PublicKey key;
        const auto bytes =
            base::parse_hex("8d07f90fb4bbe7715fa327c926770166a11be2e494a970605f2e12557f66c9b9");
        if (bytes && bytes->size() == nem::PublicKey::kSize) {
            std::ranges::copy(*bytes, key.bytes.begin());
        }
        return key;
    }();
    const bool nemesis = where.network == nem::kMainnet && header.signer == mainnet_key &&
                         where.height != ledger::Height{1} && where.height != kTreasuryReissuance;
    return nemesis ? NisResult::NemesisAccountTransactionAfterNemesisBlock : NisResult::Success;
}

std::vector<nem::Address> others_in(const nem::Transfer& transfer, nem::Network /*network*/) {
    return {transfer.recipient};
}
std::vector<nem::Address> others_in(const nem::MultisigModification& change, nem::Network network) {
    std::vector<nem::Address> others;
    others.reserve(change.modifications.size());
    for (const auto& modification : change.modifications) {
        others.push_back(nem::to_address(modification.cosignatory, network));
    }
    return others;
}
std::vector<nem::Address> others_in(const nem::MultisigSignature& signature,
                                    nem::Network /*network*/) {
    return {signature.other_account};
}
template <class Other>
std::vector<nem::Address> others_in(const Other& /*body*/, nem::Network /*network*/) {
    return {};
}

template <class Body>
NisResult judge_part(const Part<Body>& part, const Means& means, const StateDraft& draft,
                     const Circumstances& where) {
    const nem::Header& header = part.header;
    const auto whole =
        std::visit([&](const auto& body) { return nem::Transaction{header, body}; }, part.body);
    if (const auto result = judge_deadline(header); is_failure(result)) { return result; }
    if (const auto result = judge_fee(whole, draft); is_failure(result)) { return result; }
    if (where.now && header.time_stamp.value > std::uint64_t{where.now->value} + kClockTolerance) {
        return NisResult::TimestampTooFarInFuture;
    }
    if (const auto result = judge_nemesis(header, where); is_failure(result)) { return result; }
    if (!means.xem) { return NisResult::InsufficientBalance; }
    const nem::Address signer = nem::to_address(header.signer, header.network);
    const auto others =
        std::visit([&](const auto& body) { return others_in(body, header.network); }, part.body);
    const auto held_back = [&](const nem::Address& account) {
        return is_held_back(draft.facts, account, where);
    };
    if (held_back(signer) || std::ranges::any_of(others, held_back)) {
        return NisResult::TransactionNotAllowedForRemote;
    }
    if (!part.wrapped && draft.is_multisig(signer)) {
        return NisResult::TransactionNotAllowedForMultisig;
    }
    const auto judged = std::visit(
        [&](const auto& body) { return judge_body(header, body, draft, where); }, part.body);
    if (is_failure(judged)) { return judged; }
    if (!means.mosaics) { return NisResult::InsufficientBalance; }
    return where.now && header.deadline < *where.now ? NisResult::PastDeadline : NisResult::Success;
}

}  // namespace

NisResult judge(const nem::Transaction& transaction, const StateDraft& draft,
                const Circumstances& where) {
    if (!is_of(where.network, transaction)) { return NisResult::WrongNetwork; }
    const Means means = means_for(transaction, draft, where.height);
    const auto result = judge_part(Part<nem::Body>{transaction.header, transaction.body, false},
                                   means, draft, where);
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (is_failure(result) || multisig == nullptr) { return result; }
    for (const auto& one : multisig->cosignatures) {
        const nem::Body body{one.body};
        const auto judged = judge_part(Part<nem::Body>{one.header, body, false}, {}, draft, where);
        if (is_failure(judged)) { return judged; }
    }
    const nem::InnerTransaction& inner = multisig->inner;
    return judge_part(Part<nem::InnerBody>{inner.header, inner.body, true}, {}, draft, where);
}

NisResult judge_included(const nem::Transaction& transaction, const StateDraft& draft,
                         const Circumstances& where) {
    const auto result = judge(transaction, draft, where);
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (is_failure(result) || multisig == nullptr) { return result; }
    return judge_signatures(transaction.header, *multisig, draft);
}

}  // namespace nem_chain

// What every transaction must keep to, and what a block's transactions must together.
#include "rules.hpp"

#include <algorithm>
#include <map>
#include <nem_chain/fees.hpp>
#include <set>

#include "forks.hpp"
#include "mover.hpp"
#include "supply.hpp"

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

/// What accounts have while one transaction is tried.
template <class Key>
class Purse {
public:
    /// False when `key` has not so much.
    template <class Held>
    bool take(const Key& key, money::Amount amount, Held held) {
        const auto place = rests_.try_emplace(key, held(key)).first;
        const auto rest = money::subtract(place->second, amount);
        if (rest) { place->second = *rest; }
        return rest.has_value();
    }
    /// What another had: the sum is no more than there is.
    template <class Held>
    void give(const Key& key, money::Amount amount, Held held) {
        const auto place = rests_.try_emplace(key, held(key)).first;
        const auto sum = money::add(place->second, amount);
        base::invariant(sum.has_value(), "nobody has more than there is");
        place->second = *sum;
    }

private:
    std::map<Key, money::Amount> rests_;
};

bool has_xem(const std::vector<Movement>& movements, const StateDraft& draft) {
    Purse<nem::Address> purse;
    const auto held = [&](const nem::Address& account) { return draft.balance(account); };
    return std::ranges::all_of(movements, [&](const Movement& one) {
        const auto take = [&](money::Amount amount) {
            return !one.from || purse.take(*one.from, amount, held);
        };
        if (!can_be(one) || !take(one.amount)) { return false; }
        if (one.to) { purse.give(*one.to, one.amount, held); }
        return take(one.fee);
    });
}

bool has_mosaics(const std::vector<MosaicMovement>& movements, const StateDraft& draft) {
    using Key = std::pair<nem::Address, nem::MosaicId>;
    Purse<Key> purse;
    const auto held = [&](const Key& key) { return draft.quantity(key.first, key.second); };
    return std::ranges::all_of(movements, [&](const MosaicMovement& one) {
        // What definitions and supplies do has rules of its own, which say more exactly what is
        // wrong.
        if (!one.from || !one.to) { return true; }
        if (!can_be(one) || !purse.take({*one.from, one.id}, one.quantity, held)) { return false; }
        purse.give({*one.to, one.id}, one.quantity, held);
        return true;
    });
}

/// Whether everybody has what the whole transaction takes, in the order in which it takes it.
struct Means {
    bool xem{true};
    bool mosaics{true};
};
Means means_for(const nem::Transaction& whole, const StateDraft& draft, ledger::Height height) {
    RegisterDraft facts = draft.facts;
    BlockMoves moves;
    Mover mover{facts, height, 0, moves};
    if (const auto wrong = mover.move(whole)) {
        // More than 63 bits count is more than anybody has. What else is wrong has its own rule.
        return {wrong->problem != ChainProblem::Overflow, true};
    }
    return {has_xem(moves.xem, draft), has_mosaics(moves.mosaics, draft)};
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

// ---- what a block's transactions do to each other.

void gather(const nem::Header& header, const nem::MultisigModification& /*body*/,
            std::vector<nem::PublicKey>& modified) {
    modified.push_back(header.signer);
}
template <class Other>
void gather(const nem::Header& /*header*/, const Other& /*body*/,
            std::vector<nem::PublicKey>& /*modified*/) {}

struct Names {
    std::vector<nem::MosaicId> defined, used;
    std::vector<std::string> provisioned;
};
void gather(const nem::MosaicDefinitionCreation& creation, Names& names) {
    names.defined.push_back(creation.definition.id);
}
void gather(const nem::MosaicSupplyChange& change, Names& names) {
    names.used.push_back(change.mosaic_id);
}
void gather(const nem::Transfer& transfer, Names& names) {
    if (!transfer.mosaics) { return; }
    for (const auto& mosaic : *transfer.mosaics) { names.used.push_back(mosaic.id); }
}
void gather(const nem::ProvisionNamespace& provision, Names& names) {
    names.provisioned.push_back(provision.parent ? *provision.parent + "." + provision.new_part
                                                 : provision.new_part);
}
template <class Other>
void gather(const Other& /*body*/, Names& /*names*/) {}

/// Calls `use(header, body)` for each transaction and for what a 4100 wraps.
template <class Use>
void visit_bodies(const nem::Block& block, Use use) {
    for (const auto& one : block.transactions) {
        const nem::Transaction& whole = one.transaction;
        std::visit([&](const auto& body) { use(whole.header, body); }, whole.body);
        if (const auto* multisig = std::get_if<nem::Multisig>(&whole.body)) {
            std::visit([&](const auto& body) { use(multisig->inner.header, body); },
                       multisig->inner.body);
        }
    }
}

NisResult judge_conflicts(const nem::Block& block) {
    std::vector<nem::PublicKey> modified;
    Names names;
    visit_bodies(block, [&](const nem::Header& header, const auto& body) {
        gather(header, body, modified);
        gather(body, names);
    });
    std::ranges::sort(modified);
    if (std::ranges::adjacent_find(modified) != modified.end()) {
        return NisResult::ConflictingMultisigModification;
    }
    const bool conflict = std::ranges::any_of(names.defined, [&](const nem::MosaicId& id) {
        return std::ranges::find(names.used, id) != names.used.end() ||
               std::ranges::find(names.provisioned, id.namespace_id) != names.provisioned.end();
    });
    return conflict ? NisResult::ConflictingMosaicCreation : NisResult::Success;
}

NisResult judge_one_of(const nem::Block& block, const nem::Transaction& transaction,
                       const nem::Address& owner) {
    if (!is_of(block.network, transaction)) { return NisResult::WrongNetwork; }
    if (std::holds_alternative<nem::MultisigSignature>(transaction.body)) {
        return NisResult::TransactionUnverifiable;
    }
    if (transaction.header.deadline < block.time_stamp) { return NisResult::PastDeadline; }
    const bool own = transaction.header.signer == block.signer ||
                     nem::to_address(transaction.header.signer, block.network) == owner;
    return own ? NisResult::SelfSignedTransaction : NisResult::Success;
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

std::size_t count_of(const nem::Transaction& transaction) {
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    return multisig == nullptr ? 1 : 2 + multisig->cosignatures.size();
}

bool is_for(const nem::MultisigSignature& signature, const nem::Multisig& multisig,
            nem::Network network) {
    return signature.other_hash == nem::inner_hash(nem::Transaction{{}, multisig}) &&
           signature.other_account == nem::to_address(multisig.inner.header.signer, network);
}

NisResult judge_block(const nem::Block& block, const StateDraft& draft) {
    const nem::Address signer = nem::to_address(block.signer, block.network);
    const nem::Address owner = beneficiary(draft.facts.links, signer, block.height);
    std::size_t count = 0;
    std::set<SeenKey> keys;
    for (const auto& one : block.transactions) {
        const auto result = judge_one_of(block, one.transaction, owner);
        if (is_failure(result)) { return result; }
        count += count_of(one.transaction);
        for (const auto& key : keys_of(one.transaction)) {
            if (draft.seen.find(key) != nullptr || !keys.insert(key).second) {
                return NisResult::TransactionDuplicateInChain;
            }
        }
    }
    if (count > kTransactionsABlock) { return NisResult::TooManyTransactions; }
    return judge_conflicts(block);
}

}  // namespace nem_chain

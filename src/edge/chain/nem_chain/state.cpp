#include <algorithm>
#include <deque>
#include <nem_chain/state.hpp>

#include "mover.hpp"
#include "rules.hpp"

namespace nem_chain {

struct State::Parts {
    struct Frame {
        Head head;
        StateChanges before;
    };
    nem::Network network;
    Head head;
    StateTables tables;
    std::deque<Frame> frames;  // what takes blocks back, newest last

    [[nodiscard]] ledger::Height next() const { return {head.height ? head.height->value + 1 : 1}; }
    [[nodiscard]] const Account* find(const nem::Address& account) const {
        return tables.accounts.find(account);
    }
};

State::State(nem::Network network) : parts_{std::make_unique<Parts>()} {
    parts_->network = network;
}
State::State(const State& other) : parts_{std::make_unique<Parts>(*other.parts_)} {}
State& State::operator=(const State& other) {
    if (this != &other) { parts_ = std::make_unique<Parts>(*other.parts_); }
    return *this;
}
State::State(State&&) noexcept = default;
State& State::operator=(State&&) noexcept = default;
State::~State() = default;

namespace {

using Moved = std::expected<BlockMoves, NisResult>;

/// The nemesis block's signer is given what it hands out: all the XEM that there will ever be.
bool issue_nemesis(const nem::Block& block, StateDraft& draft) {
    RegisterDraft facts = draft.facts;
    BlockMoves moves;
    if (move_block(block, facts, moves)) { return false; }
    const nem::Address signer = nem::to_address(block.signer, block.network);
    base::Wide handed_out = 0;
    for (const Movement& movement : moves.xem) {
        if (movement.from != signer) { continue; }
        handed_out += base::Wide{movement.amount.atoms()} + movement.fee.atoms();
    }
    return issue(draft, signer, handed_out);
}

/// Why a transaction cannot be in the block now.
NisResult judge_included(const nem::Transaction& transaction, const StateDraft& draft,
                         const Circumstances& where) {
    const auto result = judge(transaction, draft, where);
    const auto* multisig = std::get_if<nem::Multisig>(&transaction.body);
    if (is_failure(result) || multisig == nullptr) { return result; }
    return judge_signatures(transaction.header, *multisig, draft);
}

Moved run(const nem::Block& block, StateDraft& draft) {
    const bool nemesis = block.type == nem::BlockType::Nemesis;
    if (nemesis && !issue_nemesis(block, draft)) {
        return std::unexpected(NisResult::BlockUnverifiable);
    }
    if (!nemesis) {
        const auto result = judge_block(block, draft);
        if (is_failure(result)) { return std::unexpected(result); }
    }
    const Circumstances where{block.network, block.height, std::nullopt};
    BlockMoves moves;
    std::uint32_t index = 0;
    for (const auto& one : block.transactions) {
        const auto result =
            nemesis ? NisResult::Success : judge_included(one.transaction, draft, where);
        if (is_failure(result)) { return std::unexpected(result); }
        if (!execute(draft, one.transaction, block.height, index, moves)) {
            return std::unexpected(NisResult::InsufficientBalance);
        }
        ++index;
    }
    const std::size_t before = moves.xem.size();
    if (harvest(block, draft.facts, moves)) {
        return std::unexpected(NisResult::BlockUnverifiable);
    }
    const BlockMoves last{
        {moves.xem.begin() + static_cast<std::ptrdiff_t>(before), moves.xem.end()}, {}};
    if (!pay(draft, last)) { return std::unexpected(NisResult::BlockUnverifiable); }
    drop_old(draft, block.time_stamp);
    return moves;
}

}  // namespace

Moved State::apply(const nem::Block& block) {
    if (block.network != parts_->network) { return std::unexpected(NisResult::WrongNetwork); }
    if (!follows(parts_->head, block)) { return std::unexpected(NisResult::BlockUnexpectedHeight); }
    StateDraft draft{parts_->tables};
    auto moves = run(block, draft);
    if (!moves) { return moves; }
    auto before = exchange(parts_->tables, draft.take());
    parts_->frames.push_back({parts_->head, std::move(before)});
    parts_->head = after(parts_->head, block);
    return moves;
}

bool State::undo() {
    if (parts_->frames.empty()) { return false; }
    Parts::Frame frame = std::move(parts_->frames.back());
    parts_->frames.pop_back();
    std::ignore = exchange(parts_->tables, std::move(frame.before));
    parts_->head = frame.head;
    return true;
}

void State::forget(std::size_t keep) {
    while (parts_->frames.size() > keep) { parts_->frames.pop_front(); }
}

std::vector<std::uint8_t> State::bytes() const {
    CanonicalBytes bytes;
    bytes.put(parts_->network.value);
    bytes.put(parts_->head.height);
    bytes.put(parts_->head.from_nemesis);
    put(bytes, parts_->tables);
    return bytes.take();
}

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

nem::Network State::network() const { return parts_->network; }
std::optional<ledger::Height> State::height() const { return parts_->head.height; }

money::Amount State::balance(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? money::Amount{} : found->balance;
}

std::vector<OwnedMosaic> State::owned(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::vector<OwnedMosaic>{} : found->mosaics;
}

std::optional<MosaicEntry> State::mosaic(const nem::MosaicId& id) const {
    return find_mosaic(Mosaics{parts_->tables.facts.mosaics}, id);
}

std::optional<Namespace> State::find_namespace(std::string_view full_name) const {
    const std::string name{full_name};
    const RegisterTables& facts = parts_->tables.facts;
    const Root* const root = facts.roots.find(root_of(full_name));
    const bool there = name == root_of(full_name) || facts.children.find(name) != nullptr;
    if (root == nullptr || !there) { return std::nullopt; }
    return Namespace{root->owner, root->since};
}

std::vector<nem::Address> State::cosignatories(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::vector<nem::Address>{} : found->cosignatories;
}

std::uint32_t State::min_cosignatories(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? 0 : found->min_cosignatories;
}

std::vector<nem::Address> State::cosignatory_of(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::vector<nem::Address>{} : found->cosignatory_of;
}

std::optional<nem::Address> State::owner_of(const nem::Address& remote) const {
    const Draft<nem::Address, Link> links{parts_->tables.facts.links};
    const nem::Address owner = beneficiary(links, remote, parts_->next());
    if (owner == remote) { return std::nullopt; }
    return owner;
}

std::optional<nem::PublicKey> State::public_key(const nem::Address& account) const {
    const Account* const found = parts_->find(account);
    return found == nullptr ? std::nullopt : found->key;
}

bool State::has_seen(const nem::Transaction& transaction) const {
    const SeenKey key{transaction.header.time_stamp, nem::hash_of(transaction)};
    return parts_->tables.seen.find(key) != nullptr;
}

bool State::credit(const nem::Address& account, money::Amount amount) {
    StateDraft draft{parts_->tables};
    if (!issue(draft, account, amount.atoms())) { return false; }
    std::ignore = exchange(parts_->tables, draft.take());
    return true;
}

std::expected<void, ChainError> State::learn(const nem::MosaicDefinition& definition,
                                             std::uint64_t supply_units, ledger::Height since) {
    auto entry = make_entry(definition);
    if (!entry) {
        return std::unexpected(ChainError{ChainProblem::BadDefinition, 0, definition.id});
    }
    const auto supply = to_quantity(supply_units, entry->divisibility);
    if (!supply) {
        return std::unexpected(ChainError{ChainProblem::BadDefinition, 0, definition.id});
    }
    entry->supply_units = supply_units;
    StateDraft draft{parts_->tables};
    const nem::Address creator = nem::to_address(definition.creator, parts_->network);
    draft.facts.mosaics.set(definition.id, *std::move(entry));
    const MosaicMovement all{
        std::nullopt, creator, definition.id, money::Amount::from_atoms(*supply), 0, true};
    const bool done = pay(draft, BlockMoves{{}, {all}});
    base::invariant(done, "a supply fits");
    std::ignore = exchange(parts_->tables, draft.take());
    learn_namespace(definition.id.namespace_id, {creator, since});
    return {};
}

void State::learn_namespace(std::string_view full_name, const Namespace& lease) {
    StateDraft draft{parts_->tables};
    draft.facts.roots.set(root_of(full_name), Root{lease.owner, lease.since, std::nullopt});
    std::string name{full_name};
    while (name.find('.') != std::string::npos) {  // those above it are there, too
        draft.facts.children.set(name, Child{lease.since});
        name.resize(name.rfind('.'));
    }
    std::ignore = exchange(parts_->tables, draft.take());
}

}  // namespace nem_chain

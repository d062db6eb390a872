#include <nem_chain/state.hpp>

#include "mover.hpp"
#include "rules.hpp"
#include "state_parts.hpp"

namespace nem_chain {

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

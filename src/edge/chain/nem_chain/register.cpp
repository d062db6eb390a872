#include <algorithm>
#include <deque>
#include <nem_chain/register.hpp>
#include <utility>

#include "mover.hpp"
#include "supply.hpp"

namespace nem_chain {

struct Register::Parts {
    struct Frame {
        Head head;
        RegisterChanges before;
    };
    nem::Network network;
    Head head;
    RegisterTables tables;
    std::deque<Frame> frames;  // what takes blocks back, newest last
    RegisterChanges unlearn;   // what takes back what was learnt for the next block

    void take(RegisterChanges learnt) {
        auto before = exchange(tables, std::move(learnt));
        // What was there first counts where the same was learnt twice.
        unlearn.mosaics.merge(before.mosaics);
        unlearn.links.merge(before.links);
    }
};

Register::Register(nem::Network network) : parts_{std::make_unique<Parts>()} {
    parts_->network = network;
}
Register::Register(const Register& other) : parts_{std::make_unique<Parts>(*other.parts_)} {}
Register& Register::operator=(const Register& other) {
    if (this != &other) { parts_ = std::make_unique<Parts>(*other.parts_); }
    return *this;
}
Register::Register(Register&&) noexcept = default;
Register& Register::operator=(Register&&) noexcept = default;
Register::~Register() = default;

std::expected<BlockMoves, ChainError> Register::apply(const nem::Block& block) {
    if (block.network != parts_->network) {
        return std::unexpected(ChainError{ChainProblem::WrongNetwork, 0, {}});
    }
    if (!follows(parts_->head, block)) {
        return std::unexpected(ChainError{ChainProblem::NotNext, 0, {}});
    }
    RegisterDraft draft{parts_->tables};
    BlockMoves moves;
    if (auto wrong = move_block(block, draft, moves)) { return std::unexpected(*wrong); }
    if (auto wrong = find_impossible(moves)) { return std::unexpected(*wrong); }
    auto before = exchange(parts_->tables, draft.take());
    auto unlearn = std::exchange(parts_->unlearn, {});
    unlearn.mosaics.merge(before.mosaics);  // goes before what the block replaced
    unlearn.links.merge(before.links);
    before.mosaics = std::move(unlearn.mosaics);
    before.links = std::move(unlearn.links);
    parts_->frames.push_back({parts_->head, std::move(before)});
    parts_->head = after(parts_->head, block);
    return moves;
}

bool Register::undo() {
    if (parts_->frames.empty()) { return false; }
    Parts::Frame frame = std::move(parts_->frames.back());
    parts_->frames.pop_back();
    std::ignore = exchange(parts_->tables, std::move(frame.before));
    parts_->head = frame.head;
    return true;
}

void Register::forget(std::size_t keep) {
    while (parts_->frames.size() > keep) { parts_->frames.pop_front(); }
}

std::vector<std::uint8_t> Register::bytes() const {
    CanonicalBytes bytes;
    bytes.put(parts_->network.value);
    bytes.put(parts_->head.height);
    bytes.put(parts_->head.from_nemesis);
    put(bytes, parts_->tables);
    return bytes.take();
}

std::optional<ledger::Height> Register::height() const { return parts_->head.height; }
nem::Network Register::network() const { return parts_->network; }

namespace {

/// What a body attaches or changes, and what it defines.
struct Mentioned {
    std::vector<nem::MosaicId> used;
    std::vector<nem::MosaicId> defined;
};
void mention(const nem::Transfer& transfer, Mentioned& mentioned) {
    for (const auto& mosaic : transfer.mosaics.value_or(std::vector<nem::Mosaic>{})) {
        mentioned.used.push_back(mosaic.id);
    }
}
void mention(const nem::MosaicSupplyChange& change, Mentioned& mentioned) {
    mentioned.used.push_back(change.mosaic_id);
}
void mention(const nem::MosaicDefinitionCreation& creation, Mentioned& mentioned) {
    mentioned.defined.push_back(creation.definition.id);
}
void mention(const nem::Multisig& multisig, Mentioned& mentioned);
template <class Other>
void mention(const Other& /*no mosaics*/, Mentioned& /*mentioned*/) {}
void mention(const nem::Multisig& multisig, Mentioned& mentioned) {
    std::visit([&](const auto& body) { mention(body, mentioned); }, multisig.inner.body);
}

}  // namespace

Unknowns Register::unknown_in(const nem::Block& block) const {
    Unknowns unknowns;
    std::vector<nem::MosaicId> defined;
    for (const auto& one : block.transactions) {
        Mentioned mentioned;
        std::visit([&](const auto& body) { mention(body, mentioned); }, one.transaction.body);
        for (const auto& id : mentioned.used) {
            const bool known = mosaic(id) || std::ranges::find(defined, id) != defined.end() ||
                               std::ranges::find(unknowns.mosaics, id) != unknowns.mosaics.end();
            if (!known) { unknowns.mosaics.push_back(id); }
        }
        defined.insert(defined.end(), mentioned.defined.begin(), mentioned.defined.end());
    }
    const bool all_known =
        parts_->head.height ? parts_->head.from_nemesis : block.type == nem::BlockType::Nemesis;
    const nem::Address signer = nem::to_address(block.signer, block.network);
    if (!all_known && parts_->tables.links.find(signer) == nullptr) { unknowns.signer = signer; }
    return unknowns;
}

std::expected<void, ChainError> Register::learn(const nem::MosaicDefinition& definition) {
    auto entry = make_entry(definition);
    if (!entry) {
        return std::unexpected(ChainError{ChainProblem::BadDefinition, 0, definition.id});
    }
    entry->supply_units = 0;
    entry->assumed = true;
    RegisterChanges changes;
    changes.mosaics.emplace(definition.id, *std::move(entry));
    parts_->take(std::move(changes));
    return {};
}

void Register::assume(const nem::MosaicId& id) {
    MosaicEntry entry;
    entry.definition.id = id;
    entry.assumed = true;
    RegisterChanges changes;
    changes.mosaics.emplace(id, std::move(entry));
    parts_->take(std::move(changes));
}

void Register::learn_owner(const nem::Address& remote, const nem::Address& owner) {
    RegisterChanges changes;
    const bool linked = remote != owner;
    changes.links.emplace(
        remote, Link{linked ? LinkRole::Remote : LinkRole::None, linked, owner, ledger::Height{0}});
    parts_->take(std::move(changes));
}

std::optional<MosaicEntry> Register::mosaic(const nem::MosaicId& id) const {
    return find_mosaic(Mosaics{parts_->tables.mosaics}, id);
}

nem::Address Register::beneficiary(const nem::Address& signer, ledger::Height at) const {
    return nem_chain::beneficiary(Draft<nem::Address, Link>{parts_->tables.links}, signer, at);
}

}  // namespace nem_chain

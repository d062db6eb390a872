// The chain as a whole: how it begins, grows and is rewritten.
#include <algorithm>

#include "chain_parts.hpp"
#include "keeping.hpp"

namespace replay {
namespace {

std::unexpected<ReplayFault> no_keys() {
    return std::unexpected(ReplayFault{ReplayProblem::NoKeys, {}});
}

/// Hands out what accounts must hold for the recording to be payable.
std::expected<nem::Block, ReplayFault> make_nemesis(const Cast& cast,
                                                    const ChainSettings& settings) {
    const auto keys = stand_in_keys(settings.seed, "(nemesis)");
    if (!keys) { return no_keys(); }
    nem::Block block;
    block.type = nem::BlockType::Nemesis;
    block.network = settings.network;
    block.signer = keys->public_key();
    block.height = ledger::Height{1};
    const auto hand_out = [&](const nem::Address& to,
                              money::Amount amount) -> std::expected<void, ReplayFault> {
        nem::Transaction transaction{{settings.network, {}, block.signer, {}, {}},
                                     nem::Transfer{to, amount, std::nullopt, std::nullopt}};
        const auto signature = keys->sign(nem::encode_unsigned(transaction));
        if (!signature) { return no_keys(); }
        block.transactions.push_back({std::move(transaction), *signature});
        return {};
    };
    for (const StandIn& one : cast.stand_ins) {
        if (one.opening.atoms() == 0) { continue; }
        if (auto done = hand_out(one.address, one.opening); !done) {
            return std::unexpected(done.error());
        }
    }
    for (const nem::Address& funded : settings.funded) {
        if (auto done = hand_out(funded, settings.funded_with); !done) {
            return std::unexpected(done.error());
        }
    }
    const auto signature = keys->sign(nem::encode_unsigned(block));
    if (!signature) { return no_keys(); }
    block.signature = *signature;
    return block;
}

}  // namespace

Chain::Chain(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
Chain::Chain(const Chain& other) : parts_{std::make_unique<Parts>(*other.parts_)} {}
Chain& Chain::operator=(const Chain& other) {
    if (this != &other) { parts_ = std::make_unique<Parts>(*other.parts_); }
    return *this;
}
Chain::Chain(Chain&&) noexcept = default;
Chain& Chain::operator=(Chain&&) noexcept = default;
Chain::~Chain() = default;

std::expected<Chain, ReplayFault> Chain::make(Recording recording, ChainSettings settings) {
    auto cast = prepare(recording, settings);
    if (!cast) { return std::unexpected(cast.error()); }
    auto parts = std::make_unique<Parts>();
    parts->state = nem_chain::State{settings.network};
    parts->settings = std::move(settings);
    parts->cast = std::make_shared<const Cast>(*std::move(cast));
    const auto harvester = stand_in_keys(parts->settings.seed, harvester_name(1));
    if (!harvester) { return no_keys(); }
    parts->harvester = nem::to_address(harvester->public_key(), parts->settings.network);
    auto nemesis = make_nemesis(*parts->cast, parts->settings);
    if (!nemesis) { return std::unexpected(nemesis.error()); }
    parts->next_id += 1 + nemesis->transactions.size();
    auto kept = keep(*nemesis, 1, parts->state);
    if (!parts->state.apply(*nemesis)) {
        return std::unexpected(ReplayFault{ReplayProblem::TooMuch, {}});
    }
    parts->news.blocks.push_back(kept);
    parts->blocks.push_back(std::move(kept));
    return Chain{std::move(parts)};
}

nem::TimeStamp Chain::beginning() const {
    return {parts_->cast->first_block_at.value - kBlockSeconds};
}
nem::TimeStamp Chain::recording_end() const { return parts_->cast->transfers.back().block_at; }
nem::TimeStamp Chain::next_block_at() const { return parts_->next_block_at(); }
ledger::Height Chain::next_height() const { return {parts_->blocks.size() + 1}; }

nem::TimeStamp Chain::next_at() const {
    const auto& transfers = parts_->cast->transfers;
    if (parts_->next_recorded == transfers.size()) { return next_block_at(); }
    return std::min(transfers[parts_->next_recorded].pooled_at, next_block_at());
}

std::expected<void, ReplayFault> Chain::step() {
    const auto& transfers = parts_->cast->transfers;
    const bool pools = parts_->next_recorded < transfers.size() &&
                       transfers[parts_->next_recorded].pooled_at <= next_block_at();
    if (pools) { return parts_->pool_recorded(); }
    const auto keys = stand_in_keys(parts_->settings.seed, harvester_name(parts_->branch));
    if (!keys) { return no_keys(); }
    const nem::TimeStamp time = next_block_at();
    auto wanted = parts_->gather(time, keys->public_key());
    auto added = parts_->add_block(time, std::move(wanted));
    if (added) { parts_->clear_pool(time); }
    return added;
}

std::expected<void, ReplayFault> Chain::reorganise(std::size_t depth, Returned how) {
    Parts& parts = *parts_;
    depth = std::min({depth, parts.blocks.size() - 1, kDepthMax});
    std::vector<std::shared_ptr<const KeptBlock>> old{
        parts.blocks.end() - static_cast<std::ptrdiff_t>(depth), parts.blocks.end()};
    parts.blocks.resize(parts.blocks.size() - depth);
    for (std::size_t undone = 0; undone < depth; ++undone) {
        const bool done = parts.state.undo();
        base::invariant(done, "blocks down to the limit can be undone");
    }
    ++parts.branch;
    parts.picture.reset();
    std::vector<nem::SignedTransaction> waiting;  // for the next block of the branch
    for (const auto& block : old) {
        const auto& transactions = block->block.transactions;
        std::vector<nem::SignedTransaction> wanted = std::exchange(waiting, {});
        for (const auto& one : transactions) {
            const bool gone = how == Returned::Never && parts.is_recorded(one);
            if (gone) {
                parts.news.lost.push_back(
                    parts.cast->transfers[parts.cast->numbers.at(nem::hash_of(one.transaction))]
                        .tx);
                continue;
            }
            (how == Returned::Same ? wanted : waiting).push_back(one);
        }
        if (auto added = parts.add_block(block->block.time_stamp, std::move(wanted)); !added) {
            return added;
        }
    }
    parts.pool.insert(parts.pool.begin(), waiting.begin(), waiting.end());
    return {};
}

void Chain::restart() {
    parts_->picture.reset();
    std::erase_if(parts_->pool, [&](const auto& one) { return !parts_->is_recorded(one); });
    parts_->memory.clear();
}

std::shared_ptr<const Picture> Chain::picture() const {
    if (!parts_->picture) {
        parts_->picture = std::make_shared<const Picture>(Picture{
            parts_->blocks, std::make_shared<const nem_chain::State>(parts_->state), parts_->pool});
    }
    return parts_->picture;
}
News Chain::take_news() { return std::exchange(parts_->news, {}); }
const std::vector<StandIn>& Chain::stand_ins() const { return parts_->cast->stand_ins; }
nem::Hash Chain::hash_of_recorded(std::size_t number) const {
    return parts_->cast->transfers.at(number).hash;
}
money::Amount Chain::fee_of_recorded(std::size_t number) const {
    return parts_->cast->transfers.at(number).transaction.header.fee;
}
const nem::Address& Chain::harvester() const { return parts_->harvester; }

}  // namespace replay

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nem_crawl/nem_crawl.hpp>

/// A node that serves a chain of blocks as NIS's REST interface does, its gaps included.
namespace nem_crawl::testing {

class HistoryNode final : public nem_node::Node {
public:
    HistoryNode(nem::Network network, std::vector<nem::Block> blocks, std::size_t page = 25);

    /// Bends an answer to an account's history before it is given.
    std::function<void(std::vector<nem_node::HistoryEntry>&)> bend_history;
    std::function<void(nem::Block&)> bend_block;
    std::set<nem::MosaicId> forgotten;  // expired: nobody answers for them
    std::uint64_t balance_lie{0};
    bool never_rests{false};  // another height at every question
    std::size_t blocks_asked{0};

    [[nodiscard]] std::string name() const override { return "histories"; }
    nem_node::Answer<void> ready() override { return {}; }
    nem_node::Answer<ledger::Height> height() override {
        if (never_rests) { return ledger::Height{++restless_}; }
        return blocks_.back().height;
    }
    nem_node::Answer<nem::Block> last_block() override { return blocks_.back(); }
    nem_node::Answer<nem::Block> block_at(ledger::Height height) override;
    nem_node::Answer<nem_node::AccountState> account(const nem::Address& account) override;
    nem_node::Answer<std::vector<nem_node::HistoryEntry>> transfers(
        const nem::Address& account, nem_node::Direction direction,
        std::optional<std::uint64_t> before_id) override;
    nem_node::Answer<std::vector<nem_node::Harvest>> harvests(
        const nem::Address& account, std::optional<std::uint64_t> before_id) override;
    nem_node::Answer<nem_node::MosaicFacts> mosaic(const nem::MosaicId& id) override;
    // A crawl asks nothing of these.
    nem_node::Answer<std::vector<nem::Block>> blocks_after(ledger::Height /*h*/) override {
        return refused();
    }
    nem_node::Answer<std::vector<nem::Hash>> hashes_from(ledger::Height /*h*/) override {
        return refused();
    }
    nem_node::Answer<std::vector<nem::UnconfirmedTransaction>> unconfirmed(
        const nem::Address& /*a*/) override {
        return refused();
    }
    nem_node::Answer<nem::TimeStamp> network_time() override { return refused(); }
    nem_node::Answer<std::optional<nem::Address>> owner_of_remote(
        const nem::Address& /*a*/) override {
        return refused();
    }
    nem_node::Answer<std::vector<nem::Mosaic>> owned_mosaics(const nem::Address& /*a*/) override {
        return refused();
    }
    nem_node::Answer<nem_node::Announced> announce(const nem::SignedTransaction& /*t*/) override {
        return refused();
    }

    /// Every row of the chain.
    [[nodiscard]] const std::vector<LedgerRow>& rows() const { return rows_; }

private:
    static std::unexpected<nem_node::NodeError> refused(
        nem_node::NodeProblem problem = nem_node::NodeProblem::Refused) {
        return std::unexpected(nem_node::NodeError{problem, 0, "simulated"});
    }
    void index(const nem::Block& block);

    struct Listed {
        nem_node::HistoryEntry entry;
        std::set<nem::Address> incoming, outgoing;
    };
    nem::Network network_;
    std::vector<nem::Block> blocks_;
    std::size_t page_;
    nem_chain::Register register_;
    std::map<nem::Address, std::int64_t> balances_;
    std::vector<Listed> listed_;  // oldest first
    std::vector<std::pair<nem_node::Harvest, std::set<nem::Address>>> harvests_;
    std::vector<LedgerRow> rows_;
    std::uint64_t restless_{0};
};

/// Whom NIS lists a transaction for (Reference 5.4).
struct Listing {
    nem::Network network;
    std::set<nem::Address> incoming, outgoing;

    void add(const nem::PublicKey& signer, const auto& body) {
        outgoing.insert(nem::to_address(signer, network));
        receive(body);
    }
    void receive(const nem::Transfer& body) { incoming.insert(body.recipient); }
    void receive(const nem::ImportanceTransfer& body) {
        incoming.insert(nem::to_address(body.remote_account, network));
    }
    void receive(const nem::MultisigModification& body) {
        for (const auto& one : body.modifications) {
            incoming.insert(nem::to_address(one.cosignatory, network));
        }
    }
    void receive(const nem::ProvisionNamespace& body) { incoming.insert(body.rental_fee_sink); }
    void receive(const auto& /*nobody*/) {}
};

inline HistoryNode::HistoryNode(nem::Network network, std::vector<nem::Block> blocks,
                                std::size_t page)
    : network_{network}, blocks_{std::move(blocks)}, page_{page}, register_{network} {
    for (const nem::Block& block : blocks_) { index(block); }
}

inline void HistoryNode::index(const nem::Block& block) {
    const auto moves = register_.apply(block);
    ASSERT_TRUE(moves.has_value()) << nem_chain::to_phrase(moves.error()).en;
    std::uint64_t fees = 0;
    std::set<nem::Address> harvesters{nem::to_address(block.signer, network_)};
    for (const LedgerRow& row : rows_of(block, *moves)) {
        rows_.push_back(row);
        const auto amount = static_cast<std::int64_t>(row.movement.amount.atoms());
        const auto fee = static_cast<std::int64_t>(row.movement.fee.atoms());
        if (row.movement.from) { balances_[*row.movement.from] -= amount + fee; }
        if (row.movement.to) { balances_[*row.movement.to] += amount; }
        if (row.movement.kind != nem_chain::MovementKind::Harvest) { continue; }
        fees = row.movement.amount.atoms();
        if (row.movement.to) { harvesters.insert(*row.movement.to); }
    }
    harvests_.push_back({{1'000 + block.height.value, block.height, block.time_stamp,
                          money::Amount::from_atoms(fees)},
                         harvesters});
    for (const auto& one : block.transactions) {
        Listing listing{network_, {}, {}};
        const nem::Transaction& transaction = one.transaction;
        if (const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body)) {
            listing.outgoing.insert(nem::to_address(transaction.header.signer, network_));
            for (const auto& cosigner : multisig->cosignatures) {
                listing.outgoing.insert(nem::to_address(cosigner.header.signer, network_));
            }
            std::visit([&](const auto& body) { listing.add(multisig->inner.header.signer, body); },
                       multisig->inner.body);
        } else {
            std::visit([&](const auto& body) { listing.add(transaction.header.signer, body); },
                       transaction.body);
        }
        const std::uint64_t id = 7 + (3 * listed_.size());
        listed_.push_back(
            {{id, block.height, nem::hash_of(transaction), nem::inner_hash(transaction), one},
             listing.incoming,
             listing.outgoing});
    }
}

inline nem_node::Answer<nem::Block> HistoryNode::block_at(ledger::Height height) {
    blocks_asked += 1;
    const auto found = std::ranges::find(blocks_, height, &nem::Block::height);
    if (found == blocks_.end()) { return refused(nem_node::NodeProblem::NotFound); }
    nem::Block block = *found;
    if (bend_block) { bend_block(block); }
    return block;
}

inline nem_node::Answer<nem_node::AccountState> HistoryNode::account(const nem::Address& account) {
    nem_node::AccountState state;
    state.address = account;
    const auto found = balances_.find(account);
    const std::int64_t balance = found == balances_.end() ? 0 : found->second;
    state.balance = money::Amount::from_atoms(
        static_cast<std::uint64_t>(std::max<std::int64_t>(balance, 0)) + balance_lie);
    return state;
}

inline nem_node::Answer<std::vector<nem_node::HistoryEntry>> HistoryNode::transfers(
    const nem::Address& account, nem_node::Direction direction,
    std::optional<std::uint64_t> before_id) {
    std::vector<nem_node::HistoryEntry> page;
    for (auto one = listed_.rbegin(); one != listed_.rend() && page.size() < page_; ++one) {
        const bool in =
            direction != nem_node::Direction::Outgoing && one->incoming.contains(account);
        const bool out =
            direction != nem_node::Direction::Incoming && one->outgoing.contains(account);
        if ((in || out) && (!before_id || one->entry.id < *before_id)) {
            page.push_back(one->entry);
        }
    }
    if (bend_history) { bend_history(page); }
    return page;
}

inline nem_node::Answer<std::vector<nem_node::Harvest>> HistoryNode::harvests(
    const nem::Address& account, std::optional<std::uint64_t> before_id) {
    std::vector<nem_node::Harvest> page;
    for (auto one = harvests_.rbegin(); one != harvests_.rend() && page.size() < page_; ++one) {
        if (one->second.contains(account) && (!before_id || one->first.id < *before_id)) {
            page.push_back(one->first);
        }
    }
    return page;
}

inline nem_node::Answer<nem_node::MosaicFacts> HistoryNode::mosaic(const nem::MosaicId& id) {
    const auto entry = register_.mosaic(id);
    if (!entry || forgotten.contains(id)) { return refused(nem_node::NodeProblem::NotFound); }
    return nem_node::MosaicFacts{entry->definition, entry->supply_units};
}

}  // namespace nem_crawl::testing

#include "crawl_state.hpp"

/// What is asked of the node.
namespace nem_crawl {
namespace {

using nem_node::NodeError;
using nem_node::NodeProblem;

constexpr int kAttemptsMax = 5;  // while the chain moves under us

NodeError contradicts(std::string detail) { return {NodeProblem::BadAnswer, 0, std::move(detail)}; }

bool makes_remote(const nem::ImportanceTransfer* link, const nem::Address& account,
                  nem::Network network) {
    return link != nullptr && nem::to_address(link->remote_account, network) == account;
}

/// The transaction links `account` as somebody's remote, or ends that.
bool is_link_of(const nem::Transaction& transaction, const nem::Address& account) {
    const nem::Network network = transaction.header.network;
    if (makes_remote(std::get_if<nem::ImportanceTransfer>(&transaction.body), account, network)) {
        return true;
    }
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    return multisig != nullptr &&
           makes_remote(std::get_if<nem::ImportanceTransfer>(&multisig->inner.body), account,
                        network);
}

}  // namespace

nem::Address payer_of(const nem::Transaction& transaction) {
    const auto* const multisig = std::get_if<nem::Multisig>(&transaction.body);
    const nem::Header& header = multisig == nullptr ? transaction.header : multisig->inner.header;
    return nem::to_address(header.signer, header.network);
}

Answer<void> Crawl::State::run(const std::vector<nem::Address>& seeds,
                               const FindTainted& find_tainted) {
    std::vector<nem::Address> wanted = seeds;
    while (true) {
        bool grew = false;
        for (const nem::Address& account : wanted) {
            if (accounts_.contains(account)) { continue; }
            if (accounts_.size() == config_.accounts_max) {
                return std::unexpected(
                    NodeError{NodeProblem::BadQuestion, 0,
                              fmt::format("more than {} accounts", config_.accounts_max)});
            }
            if (const auto done = read(account); !done) { return done; }
            grew = true;
        }
        if (!grew) { return {}; }
        wanted = find_tainted(*result().ledger);
    }
}

Answer<void> Crawl::State::read(const nem::Address& account) {
    auto into = read_balance(account);
    if (!into) { return std::unexpected(into.error()); }
    const auto entries = read_history(account, *into);
    if (!entries) { return std::unexpected(entries.error()); }
    if (const auto done = read_harvests(account, *into); !done) { return done; }
    for (const auto& [height, named] : *entries) {
        if (const auto done = read_block(height, named); !done) { return done; }
    }
    for (const std::uint64_t height : into->harvested) {
        if (const auto done = read_block(height, {}); !done) { return done; }
    }
    reads_.emplace(account, *std::move(into));
    accounts_.insert(account);
    return {};
}

Answer<AccountRead> Crawl::State::read_balance(const nem::Address& account) {
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
        const auto before = node_->height();
        if (!before) { return std::unexpected(before.error()); }
        const auto state = node_->account(account);
        if (!state) { return std::unexpected(state.error()); }
        const auto after = node_->height();
        if (!after) { return std::unexpected(after.error()); }
        if (*before == *after) { return AccountRead{state->balance, *before, {}, {}}; }
    }
    return std::unexpected(contradicts("the chain moves faster than an account can be asked"));
}

Answer<Crawl::State::Entries> Crawl::State::read_history(const nem::Address& account,
                                                         AccountRead& into) {
    Entries entries;
    const auto ask = [&](std::optional<std::uint64_t> before) {
        return node_->transfers(account, nem_node::Direction::All, before);
    };
    const auto use = [&](const nem_node::HistoryEntry& entry) -> Answer<void> {
        if (entry.height > into.at) { return {}; }  // came after the balance was asked
        const nem::Transaction& transaction = entry.transaction.transaction;
        if (nem::hash_of(transaction) != entry.hash) {
            return std::unexpected(contradicts("a history's transaction has another hash"));
        }
        entries[entry.height.value].insert(entry.hash);
        if (is_link_of(transaction, account)) {
            into.links.try_emplace(entry.height.value, entry.transaction);
        }
        if (payer_of(transaction) != account) { return {}; }
        for (const nem::MosaicId& id : attached_mosaics(transaction)) {
            if (const auto learnt = mosaics_.learn(id); !learnt) { return learnt; }
        }
        return {};
    };
    const auto read = read_pages<nem_node::HistoryEntry>(ask, use);
    if (!read) { return std::unexpected(read.error()); }
    return entries;
}

Answer<void> Crawl::State::read_harvests(const nem::Address& account, AccountRead& into) {
    const auto ask = [&](std::optional<std::uint64_t> before) {
        return node_->harvests(account, before);
    };
    return read_pages<nem_node::Harvest>(ask, [&](const nem_node::Harvest& one) -> Answer<void> {
        // A block without fees moves nothing.
        if (one.height <= into.at && one.total_fee > money::Amount{}) {
            into.harvested.insert(one.height.value);
        }
        return {};
    });
}

Answer<void> Crawl::State::read_block(std::uint64_t height, const std::set<nem::Hash>& named) {
    if (!blocks_.contains(height)) {
        if (blocks_.size() == config_.blocks_max) {
            return std::unexpected(
                NodeError{NodeProblem::BadQuestion, 0,
                          fmt::format("more than {} blocks", config_.blocks_max)});
        }
        auto block = node_->block_at(ledger::Height{height});
        if (!block) { return std::unexpected(block.error()); }
        const bool is_it = block->height.value == height && block->network == config_.network;
        if (!is_it || (config_.verify && !config_.verify(nem_node::signatures_of(*block)))) {
            return std::unexpected(
                contradicts(fmt::format("what it gives as block {} is none", height)));
        }
        BlockRead read{*std::move(block), {}};
        for (const auto& one : read.block.transactions) {
            read.transactions.insert(nem::hash_of(one.transaction));
        }
        blocks_.emplace(height, std::move(read));
    }
    for (const nem::Hash& hash : named) {
        if (!blocks_.at(height).transactions.contains(hash)) {
            blocks_.erase(height);  // the chain may have been rewritten: to be read anew
            return std::unexpected(contradicts(
                fmt::format("block {} lacks a transaction of the account's history", height)));
        }
    }
    return {};
}

std::vector<ledger::Height> Crawl::State::heights() const {
    std::vector<ledger::Height> all;
    all.reserve(blocks_.size());
    for (const auto& [height, block] : blocks_) { all.push_back({height}); }
    return all;
}

}  // namespace nem_crawl

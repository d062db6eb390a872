#pragma once

#include <nem_crawl/nem_crawl.hpp>

#include "mosaic_past.hpp"

namespace nem_crawl {

/// What was read of one account.
struct AccountRead {
    money::Amount balance;  // after the block at `at`
    ledger::Height at;
    std::set<std::uint64_t> harvested;  // heights of blocks that it, or its remote, harvested
    /// Importance transfers that made the account somebody's remote, or no longer, by height.
    std::map<std::uint64_t, nem::SignedTransaction> links;
};
struct BlockRead {
    nem::Block block;
    std::set<nem::Hash> transactions;
};

class Crawl::State {
public:
    State(nem_node::Node& node, CrawlConfig config)
        : node_{&node}, config_{std::move(config)}, mosaics_{node, config_.network} {}

    [[nodiscard]] Answer<void> run(const std::vector<nem::Address>& seeds,
                                   const FindTainted& find_tainted);
    [[nodiscard]] Crawled result() const;
    [[nodiscard]] const std::set<nem::Address>& accounts() const { return accounts_; }
    [[nodiscard]] std::vector<ledger::Height> heights() const;

private:
    using Entries = std::map<std::uint64_t, std::set<nem::Hash>>;  // by height

    [[nodiscard]] Answer<void> read(const nem::Address& account);
    [[nodiscard]] Answer<AccountRead> read_balance(const nem::Address& account);
    [[nodiscard]] Answer<Entries> read_history(const nem::Address& account, AccountRead& into);
    [[nodiscard]] Answer<void> read_harvests(const nem::Address& account, AccountRead& into);
    [[nodiscard]] Answer<void> read_block(std::uint64_t height, const std::set<nem::Hash>& named);

    [[nodiscard]] std::vector<LedgerRow> all_rows(std::vector<Warning>& warnings) const;
    [[nodiscard]] std::vector<LedgerRow> rows_in(const nem::Block& block,
                                                 std::vector<Warning>& warnings) const;
    [[nodiscard]] nem::Address beneficiary(const nem::Block& block) const;
    [[nodiscard]] std::map<nem::Address, money::Amount> close_books(
        const std::vector<LedgerRow>& rows, std::vector<Warning>& warnings) const;

    nem_node::Node* node_;
    CrawlConfig config_;
    MosaicPast mosaics_;
    std::set<nem::Address> accounts_;
    std::map<nem::Address, AccountRead> reads_;
    std::map<std::uint64_t, BlockRead> blocks_;
};

/// Who pays what a transaction moves, its levies included.
[[nodiscard]] nem::Address payer_of(const nem::Transaction& transaction);

}  // namespace nem_crawl

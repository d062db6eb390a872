#pragma once

#include "history_node.hpp"
#include "testing.hpp"  // of nem_chain

/// Chains of a few blocks, crawled, and what a reading of all of the chain gives.
namespace nem_crawl::testing {

using nem_chain::testing::address;
using nem_chain::testing::atoms;
using nem_chain::testing::creation;
using nem_chain::testing::definition;
using nem_chain::testing::key;
using nem_chain::testing::kHarvester;
using nem_chain::testing::kHeight;
using nem_chain::testing::transaction;
using nem_chain::testing::transfer;
using nem_chain::testing::wrap;
using nem_chain::testing::xem;

inline constexpr std::uint8_t kFaucet = 99;
inline const nem::MosaicId kCoin{"ns", "coin"};

/// Blocks one after another, from kHeight on.
class Builder {
public:
    Builder& add(std::vector<nem::SignedTransaction> transactions,
                 std::uint8_t harvester = kHarvester) {
        const ledger::Height height{kHeight.value + blocks_.size()};
        blocks_.push_back(nem_chain::testing::block(height, std::move(transactions), harvester));
        return *this;
    }
    Builder& wait(std::size_t blocks) {
        while (blocks-- > 0) { add({}); }
        return *this;
    }
    [[nodiscard]] std::unique_ptr<HistoryNode> serve() const {
        return std::make_unique<HistoryNode>(nem::kMainnet, blocks_, 2);
    }

private:
    std::vector<nem::Block> blocks_;
};

inline nem::SignedTransaction fund(std::uint8_t account) {
    return transaction(kFaucet, transfer(account, xem(1'000)));
}

inline nem::Levy levy_to(std::uint8_t account) {
    return {nem::Levy::Type::Absolute, address(account), {"nem", "xem"}, atoms(7)};
}

inline nem::Transfer coin(std::uint8_t to) {
    return transfer(to, atoms(1'000'000), {{kCoin, atoms(1)}});
}

inline CrawlConfig up_to_head() {
    CrawlConfig config;
    config.until = {kHeight.value + 10'000};
    return config;
}

/// Reads just these accounts.
inline Crawled crawl_of(HistoryNode& node, const std::vector<nem::Address>& accounts,
                        const CrawlConfig& config = up_to_head()) {
    Crawl crawl{node, config};
    const auto done =
        crawl.run(accounts, [](const MovementLedger&) { return std::vector<nem::Address>{}; });
    EXPECT_TRUE(done.has_value()) << (done ? "" : nem_node::to_phrase(done.error()).en);
    return crawl.result();
}

inline nem_node::NodeError error_of(HistoryNode& node, const CrawlConfig& config = up_to_head()) {
    Crawl crawl{node, config};
    const auto done = crawl.run({address(1), address(2)},
                                [](const MovementLedger&) { return std::vector<nem::Address>{}; });
    EXPECT_FALSE(done.has_value());
    return done ? nem_node::NodeError{} : done.error();
}

/// Of the whole chain, those that touch one of the accounts; of others no fees.
inline std::vector<LedgerRow> rows_touching(const HistoryNode& node,
                                            const std::vector<nem::Address>& accounts) {
    std::vector<LedgerRow> rows;
    const auto named = [&](const std::optional<nem::Address>& one) {
        return one && std::ranges::find(accounts, *one) != accounts.end();
    };
    for (LedgerRow row : node.rows()) {
        if (!named(row.movement.from)) { row.movement.fee = {}; }
        if (named(row.movement.from) || named(row.movement.to)) { rows.push_back(row); }
    }
    return rows;
}

inline std::unique_ptr<HistoryNode> small() {
    return Builder{}
        .add({fund(1)})
        .add({transaction(1, transfer(2, xem(7)))})
        .add({transaction(1, transfer(2, xem(8)))})
        .serve();
}

}  // namespace nem_crawl::testing

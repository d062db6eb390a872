#include "recent_transactions.hpp"

namespace app {

void RecentTransactions::note(const nem::Block& block, const live::Block& rows) {
    OfBlock of_block{block.time_stamp, {}};
    for (const auto& row : rows.transfers) {
        if (txs_.insert(row.tx).second) { of_block.txs.push_back(row.tx); }
    }
    blocks_.push_back(std::move(of_block));
    while (blocks_.front().time.value + std::uint64_t{kKeptSeconds} < block.time_stamp.value) {
        for (const auto& tx : blocks_.front().txs) { txs_.erase(tx); }
        blocks_.pop_front();
    }
}

void RecentTransactions::undo() {
    if (blocks_.empty()) { return; }
    for (const auto& tx : blocks_.back().txs) { txs_.erase(tx); }
    blocks_.pop_back();
}

bool RecentTransactions::is_over(const std::string& tx, nem::TimeStamp deadline) const {
    if (txs_.contains(tx)) { return true; }
    return !blocks_.empty() && deadline < blocks_.back().time;
}

}  // namespace app

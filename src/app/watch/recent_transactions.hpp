#pragma once

#include <deque>
#include <live/live.hpp>
#include <nem/nem.hpp>
#include <set>
#include <string>
#include <vector>

namespace app {

/// The transactions of the newest blocks, as long as a node could still take one of them for
/// unconfirmed: a deadline is at most a day away.
class RecentTransactions {
public:
    static constexpr std::uint32_t kKeptSeconds = 25 * 3'600;

    void note(const nem::Block& block, const live::Block& rows);
    /// The newest block is taken back.
    void undo();
    /// It is in a block already, or too late for the next one.
    [[nodiscard]] bool is_over(const std::string& tx, nem::TimeStamp deadline) const;

private:
    struct OfBlock {
        nem::TimeStamp time;
        std::vector<std::string> txs;
    };
    std::deque<OfBlock> blocks_;  // newest last
    std::set<std::string, std::less<>> txs_;
};

}  // namespace app

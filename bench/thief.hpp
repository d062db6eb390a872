#pragma once

#include <cstdint>
#include <queue>
#include <vector>

#include "economy.hpp"
#include "facts.hpp"

namespace bench {

/// The theft from hub 3, in eleven transfers, and what the thief does with the loot: splits that
/// start peel chains (a little is cut off, the rest moves on), dust sent to bystanders, deposits
/// into hubs, round trips. The number of acts is bounded, so that at every length of the ledger
/// they are a small part of it.
class Thief {
public:
    explicit Thief(Economy& economy) : economy_{economy} {}

    /// Fills in what `facts` says of the theft.
    void steal(Facts& facts);
    /// Does what is due at the economy's present block.
    void act_when_due();

private:
    enum class Act : std::uint8_t { Split, Peel, Dust, Deposit, RoundTrip, Return, CashOut };
    struct Planned {
        std::uint64_t block;
        std::uint64_t order;  // of planning: ties must not depend on the queue's inside
        AccountNumber account;
        AccountNumber partner;
        Act act;
    };
    struct Later {
        bool operator()(const Planned& left, const Planned& right) const;
    };
    void plan(std::uint64_t blocks_from_now, AccountNumber account, Act act,
              AccountNumber partner = 0);
    void plan_campaign(AccountNumber loot);
    void carry_out(const Planned& planned);
    void split(AccountNumber account);
    void peel(AccountNumber account);
    void dust(AccountNumber account);
    void deposit(AccountNumber account);
    void start_round_trip(AccountNumber account);
    void cash_out(AccountNumber account);

    Economy& economy_;
    std::priority_queue<Planned, std::vector<Planned>, Later> plans_;
    std::uint64_t planned_{0};
    std::uint32_t acts_done_{0};
};

}  // namespace bench

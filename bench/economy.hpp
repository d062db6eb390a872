#pragma once

#include <cstdint>
#include <vector>

#include "random.hpp"
#include "raw20.hpp"

namespace bench {

using AccountNumber = std::uint32_t;

/// A made-up account chain, random but plausible: a treasury that grants the supply, eight hubs
/// (exchanges) whose sizes follow Zipf's law, and people who pay those they heard of lately, open
/// accounts and use the hubs. The same seed gives the same ledger to the byte.
class Economy {
public:
    static constexpr AccountNumber kTreasury = 0;
    static constexpr AccountNumber kHubs = 8;  // accounts 1 to 8

    Economy(std::uint32_t rows, std::uint64_t seed, RecordWriter& writer);

    /// The treasury's grants, the ledger's first rows.
    void grant();
    /// One transfer of an ordinary day.
    void live();

    [[nodiscard]] bool full() const { return recipients_.size() == rows_; }
    [[nodiscard]] std::uint32_t rows() const {
        return static_cast<std::uint32_t>(recipients_.size());
    }
    [[nodiscard]] std::uint32_t block() const { return block_; }
    [[nodiscard]] std::uint32_t accounts() const {
        return static_cast<std::uint32_t>(balances_.size());
    }
    [[nodiscard]] std::uint64_t balance(AccountNumber account) const { return balances_[account]; }
    [[nodiscard]] Random& random() { return random_; }

    AccountNumber open_account();
    /// An account whose owner never acts by chance: the thief's own plan moves it.
    AccountNumber open_planned_account();
    [[nodiscard]] AccountNumber pick_hub();
    /// A recipient of some earlier transfer, any equally likely.
    [[nodiscard]] AccountNumber pick_anybody();
    /// `atoms` must be at least 1 and within the sender's balance.
    void send(AccountNumber from, AccountNumber to, std::uint64_t atoms);

private:
    [[nodiscard]] AccountNumber pick_lately_paid();
    [[nodiscard]] AccountNumber pick_sender();
    [[nodiscard]] AccountNumber pick_recipient(AccountNumber sender);
    [[nodiscard]] static bool is_hub(AccountNumber account) { return account <= kHubs; }
    [[nodiscard]] bool is_planned(AccountNumber account) const;
    void pay_out();

    std::uint32_t rows_;
    Random random_;
    RecordWriter& writer_;
    std::vector<std::uint64_t> balances_;
    std::vector<bool> planned_;              // shorter than the accounts where the rest are not
    std::vector<AccountNumber> recipients_;  // of each row
    std::uint32_t block_{0};
    std::uint32_t rows_left_in_block_{0};
};

}  // namespace bench

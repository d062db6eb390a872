#include "economy.hpp"

#include <algorithm>
#include <array>

namespace bench {
namespace {

constexpr std::uint64_t kSupply = 9'000'000'000'000'000;  // atoms: that of XEM
constexpr std::uint64_t kDust = 1'000;                    // less is not worth sending

/// 840 / (i + 1), summed up: Zipf's law for eight hubs.
constexpr std::array<std::uint64_t, Economy::kHubs> kHubWeights{840,   1'260, 1'540, 1'750,
                                                                1'918, 2'058, 2'178, 2'283};

}  // namespace

Economy::Economy(std::uint32_t rows, std::uint64_t seed, RecordWriter& writer)
    : rows_{rows}, random_{seed}, writer_{writer}, balances_(1 + kHubs) {
    balances_[kTreasury] = kSupply;
    recipients_.reserve(rows);
}

void Economy::grant() {
    for (AccountNumber hub = 1; hub <= kHubs; ++hub) {
        send(kTreasury, hub, kSupply / hub * 165 / 1'000);
    }
    const std::uint32_t people = std::min<std::uint32_t>(20'000, rows_ / 50);
    for (std::uint32_t i = 0; i < people; ++i) {
        const std::uint64_t share = kSupply / (14 * std::uint64_t{i + 30});
        send(kTreasury, open_account(), std::min(share, balances_[kTreasury] / 2));
    }
}

void Economy::live() {
    const std::uint64_t kind = random_.below(100);
    if (kind < 12) {
        pay_out();
        return;
    }
    const AccountNumber sender = pick_sender();
    std::uint64_t atoms = std::min(draw_amount(random_), balances_[sender]);
    if (random_.happens(35)) { atoms = balances_[sender]; }  // many empty their account
    send(sender, kind < 27 ? pick_hub() : pick_recipient(sender), atoms);
}

/// A hub pays a customer, who may be new.
void Economy::pay_out() {
    const AccountNumber hub = pick_hub();
    const std::uint64_t atoms = std::min(draw_amount(random_), balances_[hub] / 4);
    if (atoms == 0) { return; }
    AccountNumber customer = random_.happens(45) ? open_account() : pick_anybody();
    if (is_hub(customer)) { customer = open_account(); }
    send(hub, customer, atoms);
}

AccountNumber Economy::open_account() {
    balances_.push_back(0);
    return static_cast<AccountNumber>(balances_.size() - 1);
}

AccountNumber Economy::open_planned_account() {
    const AccountNumber account = open_account();
    planned_.resize(account + std::size_t{1});
    planned_[account] = true;
    return account;
}

bool Economy::is_planned(AccountNumber account) const {
    return account < planned_.size() && planned_[account];
}

AccountNumber Economy::pick_hub() {
    const std::uint64_t drawn = random_.below(kHubWeights.back());
    const auto* const found = std::ranges::upper_bound(kHubWeights, drawn);
    return static_cast<AccountNumber>(found - kHubWeights.begin()) + 1;
}

AccountNumber Economy::pick_anybody() { return recipients_[random_.below(recipients_.size())]; }

AccountNumber Economy::pick_lately_paid() {
    return recipients_[recipients_.size() - random_.log_uniform(recipients_.size())];
}

AccountNumber Economy::pick_sender() {
    for (;;) {  // ends: most accounts hold something
        const AccountNumber sender = random_.happens(60) ? pick_lately_paid() : pick_anybody();
        if (!is_hub(sender) && !is_planned(sender) && balances_[sender] >= kDust) { return sender; }
    }
}

AccountNumber Economy::pick_recipient(AccountNumber sender) {
    if (random_.happens(17)) { return open_account(); }
    const AccountNumber known = random_.happens(50) ? pick_lately_paid() : pick_anybody();
    return is_hub(known) || known == sender ? open_account() : known;
}

void Economy::send(AccountNumber from, AccountNumber to, std::uint64_t atoms) {
    base::invariant(atoms > 0 && atoms <= balances_[from] && from != to && !full(),
                    "a transfer is possible");
    if (rows_left_in_block_ == 0) {
        ++block_;
        rows_left_in_block_ =
            static_cast<std::uint32_t>(20 + random_.below(63) + random_.below(63));
    }
    --rows_left_in_block_;
    balances_[from] -= atoms;
    balances_[to] += atoms;
    recipients_.push_back(to);
    writer_.write({.from = from, .to = to, .atoms = atoms, .height = block_});
}

}  // namespace bench

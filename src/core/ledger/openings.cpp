#include <algorithm>
#include <ledger/ledger.hpp>
#include <limits>

namespace ledger {
namespace {

constexpr std::size_t kPrefetchAhead = 24;  // rows; about one memory latency

/// Both figures of an account side by side: one cache line serves a row's end.
struct Running {
    std::uint64_t balance{0};
    std::uint64_t opening{0};
};

/// Balances as they would run if every account began with just what it lacks.
class Openings {
public:
    Openings(std::size_t accounts, std::span<const std::pair<AccountId, money::Amount>> declared)
        : running_(accounts), declared_(declared.empty() ? 0 : accounts) {
        for (const auto& [account, amount] : declared) {
            running_[account.value] = {amount.atoms(), amount.atoms()};
            declared_[account.value] = true;
            opened_ += amount.atoms();
        }
    }

    std::optional<OpeningsFailure> apply(Row first, std::span<const Transfer> transfers) {
        for (std::size_t i = 0; i < transfers.size(); ++i) {
            prefetch(transfers[std::min(i + kPrefetchAhead, transfers.size() - 1)]);
            const auto failure = apply_one(transfers[i]);
            if (failure) {
                const Row row{first.value + static_cast<std::uint32_t>(i)};
                return OpeningsFailure{failure->first, row, failure->second};
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool declared_too_much() const { return supply_too_large(); }

    [[nodiscard]] OpeningBalances openings() const {
        std::vector<OpeningBalances::Held> held;
        for (std::uint32_t i = 0; i < running_.size(); ++i) {
            const std::uint64_t opening = running_[i].opening;
            if (opening > 0) { held.push_back({{i}, money::Amount::from_atoms(opening)}); }
        }
        held.shrink_to_fit();
        return {static_cast<std::uint32_t>(running_.size()), std::move(held)};
    }

private:
    using Failure = std::pair<LedgerError, AccountId>;
    __extension__ using SignedWide = __int128;

    /// Inlined by force: gcc drops calls to a function that only prefetches.
    [[gnu::always_inline]] void prefetch(const Transfer& transfer) const {
        if (transfer.from != kNobody) {
            __builtin_prefetch(running_.data() + transfer.from.value, 1);
        }
        if (transfer.to != kNobody) { __builtin_prefetch(running_.data() + transfer.to.value, 1); }
    }

    std::optional<Failure> apply_one(const Transfer& transfer) {
        const std::uint64_t amount = transfer.amount.atoms();
        if (const auto failure = take(transfer.from, amount)) { return failure; }
        give(transfer.to, amount);
        if (transfer.from == kNobody && supply_too_large()) {
            return Failure{LedgerError::SupplyTooLarge, kNobody};
        }
        if (transfer.fee.atoms() == 0) { return std::nullopt; }
        const auto failure = take(transfer.from, transfer.fee.atoms());
        give(kNobody, transfer.fee.atoms());
        return failure;
    }

    std::optional<Failure> take(AccountId account, std::uint64_t amount) {
        if (account == kNobody) {
            minted_ += amount;
            minted_most_ = std::max(minted_most_, minted_);
            // A supply that is already too large would wrap the receiver's balance.
            if (supply_too_large()) { return Failure{LedgerError::SupplyTooLarge, kNobody}; }
            return std::nullopt;
        }
        Running& running = running_[account.value];
        if (amount > running.balance) {
            if (!declared_.empty() && declared_[account.value]) {
                return Failure{LedgerError::OpeningTooSmall, account};
            }
            const std::uint64_t lacking = amount - running.balance;
            opened_ += lacking;
            if (supply_too_large()) { return Failure{LedgerError::SupplyTooLarge, kNobody}; }
            running.opening += lacking;
            running.balance = amount;
        }
        running.balance -= amount;
        return std::nullopt;
    }

    void give(AccountId account, std::uint64_t amount) {
        if (account == kNobody) {
            minted_ -= amount;
        } else {
            running_[account.value].balance += amount;
        }
    }

    /// All openings exist from the start, so the most that ever exists is their sum and the highest
    /// net mint. While it fits 64 bits, no balance can wrap.
    [[nodiscard]] bool supply_too_large() const {
        return static_cast<SignedWide>(opened_) + minted_most_ >
               static_cast<SignedWide>(std::numeric_limits<std::uint64_t>::max());
    }

    std::vector<Running> running_;
    std::vector<bool> declared_;
    money::Total opened_{0};
    SignedWide minted_{0};
    SignedWide minted_most_{0};
};

}  // namespace

OpeningBalances::OpeningBalances(std::span<const money::Amount> amounts)
    : accounts_{static_cast<std::uint32_t>(amounts.size())} {
    for (std::uint32_t i = 0; i < accounts_; ++i) {
        if (amounts[i].atoms() > 0) { held_.push_back({{i}, amounts[i]}); }
    }
}

money::Amount OpeningBalances::of(AccountId account) const {
    const auto found = std::ranges::lower_bound(held_, account, {}, &Held::account);
    return found == held_.end() || found->account != account ? money::Amount{} : found->amount;
}

std::expected<OpeningBalances, OpeningsFailure> find_openings(
    const AccountLedger& ledger, std::span<const std::pair<AccountId, money::Amount>> declared) {
    Openings openings{ledger.accounts(), declared};
    if (openings.declared_too_much()) {
        return std::unexpected(OpeningsFailure{LedgerError::SupplyTooLarge, Row{0}, kNobody});
    }
    std::optional<OpeningsFailure> failure;
    for_each_batch(ledger, 0, ledger.rows(), [&](Row first, std::span<const Transfer> batch) {
        if (!failure) { failure = openings.apply(first, batch); }
    });
    if (failure) { return std::unexpected(*failure); }
    return openings.openings();
}

}  // namespace ledger

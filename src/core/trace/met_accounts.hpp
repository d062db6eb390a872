#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <optional>
#include <unordered_map>
#include <vector>

namespace trace {

/// The accounts that a walk met, numbered in the order of meeting: a book of them is as large as
/// the theft and not as large as the chain.
class MetAccounts {
public:
    /// Its number, a new one at the first meeting. `account` is somebody.
    ledger::AccountId meet(ledger::AccountId account) {
        const ledger::AccountId next{static_cast<std::uint32_t>(in_ledger_.size())};
        const auto [known, is_new] = numbers_.try_emplace(account.value, next);
        if (is_new) { in_ledger_.push_back(account); }
        return known->second;
    }
    [[nodiscard]] std::optional<ledger::AccountId> find(ledger::AccountId account) const {
        const auto known = numbers_.find(account.value);
        return known == numbers_.end() ? std::nullopt : std::optional{known->second};
    }
    /// The ledger's id of a number; kNobody is nobody everywhere.
    [[nodiscard]] ledger::AccountId in_ledger(ledger::AccountId number) const {
        return number == ledger::kNobody ? number : in_ledger_[number.value];
    }

private:
    std::unordered_map<std::uint32_t, ledger::AccountId> numbers_;  // by the ledger's id
    std::vector<ledger::AccountId> in_ledger_;
};

}  // namespace trace

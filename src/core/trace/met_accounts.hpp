#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <optional>
#include <vector>

namespace trace {

/// The accounts that a walk met, numbered in the order of meeting: a book of them is as large as
/// the theft and not as large as the chain. A flat table of places, the next free one where two
/// accounts want the same: a walk asks for two accounts a row, and each question costs one cache
/// miss.
class MetAccounts {
public:
    /// Its number, a new one at the first meeting. `account` is somebody.
    ledger::AccountId meet(ledger::AccountId account) {
        if (2 * (in_ledger_.size() + 1) > places_.size()) { grow(); }
        Place& place = places_[place_of(account)];
        if (place.account == ledger::kNobody) {
            place = {account, {static_cast<std::uint32_t>(in_ledger_.size())}};
            in_ledger_.push_back(account);
        }
        return place.number;
    }
    [[nodiscard]] std::optional<ledger::AccountId> find(ledger::AccountId account) const {
        const Place& place = places_[place_of(account)];
        if (place.account == ledger::kNobody) { return std::nullopt; }
        return place.number;
    }
    /// The ledger's id of a number; kNobody is nobody everywhere.
    [[nodiscard]] ledger::AccountId in_ledger(ledger::AccountId number) const {
        return number == ledger::kNobody ? number : in_ledger_[number.value];
    }

private:
    struct Place {
        ledger::AccountId account{ledger::kNobody};  // in the ledger; kNobody: free
        ledger::AccountId number{};
    };

    /// Where it stands, or would.
    [[nodiscard]] std::size_t place_of(ledger::AccountId account) const {
        constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15;  // 2^64 over the golden ratio
        const std::size_t mask = places_.size() - 1;
        std::size_t at = (account.value * kGolden >> 32U) & mask;
        while (places_[at].account != account && places_[at].account != ledger::kNobody) {
            at = (at + 1) & mask;
        }
        return at;
    }
    void grow() {
        places_.assign(2 * places_.size(), {});
        for (std::uint32_t number = 0; number < in_ledger_.size(); ++number) {
            places_[place_of(in_ledger_[number])] = {in_ledger_[number], {number}};
        }
    }

    std::vector<Place> places_ = std::vector<Place>(64);  // a power of two, half of it free
    std::vector<ledger::AccountId> in_ledger_;
};

}  // namespace trace

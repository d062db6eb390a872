#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <limits>

#include "generate.hpp"
#include "oracle/memory_ledger.hpp"
#include "oracle/result.hpp"

namespace {

using Declared = std::vector<std::pair<ledger::AccountId, money::Amount>>;
constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();

RC_GTEST_PROP(Openings, AreTheLeastThatCoverEveryOutflow, ()) {
    const auto story = *properties::account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    const auto openings = ledger::find_openings(ledger);
    RC_ASSERT(openings.has_value());
    const auto least = oracle::least_openings(story.transfers, ledger.accounts());
    for (std::uint32_t i = 0; i < least.size(); ++i) {
        RC_ASSERT(base::Wide{openings->of({i}).atoms()} == least[i]);
    }
}

RC_GTEST_PROP(Openings, AreTheDeclaredOnesWhereThoseAreEnough, ()) {
    const auto story = *properties::account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    Declared declared;
    for (std::uint32_t i = 0; i < ledger.accounts(); i += 2) {
        declared.emplace_back(ledger::AccountId{i}, story.openings[i]);
    }
    const auto openings = ledger::find_openings(ledger, declared);
    RC_ASSERT(openings.has_value());
    const auto least = oracle::least_openings(story.transfers, ledger.accounts());
    for (std::uint32_t i = 0; i < least.size(); ++i) {
        const base::Wide expected = i % 2 == 0 ? story.openings[i].atoms() : least[i];
        RC_ASSERT(base::Wide{openings->of({i}).atoms()} == expected);
    }
}

/// The first row after which less than nothing would be left, by trying ever longer beginnings.
std::uint32_t first_uncovered(const oracle::AccountStory& story, std::uint32_t account,
                              base::Wide opening) {
    std::uint32_t row = 0;
    for (;; ++row) {
        const std::vector beginning(story.transfers.begin(), story.transfers.begin() + row + 1);
        const auto least =
            oracle::least_openings(beginning, static_cast<std::uint32_t>(story.openings.size()));
        if (least[account] > opening) { return row; }
    }
}

RC_GTEST_PROP(Openings, AreRefusedWhereTheDeclaredOneIsTooSmall, ()) {
    const auto story = *properties::account_stories();
    const oracle::MemoryAccountLedger ledger{story};
    const auto least = oracle::least_openings(story.transfers, ledger.accounts());
    for (std::uint32_t i = 0; i < least.size(); ++i) {
        if (least[i] == 0) { continue; }
        const auto short_by_one =
            money::Amount::from_atoms(static_cast<std::uint64_t>(least[i]) - 1);
        const Declared declared{{ledger::AccountId{i}, short_by_one}};
        const auto openings = ledger::find_openings(ledger, declared);
        RC_ASSERT(!openings.has_value());
        RC_ASSERT(openings.error().error == ledger::LedgerError::OpeningTooSmall);
        RC_ASSERT(openings.error().account == ledger::AccountId{i});
        RC_ASSERT(openings.error().row.value == first_uncovered(story, i, least[i] - 1));
    }
}

/// Atoms that exist after each row, the openings included.
std::vector<base::Wide> supplies(const oracle::AccountStory& story, base::Wide openings) {
    std::vector<base::Wide> supplies;
    base::Wide supply = openings;
    for (const auto& [from, to, amount, fee] : story.transfers) {
        if (from == ledger::kNobody) { supply += amount.atoms(); }
        if (to == ledger::kNobody) { supply -= amount.atoms(); }
        supplies.push_back(supply);  // the fee comes after the transfer
        if (from != ledger::kNobody) { supply -= fee.atoms(); }
    }
    return supplies;
}

RC_GTEST_PROP(Openings, AreRefusedWhereMoreAtomsThanFitWouldExist, ()) {
    auto story = *properties::account_stories();
    // A mint at the end that just fits, or is one atom too large.
    const auto least = oracle::least_openings(story.transfers, 5);
    base::Wide sum = 0;
    for (const auto opening : least) { sum += opening; }
    const auto before = supplies(story, sum);
    base::Wide supply = before.empty() ? sum : before.back();
    if (!before.empty() && story.transfers.back().from != ledger::kNobody) {
        supply -= story.transfers.back().fee.atoms();
    }
    const bool too_many = *rc::gen::arbitrary<bool>();
    RC_PRE(!too_many || supply > 0);
    const auto room = static_cast<std::uint64_t>(base::Wide{kMax} - supply);
    const auto minted = money::Amount::from_atoms(room + (too_many ? 1 : 0));
    story.transfers.push_back({ledger::kNobody, {0}, minted, {}});
    story.heights.push_back(1'000);
    const oracle::MemoryAccountLedger ledger{story};
    const auto openings = ledger::find_openings(ledger);
    RC_ASSERT(openings.has_value() == !too_many);
    if (too_many) {
        RC_ASSERT(openings.error().error == ledger::LedgerError::SupplyTooLarge);
        RC_ASSERT(openings.error().row.value == story.transfers.size() - 1);
    }
}

}  // namespace

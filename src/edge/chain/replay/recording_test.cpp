#include <algorithm>

#include "testing.hpp"

namespace replay {
namespace {

using ledger::AccountId;
using ledger::Row;

struct Moved {
    ledger::RowFacts facts;
    ledger::Transfer transfer;
};

/// Accounts are named `A0`, `A1`, ...; only what a recording asks of a ledger is answered.
class SmallLedger final : public ledger::AccountLedger {
public:
    SmallLedger(std::vector<Moved> rows, std::uint32_t accounts,
                std::vector<ledger::OpeningBalances::Held> held = {})
        : rows_{std::move(rows)}, accounts_{accounts}, openings_{accounts, std::move(held)} {}
    /// One that says so many rows, of which nobody asks.
    void claim(std::uint32_t rows) { claimed_ = rows; }

    [[nodiscard]] std::uint32_t rows() const override {
        return claimed_ > 0 ? claimed_ : static_cast<std::uint32_t>(rows_.size());
    }
    [[nodiscard]] ledger::RowFacts facts(Row row) const override { return rows_[row.value].facts; }
    [[nodiscard]] std::uint32_t accounts() const override { return accounts_; }
    [[nodiscard]] std::string account_text(AccountId account) const override {
        return "A" + std::to_string(account.value);
    }
    void read(Row first, std::span<ledger::Transfer> into) const override {
        for (std::size_t i = 0; i < into.size(); ++i) { into[i] = rows_[first.value + i].transfer; }
    }
    [[nodiscard]] const ledger::OpeningBalances& openings() const override { return openings_; }

    [[nodiscard]] std::optional<AccountId> find_account(std::string_view /*text*/) const override {
        return std::nullopt;
    }
    [[nodiscard]] std::vector<Row> find_tx(std::string_view /*tx*/) const override { return {}; }
    [[nodiscard]] bool has_heights() const override { return true; }
    [[nodiscard]] bool has_times() const override { return true; }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound /*until*/) const override { return rows(); }
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound /*since*/) const override { return 0; }
    [[nodiscard]] std::uint32_t block_end(Row /*row*/) const override { return rows(); }

private:
    std::vector<Moved> rows_;
    std::uint32_t accounts_;
    std::uint32_t claimed_{0};
    ledger::OpeningBalances openings_;
};

ledger::Transfer transfer(AccountId from, AccountId to) {
    return {from, to, testing::atoms(7), testing::atoms(1)};
}
Moved at_second(std::string tx, std::int64_t seconds) {
    const base::Moment moment{{nem::kNemesisUnixSeconds + seconds}, base::Precision::Second};
    return {{std::nullopt, moment, std::move(tx), {}, {}}, transfer({0}, {1})};
}
Moved at_height(std::string tx, std::uint64_t height) {
    return {{ledger::Height{height}, std::nullopt, std::move(tx), {}, {}}, transfer({0}, {1})};
}
std::optional<ReplayFault> fault_of(const SmallLedger& ledger) {
    const auto recording = to_recording(ledger);
    return recording ? std::nullopt : std::optional{recording.error()};
}

constexpr std::int64_t kMoment = 89'000'000;

TEST(Recording, KeepsWhoPaidWhomWhenAndWhatTheySaid) {
    auto first = at_second("T1", kMoment);
    first.facts.message = "hello";
    auto mint = at_second("T2", kMoment);
    mint.transfer = transfer(ledger::kNobody, {2});
    auto burn = at_second("T3", kMoment + 61);
    burn.transfer = transfer({2}, ledger::kNobody);
    const SmallLedger ledger{{first, mint, burn}, 3, {{AccountId{0}, testing::atoms(8)}}};
    const auto recording = to_recording(ledger);
    ASSERT_TRUE(recording);
    const auto& all = recording->transfers;
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].tx, "T1");
    EXPECT_EQ(all[0].from, "A0");
    EXPECT_EQ(all[0].to, "A1");
    EXPECT_EQ(all[0].amount, testing::atoms(7));
    EXPECT_EQ(all[0].fee, testing::atoms(1));
    EXPECT_EQ(all[0].at, nem::TimeStamp{kMoment});
    EXPECT_EQ(all[0].message, "hello");
    EXPECT_EQ(all[1].from, kMinted);
    EXPECT_EQ(all[2].to, kBurned);
    EXPECT_EQ(all[2].at, nem::TimeStamp{kMoment + 61});
    ASSERT_EQ(recording->openings.size(), 1U);
    EXPECT_EQ(recording->openings[0].account, "A0");
    EXPECT_EQ(recording->openings[0].amount, testing::atoms(8));
}

TEST(Recording, HeightsWithoutTimesAreAMinuteApart) {
    const SmallLedger ledger{{at_height("a", 500), at_height("b", 500), at_height("c", 503)}, 2};
    const auto recording = to_recording(ledger);
    ASSERT_TRUE(recording);
    EXPECT_EQ(recording->transfers[0].at, kHeightsBegin);
    EXPECT_EQ(recording->transfers[1].at, kHeightsBegin);
    EXPECT_EQ(recording->transfers[2].at, nem::TimeStamp{kHeightsBegin.value + 180});
}

TEST(Recording, MoreRowsThanOneBatchStayInOrder) {
    std::vector<Moved> rows;
    rows.reserve(5'000);
    for (std::int64_t i = 0; i < 5'000; ++i) {
        rows.push_back(at_second(std::to_string(i), kMoment + i));
    }
    const auto recording = to_recording(SmallLedger{std::move(rows), 2});
    ASSERT_TRUE(recording);
    ASSERT_EQ(recording->transfers.size(), 5'000U);
    EXPECT_EQ(recording->transfers[4'999].tx, "4999");
    EXPECT_TRUE(std::ranges::is_sorted(recording->transfers, {}, &RecordedTransfer::at));
}

TEST(Recording, RefusesWhatNemCouldNotHold) {
    constexpr std::int64_t kDay = 86'400;
    constexpr std::int64_t kEnd = 0xffff'ffff;
    struct Case {
        const char* name;
        std::vector<Moved> rows;
        std::optional<ReplayFault> fault;
    };
    const Case cases[] = {
        {"nothing", {}, ReplayFault{ReplayProblem::NoTransfers, ""}},
        {"before NEM", {at_second("x", -1)}, ReplayFault{ReplayProblem::BadTime, "x"}},
        {"its first day", {at_second("x", kDay - 1)}, ReplayFault{ReplayProblem::BadTime, "x"}},
        {"its second", {at_second("x", kDay)}, std::nullopt},
        {"its end", {at_second("x", kEnd - (2 * kDay))}, std::nullopt},
        {"past it",
         {at_second("x", kEnd - (2 * kDay) + 1)},
         ReplayFault{ReplayProblem::BadTime, "x"}},
        {"backwards",
         {at_second("x", kMoment), at_second("y", kMoment - 1), at_second("z", kMoment - 2)},
         ReplayFault{ReplayProblem::BadTime, "y"}},
        {"heights backwards",
         {at_height("x", 5), at_height("y", 4)},
         ReplayFault{ReplayProblem::BadTime, "y"}},
    };
    for (const auto& [name, rows, fault] : cases) {
        EXPECT_EQ(fault_of(SmallLedger{rows, 2}), fault) << name;
    }
}

TEST(Recording, RefusesMoreThanItKeeps) {
    SmallLedger long_one{{at_second("x", kMoment)}, 2};
    long_one.claim(kTransfersMax + 1);
    const auto too_many = std::optional{ReplayFault{ReplayProblem::TooMany, ""}};
    EXPECT_EQ(fault_of(long_one), too_many);
    EXPECT_EQ(fault_of(SmallLedger{{at_second("x", kMoment)}, kAccountsMax + 1}), too_many);
    EXPECT_EQ(fault_of(SmallLedger{{at_second("x", kMoment)}, kAccountsMax}), std::nullopt);
}

}  // namespace
}  // namespace replay

#pragma once

#include <algorithm>
#include <cstdint>
#include <ledger/ledger.hpp>
#include <utility>
#include <vector>

#include "oracle/story.hpp"

/// Ledgers that lie in memory, for tests: every question is answered by a linear scan.
namespace oracle {

/// Rows are named `t0`, `t1`, ..., one transaction a row; times are 1,000 seconds a height.
template <class Base>
class MemoryLedger : public Base {
public:
    MemoryLedger(std::vector<std::uint64_t> heights, std::uint32_t accounts)
        : heights_{std::move(heights)}, accounts_{accounts} {}

    [[nodiscard]] std::uint32_t rows() const override {
        return static_cast<std::uint32_t>(heights_.size());
    }
    [[nodiscard]] ledger::RowFacts facts(ledger::Row row) const override {
        const auto height = heights_[row.value];
        const auto seconds = static_cast<std::int64_t>(height) * kSecondsPerHeight;
        return {ledger::Height{height}, base::Moment{{seconds}, base::Precision::Second},
                "t" + std::to_string(row.value), "", ""};
    }
    [[nodiscard]] std::uint32_t accounts() const override { return accounts_; }
    [[nodiscard]] std::string account_text(ledger::AccountId account) const override {
        return account_name(account);
    }
    [[nodiscard]] std::optional<ledger::AccountId> find_account(
        std::string_view text) const override {
        for (std::uint32_t i = 0; i < accounts_; ++i) {
            if (account_name({i}) == text) { return ledger::AccountId{i}; }
        }
        return {};
    }
    [[nodiscard]] std::vector<ledger::Row> find_tx(std::string_view tx) const override {
        std::vector<ledger::Row> found;
        for (std::uint32_t row = 0; row < rows(); ++row) {
            if (facts({row}).tx == tx) { found.push_back({row}); }
        }
        return found;
    }
    [[nodiscard]] bool has_heights() const override { return true; }
    [[nodiscard]] bool has_times() const override { return true; }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const override {
        return first_row([&](ledger::Row row) { return position(row, until) > 0; });
    }
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const override {
        return first_row([&](ledger::Row row) { return position(row, since) >= 0; });
    }
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const override {
        return first_row(
            [&](ledger::Row other) { return heights_[other.value] > heights_[row.value]; });
    }

private:
    static constexpr std::int64_t kSecondsPerHeight = 1'000;

    template <class Holds>
    [[nodiscard]] std::uint32_t first_row(Holds holds) const {
        std::uint32_t row = 0;
        while (row < rows() && !holds(ledger::Row{row})) { ++row; }
        return row;
    }
    /// Below, at or above zero: the row lies before, at or past the bound.
    [[nodiscard]] int position(ledger::Row row, const ledger::Bound& bound) const {
        const auto known = facts(row);
        const auto sign = [](const auto& left, const auto& right) {
            return left < right ? -1 : static_cast<int>(right < left);
        };
        if (const auto* height = std::get_if<ledger::Height>(&bound)) {
            return sign(*known.height, *height);
        }
        return sign(known.time->at, *std::get_if<base::Instant>(&bound));
    }

    std::vector<std::uint64_t> heights_;
    std::uint32_t accounts_;
};

/// What follows a row, found by looking at every row before and after it.
class MemoryTouches final : public ledger::Touches {
public:
    explicit MemoryTouches(const AccountStory& story) : story_{story} {}

    [[nodiscard]] Links links(ledger::Row row) const override {
        const auto& transfer = story_.transfers[row.value];
        return {next(row, transfer.from), next(row, transfer.to), held(row, transfer.to)};
    }

private:
    [[nodiscard]] std::uint32_t next(ledger::Row after, ledger::AccountId account) const {
        std::uint32_t row = account == ledger::kNobody ? rows() : after.value + 1;
        while (row < rows() && story_.transfers[row].from != account &&
               story_.transfers[row].to != account) {
            ++row;
        }
        return row;
    }
    [[nodiscard]] std::uint64_t held(ledger::Row before, ledger::AccountId account) const {
        if (account == ledger::kNobody) { return 0; }
        std::uint64_t atoms = story_.openings[account.value].atoms();
        for (std::uint32_t row = 0; row < before.value; ++row) {
            const auto& transfer = story_.transfers[row];
            if (transfer.to == account) { atoms += transfer.amount.atoms(); }
            if (transfer.from == account) {
                atoms -= transfer.amount.atoms() + transfer.fee.atoms();
            }
        }
        return atoms;
    }
    [[nodiscard]] std::uint32_t rows() const {
        return static_cast<std::uint32_t>(story_.transfers.size());
    }

    const AccountStory& story_;
};

class MemoryAccountLedger : public MemoryLedger<ledger::AccountLedger> {
public:
    explicit MemoryAccountLedger(AccountStory story)
        : MemoryLedger{story.heights, static_cast<std::uint32_t>(story.openings.size())},
          story_{std::move(story)},
          openings_{story_.openings} {}

    void read(ledger::Row first, std::span<ledger::Transfer> into) const override {
        const auto rows = std::span{story_.transfers}.subspan(first.value, into.size());
        std::ranges::copy(rows, into.begin());
    }
    [[nodiscard]] const ledger::OpeningBalances& openings() const override { return openings_; }

protected:
    [[nodiscard]] const AccountStory& story() const { return story_; }

private:
    AccountStory story_;
    ledger::OpeningBalances openings_;
};

/// The same, which can be walked.
class MemoryLinkedLedger final : public MemoryAccountLedger {
public:
    using MemoryAccountLedger::MemoryAccountLedger;

    [[nodiscard]] const ledger::Touches* touches() const override { return &touches_; }

private:
    MemoryTouches touches_{story()};
};

class MemoryUtxoLedger final : public MemoryLedger<ledger::UtxoLedger> {
public:
    explicit MemoryUtxoLedger(UtxoStory story)
        : MemoryLedger{story.heights, story.accounts}, story_{std::move(story)} {}

    [[nodiscard]] ledger::Transaction transaction(ledger::Row row) const override {
        return story_.transaction(row.value);
    }
    [[nodiscard]] std::uint32_t outputs() const override { return story_.outputs(); }
    [[nodiscard]] std::string output_text(ledger::OutputId output) const override {
        return "t" + std::to_string(story_.output_row(output).value) + ":" +
               std::to_string(output_index(output));
    }
    [[nodiscard]] std::uint32_t output_index(ledger::OutputId output) const override {
        return output.value - story_.first_output(story_.output_row(output).value).value;
    }
    [[nodiscard]] ledger::Row output_row(ledger::OutputId output) const override {
        return story_.output_row(output);
    }

private:
    UtxoStory story_;
};

}  // namespace oracle

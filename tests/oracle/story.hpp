#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <ostream>
#include <string>
#include <taint/taint.hpp>
#include <trace/trace.hpp>
#include <vector>

/// Small ledgers as plain values, with what is traced through them: what a test writes down, a
/// generator makes, and a failure prints as a table.
namespace oracle {

/// Accounts are named by letters whose order is not that of their ids.
[[nodiscard]] std::string account_name(ledger::AccountId account);
/// The same, `-` for nobody.
[[nodiscard]] std::string cell(ledger::AccountId account);

/// What happened on an account chain.
struct AccountStory {
    std::vector<ledger::Transfer> transfers;
    std::vector<std::uint64_t> heights;   // one a row, never decreasing
    std::vector<money::Amount> openings;  // one an account
    trace::Plan plan;

    [[nodiscard]] bool is_theft(std::size_t row) const;
    [[nodiscard]] taint::BoundarySet boundaries() const;
    [[nodiscard]] ledger::Transfer transfer(ledger::Row row) const { return transfers[row.value]; }
};
std::ostream& operator<<(std::ostream& out, const AccountStory& story);

struct StoryTransaction {
    std::vector<ledger::Spend> inputs;
    std::vector<ledger::Output> outputs;
    bool coinbase{false};
};

/// What happened on a UTXO chain. Outputs are numbered in the order in which they stand here.
struct UtxoStory {
    std::vector<StoryTransaction> transactions;
    std::vector<std::uint64_t> heights;  // one a row, never decreasing
    std::uint32_t accounts{0};
    trace::Plan plan;

    [[nodiscard]] std::uint32_t outputs() const;
    [[nodiscard]] ledger::OutputId first_output(std::size_t row) const;
    /// Valid as long as the story is.
    [[nodiscard]] ledger::Transaction transaction(std::size_t row) const;
    /// The row that made the output.
    [[nodiscard]] ledger::Row output_row(ledger::OutputId output) const;
    [[nodiscard]] ledger::Output output(ledger::OutputId output) const;
    [[nodiscard]] bool is_theft(std::size_t row) const;
    /// Which outputs of the row are stolen, by the plan.
    [[nodiscard]] std::vector<bool> stolen(std::size_t row) const;
    [[nodiscard]] taint::BoundarySet boundaries() const;
};
std::ostream& operator<<(std::ostream& out, const UtxoStory& story);

}  // namespace oracle

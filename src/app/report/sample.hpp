#pragma once

#include <memory>
#include <report/report.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Cases made by hand, for the tests and for looking at the page. No part of the program.
namespace report::sample {

/// An account ledger in memory. Every row has a time, a minute after the one before it.
class SmallLedger : public ledger::AccountLedger {
public:
    void send(std::string_view from, std::string_view to, std::uint64_t atoms,
              std::uint64_t fee_atoms, std::string_view kind);
    /// To be called once, after the last row.
    void close();

    [[nodiscard]] std::uint32_t rows() const override;
    [[nodiscard]] ledger::RowFacts facts(ledger::Row row) const override;
    [[nodiscard]] std::uint32_t accounts() const override;
    [[nodiscard]] std::string account_text(ledger::AccountId account) const override;
    [[nodiscard]] std::optional<ledger::AccountId> find_account(
        std::string_view text) const override;
    [[nodiscard]] std::vector<ledger::Row> find_tx(std::string_view tx) const override;
    [[nodiscard]] bool has_heights() const override { return false; }
    [[nodiscard]] bool has_times() const override { return true; }
    [[nodiscard]] std::uint32_t end_of(ledger::Bound until) const override;
    [[nodiscard]] std::uint32_t begin_of(ledger::Bound since) const override;
    [[nodiscard]] std::uint32_t block_end(ledger::Row row) const override;
    void read(ledger::Row first, std::span<ledger::Transfer> into) const override;
    [[nodiscard]] const ledger::OpeningBalances& openings() const override;

private:
    ledger::AccountId id_of(std::string_view account);

    std::vector<ledger::Transfer> rows_;
    std::vector<std::string> kinds_;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::uint32_t> ids_;
    ledger::OpeningBalances openings_;
};

/// A case with its ledger, traced by every policy.
struct Sample {
    casebook::Case record;
    SmallLedger ledger;
    Documents documents;
    std::vector<trace::Boundary> boundaries;

    [[nodiscard]] Input input() const;
};

/// A theft of three transfers, onward moves, a service, dust, a bounce without an amount; every
/// document has an entry or two.
[[nodiscard]] std::unique_ptr<Sample> make_small_case();
/// The same, and every text that comes from outside is an attack.
[[nodiscard]] std::unique_ptr<Sample> make_hostile_case();
/// So many accounts over six hops.
[[nodiscard]] std::unique_ptr<Sample> make_crowded_case(std::uint32_t accounts);
/// Stolen and clean coins lie together, so the policies disagree.
[[nodiscard]] std::unique_ptr<Sample> make_mixed_case();

/// What an attacker would write into a label.
[[nodiscard]] std::string attack();

}  // namespace report::sample

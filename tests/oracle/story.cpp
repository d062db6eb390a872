#include "oracle/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace oracle {
namespace {

taint::BoundarySet to_set(const std::vector<trace::Boundary>& boundaries, std::size_t accounts) {
    taint::BoundarySet set(accounts);
    for (const auto& boundary : boundaries) { set[boundary.account.value] = true; }
    return set;
}

std::string boundary_names(const trace::Plan& plan) {
    std::string names;
    for (const auto& boundary : plan.boundaries) { names += " " + cell(boundary.account); }
    return names.empty() ? " none" : names;
}

std::string output_cell(const UtxoStory& story, ledger::OutputId output) {
    if (output == ledger::kOutside) { return "outside"; }
    const auto row = story.output_row(output).value;
    return fmt::format("{}:{}", row, output.value - story.first_output(row).value);
}

}  // namespace

std::string account_name(ledger::AccountId account) {
    static constexpr std::string_view kLetters = "DBFACE";
    if (account.value < kLetters.size()) { return std::string{kLetters[account.value]}; }
    return fmt::format("N{}", account.value);
}

std::string cell(ledger::AccountId account) {
    return account == ledger::kNobody ? "-" : account_name(account);
}

bool AccountStory::is_theft(std::size_t row) const {
    return std::ranges::any_of(plan.thefts, [&](const auto& t) { return t.row.value == row; });
}

taint::BoundarySet AccountStory::boundaries() const {
    return to_set(plan.boundaries, openings.size());
}

std::ostream& operator<<(std::ostream& out, const AccountStory& story) {
    out << "\nopenings";
    for (std::uint32_t i = 0; i < story.openings.size(); ++i) {
        out << fmt::format(" {}={}", account_name({i}), story.openings[i].atoms());
    }
    out << "\nboundaries" << boundary_names(story.plan) << "\nend " << story.plan.end << '\n';
    out << "  row height from to amount fee\n";
    for (std::size_t i = 0; i < story.transfers.size(); ++i) {
        const auto& [from, to, amount, fee] = story.transfers[i];
        out << fmt::format("{:>5} {:>6} {:>4} {:>2} {} {}{}\n", i, story.heights[i], cell(from),
                           cell(to), amount.atoms(), fee.atoms(),
                           story.is_theft(i) ? "  THEFT" : "");
    }
    return out;
}

std::uint32_t UtxoStory::outputs() const { return first_output(transactions.size()).value; }

ledger::OutputId UtxoStory::first_output(std::size_t row) const {
    std::size_t before = 0;
    for (std::size_t i = 0; i < row; ++i) { before += transactions[i].outputs.size(); }
    return {static_cast<std::uint32_t>(before)};
}

ledger::Transaction UtxoStory::transaction(std::size_t row) const {
    const auto& made = transactions[row];
    return {made.inputs, made.outputs, first_output(row), made.coinbase};
}

ledger::Row UtxoStory::output_row(ledger::OutputId output) const {
    std::uint32_t row = 0;
    while (first_output(row + 1).value <= output.value) { ++row; }
    return {row};
}

ledger::Output UtxoStory::output(ledger::OutputId output) const {
    const auto row = output_row(output).value;
    return transactions[row].outputs[output.value - first_output(row).value];
}

bool UtxoStory::is_theft(std::size_t row) const {
    return std::ranges::any_of(plan.thefts, [&](const auto& t) { return t.row.value == row; });
}

std::vector<bool> UtxoStory::stolen(std::size_t row) const {
    std::vector<bool> named(transactions[row].outputs.size());
    for (const auto& theft : plan.thefts) {
        if (theft.row.value != row) { continue; }
        for (std::size_t i = 0; i < named.size(); ++i) {
            const ledger::OutputId id{static_cast<std::uint32_t>(first_output(row).value + i)};
            if (!theft.output || *theft.output == id) { named[i] = true; }
        }
    }
    return named;
}

taint::BoundarySet UtxoStory::boundaries() const { return to_set(plan.boundaries, accounts); }

std::ostream& operator<<(std::ostream& out, const UtxoStory& story) {
    out << "\nboundaries" << boundary_names(story.plan) << "\nend " << story.plan.end << '\n';
    for (std::size_t i = 0; i < story.transactions.size(); ++i) {
        const auto& [inputs, outputs, coinbase] = story.transactions[i];
        out << fmt::format("{:>5} height {}{} |", i, story.heights[i], coinbase ? " coinbase" : "");
        for (const auto& input : inputs) {
            out << ' ' << output_cell(story, input.output) << '=' << input.value.atoms();
        }
        out << " ->";
        const auto stolen = story.stolen(i);
        for (std::size_t k = 0; k < outputs.size(); ++k) {
            out << fmt::format(" {}={}{}", cell(outputs[k].owner), outputs[k].value.atoms(),
                               stolen[k] ? "(THEFT)" : "");
        }
        out << '\n';
    }
    return out;
}

}  // namespace oracle

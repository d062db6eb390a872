#include "directory.hpp"

#include <algorithm>

#include "figures.hpp"

namespace report {
namespace {

constexpr std::size_t kLabelBytesMax = 120;

/// The label, then the address in groups, each on its own line.
Markup name_and_address(std::string_view label, std::string_view address) {
    Markup piece;
    if (!label.empty()) { piece << "<span class=\"name\"><bdi>" << text(label) << "</bdi></span>"; }
    if (!address.empty()) { piece << "<span class=\"address\">" << outside(address) << "</span>"; }
    return piece;
}

}  // namespace

std::string short_address(std::string_view account) {
    constexpr std::size_t kHead = 6;
    constexpr std::size_t kTail = 4;
    const std::string shown = base::visible(account, kNameBytesMax);
    const bool ascii = std::ranges::all_of(shown, [](char letter) { return letter >= ' '; });
    if (shown.size() <= 16 || !ascii || address::is_entity(account)) {
        return shortened(shown, 34);
    }
    return shown.substr(0, kHead) + "…" + shown.substr(shown.size() - kTail);
}

Directory::Directory(const Input& input) : input_{input} {
    const auto& accounts = input.documents.accounts;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        known_by_text_.try_emplace(accounts[i].account, i);
        const auto id = input.ledger.find_account(accounts[i].account);
        if (id) { known_.try_emplace(id->value, i); }
    }
    for (std::size_t i = 0; i < input.plan.boundaries.size(); ++i) {
        boundaries_.try_emplace(input.plan.boundaries[i].account.value, i);
    }
}

const casebook::KnownAccount* Directory::find(ledger::AccountId account) const {
    const auto found = known_.find(account.value);
    return found == known_.end() ? nullptr : &input_.documents.accounts[found->second];
}

const casebook::KnownAccount* Directory::find(std::string_view account) const {
    const auto found = known_by_text_.find(std::string{account});
    return found == known_by_text_.end() ? nullptr : &input_.documents.accounts[found->second];
}

const trace::Boundary* Directory::find_boundary(ledger::AccountId account) const {
    const auto found = boundaries_.find(account.value);
    return found == boundaries_.end() ? nullptr : &input_.plan.boundaries[found->second];
}

std::string Directory::label(ledger::AccountId account, base::Language language) const {
    if (account == ledger::kNobody) {
        return base::pick(base::phrase("no account", "アカウントなし"), language);
    }
    const casebook::KnownAccount* const known = find(account);
    if (known != nullptr) {
        return base::visible(base::pick(known->label, language), kLabelBytesMax);
    }
    const trace::Boundary* const boundary = find_boundary(account);
    return boundary == nullptr ? std::string{} : base::visible(boundary->label, kLabelBytesMax);
}

std::string Directory::name(ledger::AccountId account, base::Language language) const {
    const std::string known = label(account, language);
    return known.empty() ? short_address(input_.ledger.account_text(account)) : known;
}

std::string Telling::amount(money::Total atoms) const {
    return trimmed(atoms, input.record.divisibility) + " " + base::visible(input.record.asset, 40);
}

std::string Telling::accounts(std::uint64_t count) const {
    if (count == 1) { return pick(base::phrase("1 account", "1アカウント")); }
    return pick(base::phrase("{} accounts", "{}アカウント", counted(count)));
}

const trace::Result& Telling::main_result() const {
    const auto found = std::ranges::find(input.results, input.policy, &trace::Result::policy);
    base::invariant(found != input.results.end(), "the report's policy is among its results");
    return *found;
}

Markup account_cell(const Telling& telling, ledger::AccountId account) {
    const std::string label = telling.directory.label(account, telling.language);
    if (account == ledger::kNobody) { return name_and_address(label, {}); }
    const std::string written = telling.input.ledger.account_text(account);
    return name_and_address(label, address::to_pretty(telling.input.record.chain, written));
}

Markup account_cell(const Telling& telling, std::string_view account) {
    const casebook::KnownAccount* const known = telling.directory.find(account);
    const std::string label = known == nullptr
                                  ? std::string{}
                                  : base::visible(telling.pick(known->label), kLabelBytesMax);
    return name_and_address(label, address::to_pretty(telling.input.record.chain, account));
}

}  // namespace report

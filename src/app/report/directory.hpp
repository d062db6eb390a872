#pragma once

#include <report/report.hpp>
#include <string>
#include <unordered_map>

#include "markup.hpp"

namespace report {

/// `NC4C6P…77OG`; what is short, and `entity:ID`, as it stands. Fit to be shown.
[[nodiscard]] std::string short_address(std::string_view account);

/// Who an account is, as far as the case and its boundaries say.
class Directory {
public:
    explicit Directory(const Input& input);

    [[nodiscard]] const casebook::KnownAccount* find(ledger::AccountId account) const;
    [[nodiscard]] const casebook::KnownAccount* find(std::string_view account) const;
    [[nodiscard]] const trace::Boundary* find_boundary(ledger::AccountId account) const;
    /// The label, fit to be shown; empty where none is known.
    [[nodiscard]] std::string label(ledger::AccountId account, base::Language language) const;
    /// The label, else the short address.
    [[nodiscard]] std::string name(ledger::AccountId account, base::Language language) const;

private:
    const Input& input_;
    std::unordered_map<std::uint32_t, std::size_t> known_;  // index into documents.accounts
    std::unordered_map<std::string, std::size_t> known_by_text_;
    std::unordered_map<std::uint32_t, std::size_t> boundaries_;  // index into plan.boundaries
};

/// What every section needs to speak.
struct Telling {
    const Input& input;
    const Directory& directory;
    base::Language language;

    /// Our own sentence.
    [[nodiscard]] Markup say(const base::Phrase& phrase) const {
        return text(base::pick(phrase, language));
    }
    /// What stands between two sentences.
    [[nodiscard]] Markup gap() const { return say({" ", ""}); }
    [[nodiscard]] const std::string& pick(const base::Phrase& phrase) const {
        return base::pick(phrase, language);
    }
    /// `526,300,010 XEM`.
    [[nodiscard]] std::string amount(money::Total atoms) const;
    /// `1 account`, `19 accounts`, 「19アカウント」.
    [[nodiscard]] std::string accounts(std::uint64_t count) const;
    /// The result of the policy that the report is about.
    [[nodiscard]] const trace::Result& main_result() const;
};

/// Label and full address in a table's cell.
[[nodiscard]] Markup account_cell(const Telling& telling, ledger::AccountId account);
[[nodiscard]] Markup account_cell(const Telling& telling, std::string_view account);

}  // namespace report

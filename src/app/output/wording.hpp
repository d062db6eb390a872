#pragma once

#include <string>
#include <string_view>

#include "../loaded_case.hpp"

namespace app {

/// `1 account`, `2 accounts`: English counts; Japanese has no plural.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// How a result is worded for a person: one language, one case.
class Wording {
public:
    Wording(const LoadedCase& loaded, base::Language language)
        : loaded_{loaded}, language_{language} {}

    [[nodiscard]] base::Language language() const { return language_; }
    [[nodiscard]] bool japanese() const { return language_ == base::Language::Ja; }
    [[nodiscard]] std::string operator()(const base::Phrase& phrase) const {
        return base::pick(phrase, language_);
    }
    /// `526,300,010.000000`, and the same with the asset's name.
    [[nodiscard]] std::string amount(money::Total atoms) const;
    /// A round figure: `10,000`, without zeros after the point.
    [[nodiscard]] std::string short_amount(money::Total atoms) const;
    [[nodiscard]] std::string amount_with_asset(money::Total atoms) const;
    /// The account as people write it, `(no address)` for nobody; never control characters.
    [[nodiscard]] std::string account(ledger::AccountId account) const;
    [[nodiscard]] std::string label(ledger::AccountId account) const;  // empty where there is none
    /// The label where there is one, else the account.
    [[nodiscard]] std::string name(ledger::AccountId account) const;
    /// The time in the reader's own zone (JST in Japanese, UTC in English) without naming it;
    /// the height where the ledger has no time.
    [[nodiscard]] std::string local_time(ledger::Row row) const;
    /// UTC, without naming it; empty where `local_time` is UTC already or a height.
    [[nodiscard]] std::string other_time(ledger::Row row) const;
    /// Both in one: `2018-01-26 00:02 JST (2018-01-25 15:02 UTC)`.
    [[nodiscard]] std::string full_time(ledger::Row row) const;
    /// `JST`, `UTC` or `height`: what `local_time` shows.
    [[nodiscard]] std::string zone() const;
    /// The same where `other_time` stands below: `JST/UTC`.
    [[nodiscard]] std::string zones() const;

private:
    const LoadedCase& loaded_;
    base::Language language_;
};

}  // namespace app

#include "wording.hpp"

#include <fmt/format.h>

namespace app {

std::string counted(std::size_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string Wording::amount(money::Total atoms) const {
    return money::to_grouped(atoms, loaded_.ledger.divisibility);
}

std::string Wording::short_amount(money::Total atoms) const {
    std::string text = amount(atoms);
    if (!text.contains('.')) { return text; }
    while (text.ends_with('0')) { text.pop_back(); }
    if (text.ends_with('.')) { text.pop_back(); }
    return text;
}

std::string Wording::amount_with_asset(money::Total atoms) const {
    const auto asset = loaded_.asset();
    return asset.empty() ? amount(atoms) : amount(atoms) + " " + base::visible(asset, 32);
}

std::string Wording::account(ledger::AccountId account) const {
    if (account == ledger::kNobody) { return japanese() ? "（アドレスなし）" : "(no address)"; }
    const auto text = loaded_.ledger.any().account_text(account);
    return base::visible(address::to_pretty(loaded_.chain(), text));
}

std::string Wording::label(ledger::AccountId account) const {
    if (account == ledger::kNobody) { return {}; }
    const auto found = loaded_.find_label(loaded_.ledger.any().account_text(account));
    return found ? base::visible(base::pick(*found, language_)) : std::string{};
}

std::string Wording::name(ledger::AccountId account) const {
    const auto found = label(account);
    return found.empty() ? this->account(account) : found;
}

std::string Wording::local_time(ledger::Row row) const {
    const auto facts = loaded_.ledger.any().facts(row);
    if (facts.time && loaded_.ledger.any().has_times()) {
        return base::to_clock_text(*facts.time, japanese() ? base::kJstOffsetMinutes : 0);
    }
    return facts.height ? fmt::format("{}", facts.height->value) : std::string{};
}

std::string Wording::other_time(ledger::Row row) const {
    if (!japanese() || !loaded_.ledger.any().has_times()) { return {}; }
    const auto facts = loaded_.ledger.any().facts(row);
    return facts.time ? base::to_clock_text(*facts.time, 0) : std::string{};
}

std::string Wording::full_time(ledger::Row row) const {
    const auto facts = loaded_.ledger.any().facts(row);
    auto height = facts.height
                      ? fmt::format("{} {}", japanese() ? "高さ" : "height", facts.height->value)
                      : std::string{};
    if (!facts.time) { return height; }
    const auto utc = base::to_clock_text(*facts.time, 0) + " UTC";
    const auto jst = base::to_clock_text(*facts.time, base::kJstOffsetMinutes);
    const auto time = japanese() ? fmt::format("{} JST（{}）", jst, utc) : utc;
    return height.empty() ? time : height + ", " + time;
}

std::string Wording::zones() const {
    return japanese() && loaded_.ledger.any().has_times() ? "JST/UTC" : zone();
}

std::string Wording::zone() const {
    if (!loaded_.ledger.any().has_times()) { return japanese() ? "高さ" : "height"; }
    return japanese() ? "JST" : "UTC";
}

}  // namespace app

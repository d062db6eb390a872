#include "account_names.hpp"

namespace live {

ledger::AccountId AccountNames::intern(std::string_view text) {
    if (text.empty()) { return ledger::kNobody; }
    if (const auto known = find(text)) { return *known; }
    base::invariant(texts_.size() < ledger::kNobody.value, "accounts fit their numbers");
    const auto number = size();
    texts_.push_back(std::make_unique<const std::string>(text));
    numbers_.emplace(*texts_.back(), number);
    return {number};
}

std::optional<ledger::AccountId> AccountNames::find(std::string_view text) const {
    const auto found = numbers_.find(text);
    if (found == numbers_.end()) { return std::nullopt; }
    return ledger::AccountId{found->second};
}

std::string_view AccountNames::text(ledger::AccountId account) const {
    if (account == ledger::kNobody) { return {}; }
    return *texts_[account.value];
}

void AccountNames::shorten(std::uint32_t size) {
    while (texts_.size() > size) {
        numbers_.erase(*texts_.back());
        texts_.pop_back();
    }
}

}  // namespace live

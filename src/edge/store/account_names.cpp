#include "account_names.hpp"

#include <string>

namespace store {

Read<ledger::AccountId> AccountNames::id_of(std::string_view text) {
    if (const auto known = accounts_.find(text)) { return ledger::AccountId{*known}; }
    if (const auto spelling = spellings_.find(text)) {
        return ledger::AccountId{spelled_[*spelling]};
    }
    return add(text);
}

Read<ledger::AccountId> AccountNames::add(std::string_view text) {
    const auto account = address::normalise(chain_, text);
    if (!account) {
        const auto why = address::to_phrase(account.error(), chain_);
        const std::string shown = base::visible(text, 120);
        return std::unexpected(base::Phrase{fmt::format("`{}`: {}", shown, why.en),
                                            fmt::format("`{}`：{}", shown, why.ja)});
    }
    // Ids end below kNobody; a spelling costs a number too.
    if (accounts_.size() == ledger::kNobody.value - 1 ||
        spellings_.size() == ledger::kNobody.value - 1) {
        return std::unexpected(base::phrase("too many accounts: at most {} fit",
                                            "アカウントが多すぎます。上限は {} 個です",
                                            ledger::kNobody.value - 1));
    }
    const std::uint32_t id = accounts_.add(*account);
    if (*account != text) {
        spellings_.add(text);
        spelled_.push_back(id);
    }
    return ledger::AccountId{id};
}

}  // namespace store

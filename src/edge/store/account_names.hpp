#pragma once

#include <address/address.hpp>
#include <ledger/ledger.hpp>
#include <string_view>
#include <vector>

#include "texts.hpp"
#include "values.hpp"

namespace store {

/// The accounts of a ledger while it is read: one id an account however it is spelled. Checksums
/// are verified once a spelling, not once a row.
class AccountNames {
public:
    explicit AccountNames(address::Chain chain) : chain_{chain} {}

    /// `text` as the input has it; not empty.
    [[nodiscard]] Read<ledger::AccountId> id_of(std::string_view text);
    /// The canonical texts, numbered by id. Nothing is left here.
    [[nodiscard]] TextSet take() { return std::move(accounts_); }

private:
    [[nodiscard]] Read<ledger::AccountId> add(std::string_view text);

    address::Chain chain_;
    TextSet accounts_;
    TextSet spellings_;                   // that are not canonical
    std::vector<std::uint32_t> spelled_;  // the account of each spelling
};

}  // namespace store

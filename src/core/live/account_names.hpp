#pragma once

#include <cstdint>
#include <ledger/ledger.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace live {

/// Numbers for accounts, given in order of first appearance. Whoever takes a block back shortens
/// the list to what it was, so that a number never depends on blocks that the chain dropped.
class AccountNames {
public:
    /// kNobody for an empty text.
    ledger::AccountId intern(std::string_view text);
    [[nodiscard]] std::optional<ledger::AccountId> find(std::string_view text) const;
    /// Empty for kNobody.
    [[nodiscard]] std::string_view text(ledger::AccountId account) const;
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
    void shorten(std::uint32_t size);

private:
    std::vector<std::unique_ptr<const std::string>> texts_;  // a view of each is a key below
    std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace live

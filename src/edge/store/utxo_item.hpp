#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "values.hpp"

namespace store {

/// One item of `inputs` or `outputs`.
struct UtxoItem {
    std::string_view txid;  // inputs only
    std::uint32_t vout{0};
    money::Amount value;
    std::string_view address;  // outputs only
};

/// `txid:vout:atoms`
[[nodiscard]] Read<UtxoItem> read_input(std::string_view text);
/// `vout:atoms:address`
[[nodiscard]] Read<UtxoItem> read_output(std::string_view text);

/// Cuts at `|` and hands out each item; an empty text has none.
template <class Use>
std::optional<base::Complaint> for_each_item(std::string_view text, Use use) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('|'), text.size());
        if (auto complaint = use(text.substr(0, end))) { return complaint; }
        if (end + 1 == text.size()) { return use(std::string_view{}); }  // a `|` at the very end
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return std::nullopt;
}

}  // namespace store

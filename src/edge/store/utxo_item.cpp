#include "utxo_item.hpp"

#include <limits>

#include "row_name.hpp"

namespace store {
namespace {

/// The text before the first colon, which is taken away with it; nothing without a colon.
std::optional<std::string_view> take_part(std::string_view& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) { return std::nullopt; }
    const std::string_view part = text.substr(0, colon);
    text.remove_prefix(colon + 1);
    return part;
}

Read<std::uint32_t> read_vout(std::string_view text) {
    const auto number = parse_number(text);
    if (number && *number <= std::numeric_limits<std::uint32_t>::max()) {
        return static_cast<std::uint32_t>(*number);
    }
    return std::unexpected(base::phrase("`{}` is not an output's number",
                                        "`{}` は出力番号として読めません",
                                        base::visible(text, 60)));
}

base::Phrase not_an_item(std::string_view item, std::string_view expected) {
    return base::phrase("`{}` is not of the form {}", "`{}` は {} の形式ではありません",
                        base::visible(item, 120), expected);
}

}  // namespace

Read<UtxoItem> read_input(std::string_view text) {
    std::string_view rest = text;
    const auto txid = take_part(rest);
    const auto vout_text = take_part(rest);
    if (!txid || !vout_text) { return std::unexpected(not_an_item(text, "txid:vout:atoms")); }
    const auto vout = read_vout(*vout_text);
    if (!vout) { return std::unexpected(vout.error()); }
    const auto value = read_atoms(rest);
    if (!value) { return std::unexpected(value.error()); }
    return UtxoItem{*txid, *vout, *value, {}};
}

Read<UtxoItem> read_output(std::string_view text) {
    std::string_view rest = text;
    const auto vout_text = take_part(rest);
    const auto value_text = take_part(rest);
    if (!vout_text || !value_text) {
        return std::unexpected(not_an_item(text, "vout:atoms:address"));
    }
    const auto vout = read_vout(*vout_text);
    if (!vout) { return std::unexpected(vout.error()); }
    const auto value = read_atoms(*value_text);
    if (!value) { return std::unexpected(value.error()); }
    return UtxoItem{{}, *vout, *value, rest};
}

}  // namespace store

#include "case_writing.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace app {

namespace {

struct Comment {
    std::string_view key;  // at the beginning of a line
    std::string_view text;
};
constexpr std::array kComments{
    Comment{"dyepack_case:",
            "# A case file of dyepack, schema version 1: docs/case-file.md has every key.\n"
            "# dyepack の事件ファイル（版 1）。すべてのキーは docs/case-file.md にあります。\n"},
    Comment{"chain:",
            "# Whose addresses these are: nem, bitcoin, litecoin, dash, ethereum or other.\n"
            "# アドレスのチェーン。\n"},
    Comment{"divisibility:",
            "# Decimal places of the asset: XEM 6, BTC 8.\n# 資産の小数点以下の桁数。\n"},
    Comment{"ledger:",
            "# The record of transfers; paths are relative to this folder.\n"
            "# 送金の記録。パスはこのフォルダーからの相対パスです。\n"},
    Comment{
        "theft:",
        "# Which transfers are the theft: transactions, or from_account with since and until.\n"
        "# 流出にあたる送金。transactions か、from_account（since と until も可）で示します。\n"},
    Comment{"policy:",
            "# How taint divides: poison, haircut, fifo, lifo, tiho, or all.\n"
            "# 汚染の分け方。\n"},
    Comment{
        "marks:",
        "# Tainted arrivals below this sum (in whole units) are dust and brand nobody.\n"
        "# 合計がこの数量（単位は資産そのもの）に満たない受け取りは、マークの対象にしません。\n"}};

}  // namespace

std::string to_commented_yaml(const casebook::Case& record) {
    const std::string plain = casebook::to_yaml(record);
    std::string text;
    for (std::size_t begin = 0; begin < plain.size();) {
        const std::size_t end = std::min(plain.find('\n', begin), plain.size() - 1) + 1;
        const std::string_view line = std::string_view{plain}.substr(begin, end - begin);
        const auto comment = std::ranges::find_if(
            kComments, [&](const Comment& each) { return line.starts_with(each.key); });
        if (comment != kComments.end()) { text += comment->text; }
        text += line;
        begin = end;
    }
    return text;
}

}  // namespace app

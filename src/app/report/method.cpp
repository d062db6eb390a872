#include <algorithm>
#include <set>

#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"
#include "wording.hpp"

namespace report {
namespace {

using base::phrase;

/// Above this many rows the ledger is not searched for remarks of its own.
constexpr std::uint32_t kRowsSearchedMax = 200'000;

void add_item(Markup& list, const Markup& item) { list << "<li>" << item << "</li>\n"; }

Markup policies(const Telling& telling) {
    Markup piece{"<dl class=\"policies\">\n"};
    for (const trace::Result& result : telling.input.results) {
        piece << "<dt>" << telling.say(name_of(result.policy)) << "</dt><dd>"
              << telling.say(meaning_of(result.policy)) << "</dd>\n";
    }
    return piece << "</dl>\n";
}

Markup extent(const Telling& telling) {
    const ledger::Ledger& ledger = telling.input.ledger;
    const std::uint32_t end = telling.input.plan.end;
    const std::string asset = base::visible(telling.input.record.asset, 40);
    Markup piece = telling.say(
        phrase("The ledger has {} rows of {} between {} accounts; {} rows were applied.",
               "台帳には{1}の送金が{0}行、アカウントが{2}件あります。うち{3}行を適用しました。",
               counted(ledger.rows()), asset, counted(ledger.accounts()), counted(end)));
    if (end == 0) { return piece; }
    return piece << telling.gap()
                 << telling.say(
                        phrase("First row: {}. Last row applied: {}.",
                               "最初の行：{}。適用した最後の行：{}。",
                               position_text(ledger, ledger::Row{0}, telling.language),
                               position_text(ledger, ledger::Row{end - 1}, telling.language)));
}

Markup positions(const Telling& telling) {
    const ledger::Ledger& ledger = telling.input.ledger;
    if (!ledger.has_heights()) {
        return telling.say(
            {"The ledger has no block heights, only times: rows of the same time stand "
             "in the ledger's own order.",
             "台帳にはブロック高がなく、時刻だけです。同時刻の行は台帳の並び順に従います。"});
    }
    if (!ledger.has_times()) {
        return telling.say({"The ledger has no times, only block heights.",
                            "台帳には時刻がなく、ブロック高だけです。"});
    }
    return {};
}

/// Rows that the ledger itself calls derived: computed by somebody, not read from the chain.
Markup derived_rows(const Telling& telling) {
    const ledger::Ledger& ledger = telling.input.ledger;
    if (ledger.rows() > kRowsSearchedMax) { return {}; }
    std::vector<ledger::Row> found;
    for (std::uint32_t row = 0; row < telling.input.plan.end; ++row) {
        const ledger::RowFacts facts = ledger.facts(ledger::Row{row});
        if (facts.kind.find("derived") != std::string::npos) { found.push_back({row}); }
    }
    if (found.empty()) { return {}; }
    Markup piece = telling.say(phrase(
        "{} rows, from {} on, are marked as derived in the ledger: they were worked out from "
        "what a source says, not read one by one, and their times may stand for a window.",
        "{1}以降の{0}"
        "行は、台帳で「derived（推定）」とされています。資料の記述から割り出したもので、"
        "一件ずつ確認された記録ではなく、時刻は幅のある期間を代表している場合があります。",
        counted(found.size()), position_text(ledger, found.front(), telling.language)));
    const std::string message = ledger.facts(found.front()).message;
    if (!message.empty()) {
        piece << telling.say({" The ledger's own remark: ", "台帳の注記："}) << "<q>"
              << isolated(message, 300) << "</q>";
    }
    return piece;
}

/// Parties whose address nobody could name.
void add_nameless(const Telling& telling, Markup& list) {
    for (const casebook::KnownAccount& known : telling.input.documents.accounts) {
        const bool on_ledger = telling.input.ledger.find_account(known.account).has_value();
        if (!address::is_entity(known.account) || !on_ledger) { continue; }
        Markup item{"<strong>"};
        item << isolated(telling.pick(known.label)) << "</strong>"
             << telling.say({": the address is not known; the party stands as ",
                             "：アドレスは分かっていません。台帳では次の名で扱います："})
             << "<code>" << outside(known.account) << "</code>" << telling.say({". ", "。"})
             << isolated(telling.pick(known.note), 600);
        add_item(list, item);
    }
}

void add_movements(const Telling& telling, Markup& list) {
    for (const casebook::Unmeasured& movement : telling.input.documents.unmeasured) {
        const std::string note = base::visible(telling.pick(movement.note), 600);
        const std::string when = base::visible(telling.pick(movement.when), 200);
        add_item(list, telling.say(phrase(
                           "A movement without an amount is not in the ledger: {} → "
                           "{} ({}). {}",
                           "数量の分からない移動は台帳に含めていません：{} → {}（{}）。{}",
                           short_address(movement.from), short_address(movement.to), when, note)));
    }
}

Markup limits(const Telling& telling) {
    Markup list{"<ul class=\"limits\">\n"};
    add_item(list, extent(telling));
    for (const Markup& item : {positions(telling), derived_rows(telling)}) {
        if (!item.empty()) { add_item(list, item); }
    }
    add_nameless(telling, list);
    add_movements(telling, list);
    add_item(list,
             telling.say({"Coins that an account held before the ledger begins count as clean. "
                          "Where no opening balance is declared, the least one that keeps every "
                          "balance from going below zero is used.",
                          "台帳の開始前からアカウントにあった残高は、流出と無関係とみなします。記載"
                          "がない場合は、"
                          "どの残高も負にならない最小の額を用います。"}));
    const bool partial = std::ranges::any_of(telling.input.results, &trace::Result::partial);
    if (partial) {
        add_item(
            list,
            telling.say(
                {"An account spent more than the ledger says it had; what was "
                 "missing was taken as clean.",
                 "台帳上の残高を超える支出がありました。不足分は流出と無関係とみなしました。"}));
    }
    add_item(
        list,
        telling.say(
            {"A trace tells where coins went. It does not tell who controls an "
             "account, nor what its holder knew.",
             "追跡で分かるのはコインの行き先です。誰がアカウントを管理し、何を知っていたかまでは"
             "分かりません。"}));
    return list << "</ul>\n";
}

}  // namespace

Markup tell_method(const Telling& telling) {
    Markup piece{"<h3>"};
    return piece << telling.say({"How holdings are divided", "残高の分け方（方針）"}) << "</h3>\n"
                 << policies(telling) << "<h3>"
                 << telling.say({"What this result does not know", "この結果の限界"}) << "</h3>\n"
                 << limits(telling);
}

}  // namespace report

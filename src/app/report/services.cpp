#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"
#include "table.hpp"
#include "wording.hpp"

namespace report {
namespace {

Markup handoffs(const Telling& telling) {
    const Input& input = telling.input;
    const trace::Result& result = telling.main_result();
    if (result.boundaries.empty()) {
        return Markup{"<p>"} << telling.say(
                                    {"In this ledger no stolen coin reached a labelled "
                                     "service.",
                                     "この台帳では、既知の事業者に達した流出分はありません。"})
                             << "</p>\n";
    }
    Table table{telling,
                {{{"Service", "事業者"}},
                 {{"Kind", "種別"}},
                 {{"Stolen coins arrived", "到着した流出分"}, true},
                 {{"Since", "最初の到着"}}}};
    for (const trace::Handoff& handoff : result.boundaries) {
        const ledger::AccountId account = handoff.boundary.account;
        const std::string written =
            account == ledger::kNobody ? std::string{} : input.ledger.account_text(account);
        table.add_row({Markup{"<span class=\"name\">"}
                           << isolated(handoff.boundary.label) << "</span><span class=\"address\">"
                           << outside(address::to_pretty(input.record.chain, written)) << "</span>",
                       telling.say(name_of(handoff.boundary.kind)),
                       aligned(handoff.taint, input.record.divisibility),
                       position_of(input.ledger, handoff.since, telling.language)});
    }
    return Markup{"<p>"} << telling.say(
                                {"The trace stops where coins are pooled: these are whom to "
                                 "ask, since when, and for how much.",
                                 "コインが混合される事業者で追跡は止まります。照会先と時期、"
                                 "数量は次のとおりです。"})
                         << "</p>\n"
                         << table.markup();
}

Markup offramps(const Telling& telling) {
    const auto& places = telling.input.documents.offramps;
    if (places.empty()) { return {}; }
    Markup piece{"<h3>"};
    piece << telling.say({"Known from other sources", "台帳の外で知られている流出先"})
          << "</h3>\n<p>"
          << telling.say(
                 {"Sources name these places as receivers of stolen coins. The transfers are "
                  "not in the ledger, so no sum above contains them; amounts are the "
                  "sources' own, rounded, in yen.",
                  "流出分の受取先として資料に挙がる場所です。送金は台帳になく、上の合計には含みませ"
                  "ん。"
                  "金額は資料にある円換算の概数です。"})
          << "</p>\n";
    Table table{telling,
                {{{"Place", "場所"}},
                 {{"Kind", "種別"}},
                 {{"Day (JST)", "日付（日本時間）"}},
                 {{"About, in JPY", "約（円）"}, true},
                 {{"Note", "備考"}, false, true}}};
    for (const casebook::Offramp& place : places) {
        table.add_row({isolated(telling.pick(place.place)),
                       telling.say(name_of_place_kind(place.kind)),
                       day_cell(place.date_jst, telling.language),
                       place.amount_jpy_about == 0 ? telling.say({"unknown", "不明"})
                                                   : text(counted(place.amount_jpy_about)),
                       Markup{} << isolated(telling.pick(place.note), 600) << " "
                                << cite(telling, place.source)});
    }
    return piece << table.markup();
}

}  // namespace

Markup tell_services(const Telling& telling) {
    return Markup{} << handoffs(telling) << offramps(telling);
}

}  // namespace report

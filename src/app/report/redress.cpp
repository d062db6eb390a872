#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"
#include "table.hpp"
#include "wording.hpp"

namespace report {
namespace {

using base::phrase;

Markup terms_of(const Telling& telling, const casebook::Order& order) {
    Markup piece;
    if (!order.from.empty() || !order.to.empty()) {
        piece << outside(
            telling.pick(phrase("{} to {}", "{}～{}", to_day_text(order.from, telling.language),
                                to_day_text(order.to, telling.language))));
    }
    if (!order.due.empty()) {
        const std::string day = to_day_text(order.due, telling.language);
        piece << (piece.empty() ? Markup{} : Markup{"<br>"})
              << outside(telling.pick(phrase("due {}", "期限 {}", day)));
    }
    return piece;
}

}  // namespace

Markup tell_orders(const Telling& telling) {
    Table table{
        telling,
        {{{"Kind", "種別"}},
                 {{"Item", "項番"}}, {{"What was ordered", "命令の内容"}}, {{"Term", "期間・期限"}}}};
    const base::Phrase* operator_name = nullptr;
    for (const casebook::Order& order : telling.input.documents.orders) {
        if (operator_name == nullptr || *operator_name != order.operator_name) {
            operator_name = &order.operator_name;
            table.add_group(isolated(telling.pick(order.operator_name)));
        }
        table.add_row({isolated(telling.pick(order.kind)),
                       isolated(telling.pick(order.text), kProseBytesMax),
                       terms_of(telling, order)});
    }
    return table.markup();
}

Markup tell_compensation(const Telling& telling) {
    const auto& facts = telling.input.documents.compensation;
    if (facts.empty()) { return {}; }
    Table table{
        telling,
        {{{"Figure", "項目"}}, {{"Value", "値"}, true}, {{"Basis", "根拠"}}, {{"Note", "備考"}}}};
    for (const casebook::CompensationFact& fact : facts) {
        table.add_row({isolated(telling.pick(fact.name)), outside(grouped_if_number(fact.value)),
                       telling.say(name_of_basis(fact.basis)),
                       isolated(telling.pick(fact.note), 600)});
    }
    return Markup{"<p>"}
           << telling.say({"Figures as their sources give them, side by side. Some do "
                           "not fit together; none was adjusted.",
                           "資料にある数値をそのまま並べています。互いに合わないものもありますが、"
                           "調整はしていません。"})
           << "</p>\n"
           << table.markup();
}

}  // namespace report

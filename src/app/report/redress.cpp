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
        piece << (piece.empty() ? Markup{} : Markup{"<br>"}) << telling.say({"due ", "期限 "})
              << day_cell(order.due, telling.language);
    }
    return piece;
}

Markup what_of(const Telling& telling, const casebook::Order& order) {
    Markup piece = isolated(telling.pick(order.text), kProseBytesMax);
    const std::string& note = telling.pick(order.note);
    if (!note.empty()) { piece << "<span class=\"basis\">" << isolated(note, 600) << "</span>"; }
    return piece;
}

/// A figure as its document writes it; moments and days in the reader's form.
std::string to_figure_text(std::string_view value, base::Language language) {
    constexpr std::string_view kBetween = " / ";
    const std::size_t cut = value.find(kBetween);
    if (cut != std::string_view::npos) {
        return to_figure_text(value.substr(0, cut), language) + " – " +
               to_figure_text(value.substr(cut + kBetween.size()), language);
    }
    const auto moment = base::parse_moment(value);
    if (moment) { return to_both_zones(*moment, language); }
    return grouped_if_number(to_day_text(value, language));
}

}  // namespace

Markup tell_orders(const Telling& telling) {
    const auto& orders = telling.input.documents.orders;
    Table table{
        telling,
        {{{"Item", "項番"}}, {{"What was ordered", "命令の内容"}}, {{"Term", "期間・期限"}}}};
    const casebook::Order* last = nullptr;
    for (const casebook::Order& order : orders) {
        const bool same = last != nullptr && last->operator_name == order.operator_name &&
                          last->kind == order.kind;
        if (!same) {
            table.add_group(isolated(telling.pick(order.operator_name))
                            << " <span class=\"about\">" << isolated(telling.pick(order.kind))
                            << "</span>");
        }
        last = &order;
        table.add_row({outside(order.item), what_of(telling, order), terms_of(telling, order)});
    }
    if (orders.empty()) { return {}; }
    return folded(telling, phrase("Show the items ({})", "全{}項目を表示", counted(orders.size())),
                  table.markup());
}

Markup tell_compensation(const Telling& telling) {
    const auto& facts = telling.input.documents.compensation;
    if (facts.empty()) { return {}; }
    Table table{telling,
                {{{"Figure", "項目"}},
                 {{"Value", "値"}},
                 {{"Basis", "根拠"}},
                 {{"Note", "備考"}, false, true}}};
    for (const casebook::CompensationFact& fact : facts) {
        table.add_row({isolated(telling.pick(fact.name)),
                       outside(to_figure_text(fact.value, telling.language)),
                       telling.say(name_of_basis(fact.basis)),
                       Markup{} << isolated(telling.pick(fact.note), 600) << " "
                                << cite(telling, fact.source)});
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

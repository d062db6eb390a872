#include <algorithm>
#include <tuple>

#include "dates.hpp"
#include "figures.hpp"
#include "flow_svg.hpp"
#include "sections.hpp"
#include "table.hpp"
#include "wording.hpp"

namespace report {
namespace {

using base::phrase;

constexpr std::size_t kFlowsShown = 100;

/// What the picture leaves out or puts together, so that nobody misreads it.
Markup reading_notes(const Telling& telling, const FlowGraph& graph) {
    const trace::Result& result = telling.main_result();
    Markup piece{"<p class=\"note\">"};
    piece << telling.say(phrase(
        "Policy {}. Heights are amounts; the thinnest lines are drawn wider than they are, so that "
        "dust stays visible. {} of fees are not drawn.",
        "方針は{}。太さは数量を表しますが、少額も見えるよう最も細い線は実際より太く描いています。"
        "手数料{}は描いていません。",
        telling.pick(name_of(result.policy)), telling.amount(result.fees)));
    if (graph.aggregated > 0) {
        piece << telling.gap()
              << telling.say(phrase(
                     "Of {} accounts, the {} smallest of crowded columns are put together, at most "
                     "{} stand singly in a column.",
                     "全{0}アカウントのうち、列ごとに{2}アカウントまでを個別に示し、残る小口の{1}"
                     "アカウントは"
                     "まとめて示します。",
                     counted(graph.accounts), counted(graph.aggregated), kLayerNodesMax));
    }
    if (graph.deep_layers_joined) {
        piece << telling.gap()
              << telling.say(phrase("Accounts {} and more hops away stand in the last column.",
                                    "{}ホップ以上離れたアカウントは最後の列にまとめています。",
                                    kLayersMax - 1));
    }
    return piece << "</p>\n";
}

Markup flow_table(const Telling& telling) {
    const Input& input = telling.input;
    std::vector<trace::Flow> flows = input.flows;
    std::ranges::sort(flows, [](const trace::Flow& left, const trace::Flow& right) {
        return std::tuple{right.taint, left.first, left.from, left.to} <
               std::tuple{left.taint, right.first, right.from, right.to};
    });
    Table table{telling,
                {{{"From", "送金元"}},
                 {{"To", "送金先"}},
                 {{"Amount", "数量"}, true},
                 {{"Transfers", "件数"}, true},
                 {{"First", "最初の送金"}}}};
    for (std::size_t i = 0; i < std::min(flows.size(), kFlowsShown); ++i) {
        const trace::Flow& flow = flows[i];
        table.add_row({account_cell(telling, flow.from), account_cell(telling, flow.to),
                       aligned(flow.taint, input.record.divisibility),
                       text(counted(flow.transfers)),
                       position_of(input.ledger, flow.first, telling.language)});
    }
    Markup piece = table.markup();
    if (flows.size() > kFlowsShown) {
        piece << "<p class=\"note\">"
              << telling.say(phrase("The {} largest of {} connections are listed.",
                                    "全{1}件のつながりのうち、数量の大きい{0}件を示しています。",
                                    kFlowsShown, counted(flows.size())))
              << "</p>\n";
    }
    return piece;
}

Markup unmeasured_list(const Telling& telling) {
    const auto& movements = telling.input.documents.unmeasured;
    if (movements.empty()) { return {}; }
    Markup piece{"<p>"};
    piece << telling.say(
                 {"Movements that a source tells of without an amount. They are dashed in "
                  "the picture and are not in the ledger or in any sum:",
                  "数量の記載がない移動です。図では破線で示し、台帳にも合計にも含めていません。"})
          << "</p>\n";
    Table table{telling,
                {{{"From", "送金元"}},
                 {{"To", "送金先"}},
                 {{"When", "時期"}},
                 {{"Amount", "数量"}},
                 {{"Note", "備考"}}}};
    for (const casebook::Unmeasured& movement : movements) {
        table.add_row({account_cell(telling, movement.from), account_cell(telling, movement.to),
                       isolated(telling.pick(movement.when)), telling.say({"unknown", "不明"}),
                       Markup{} << isolated(telling.pick(movement.note), 600) << " "
                                << cite(telling, movement.source)});
    }
    return piece << table.markup();
}

}  // namespace

Markup tell_flow(const Telling& telling) {
    if (telling.input.flows.empty()) {
        return Markup{"<p>"} << telling.say(
                                    {"No stolen coin moved in what was read.",
                                     "読み取った範囲では、流出した資産の移動はありません。"})
                             << "</p>\n";
    }
    const FlowGraph graph = make_flow_graph(telling.input, telling.directory);
    constexpr std::uint32_t kUprightLayersMax =
        4;  // more would be too small to read on upright paper
    Markup piece = graph.layers > kUprightLayersMax
                       ? Literal{"<figure class=\"flow-figure broad\">"}
                       : Literal{"<figure class=\"flow-figure\">"};
    piece << draw_legend(telling, graph) << "<p class=\"note hint\">"
          << telling.say({"The picture is wider than this screen: it scrolls sideways.",
                          "図は画面より幅があります。横にスクロールしてご覧ください。"})
          << "</p>"
          << "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\""
          << telling.say(
                 {"Picture of the flow, scrolls sideways", "流れの図（横にスクロールできます）"})
          << "\">" << draw_flow(telling, graph) << "</div><figcaption>"
          << reading_notes(telling, graph) << "</figcaption></figure>\n"
          << unmeasured_list(telling);
    return piece << folded(telling, {"The same flow as a table", "同じ流れを表で見る"},
                           flow_table(telling));
}

}  // namespace report

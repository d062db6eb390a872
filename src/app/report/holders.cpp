#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"
#include "table.hpp"
#include "wording.hpp"

namespace report {
namespace {

using base::phrase;

constexpr std::size_t kHoldersShown = 200;

/// On UTXO chains each unspent output holds for itself.
using Place = std::pair<ledger::AccountId, std::optional<ledger::OutputId>>;
using Holdings = std::map<Place, std::uint64_t>;

Place place_of(const trace::Holder& holder) { return {holder.account, holder.output}; }

Holdings holdings_of(const trace::Result& result) {
    Holdings holdings;
    for (const trace::Holder& holder : result.holders) {
        holdings[place_of(holder)] = holder.taint;
    }
    return holdings;
}

std::map<ledger::AccountId, money::Total> arrivals_of(const trace::Result& result) {
    std::map<ledger::AccountId, money::Total> arrivals;
    for (const trace::Handoff& handoff : result.boundaries) {
        arrivals[handoff.boundary.account] = handoff.taint;
    }
    return arrivals;
}

bool agree(const trace::Result& left, const trace::Result& right) {
    return left.fees == right.fees && holdings_of(left) == holdings_of(right) &&
           arrivals_of(left) == arrivals_of(right);
}

bool all_agree(const std::vector<trace::Result>& results) {
    return std::ranges::all_of(
        results, [&](const trace::Result& result) { return agree(result, results.front()); });
}

std::string policy_list(const Telling& telling) {
    std::string list;
    for (const trace::Result& result : telling.input.results) {
        if (!list.empty()) { list += telling.pick({", ", "、"}); }
        list += telling.pick(name_of(result.policy));
    }
    return list;
}

Markup why_they_agree(const Telling& telling) {
    const auto& results = telling.input.results;
    if (results.size() == 1) {
        return telling.say(phrase("Traced by one policy, {}.", "方針は{}のみです。",
                                  telling.pick(name_of(results.front().policy))));
    }
    Markup piece = telling.say(
        phrase("All {} policies ({}) give the same result, to the smallest unit, so it is shown "
               "once.",
               "{}つの方針（{}）の結果は最小単位まで一致するため、一つだけ示します。",
               results.size(), policy_list(telling)));
    const bool unmixed = std::ranges::all_of(
        results.front().holders,
        [](const trace::Holder& holder) { return holder.taint == holder.balance; });
    if (unmixed) {
        return piece
               << " "
               << telling.say(
                      {"They differ only in how they divide holdings in which stolen and clean "
                       "coins lie together. Here every holder's balance is stolen to the last "
                       "unit: there was nothing to divide.",
                       "方針の違いは、流出分とそうでない分が混ざった残高の分け方だけです。ここでは"
                       "どのアカウントの残高もすべて流出分で、分けるべきものがありませんでした。"});
    }
    return piece << telling.gap()
                 << telling.say(
                        {"They differ only in how they divide holdings in which stolen and "
                         "clean coins lie together; here no such holding was spent in a way "
                         "that parts them.",
                         "方針の違いは、流出分とそうでない分が混ざった残高の分け方だけです。"
                         "ここでは、結果が分かれるような使われ方はありませんでした。"});
}

Markup holder_cell(const Telling& telling, const trace::Holder& holder) {
    Markup cell = account_cell(telling, holder.account);
    const auto* const utxo = dynamic_cast<const ledger::UtxoLedger*>(&telling.input.ledger);
    if (holder.output && utxo != nullptr) {
        cell << "<span class=\"address\">" << outside(utxo->output_text(*holder.output))
             << "</span>";
    }
    return cell;
}

Markup rest_of(const Telling& telling, std::size_t shown, std::size_t all, money::Total rest) {
    if (shown >= all) { return {}; }
    return Markup{"<p class=\"note\">"}
           << telling.say(phrase("{} further holders, together {}, are in the machine-readable "
                                 "result (dyepack trace --json).",
                                 "このほか{}件、合計{}は、機械可読の結果（dyepack trace --json）に"
                                 "あります。",
                                 counted(all - shown), telling.amount(rest)))
           << "</p>\n";
}

Markup single_table(const Telling& telling, const trace::Result& result) {
    const Input& input = telling.input;
    const int places = input.record.divisibility;
    Table table{telling,
                {{{"No.", "番号"}, true},
                 {{"Account", "アカウント"}},
                 {{"Stolen coins", "流出分"}, true},
                 {{"Balance", "残高"}, true},
                 {{"Hops", "ホップ"}, true},
                 {{"First arrival", "最初の到着"}}}};
    const std::size_t shown = std::min(result.holders.size(), kHoldersShown);
    money::Total rest = result.held;
    for (std::size_t i = 0; i < shown; ++i) {
        const trace::Holder& holder = result.holders[i];
        rest -= holder.taint;
        table.add_row({text(counted(i + 1)), holder_cell(telling, holder),
                       aligned(holder.taint, places), aligned(holder.balance, places),
                       text(counted(holder.hops)),
                       position_of(input.ledger, holder.first, telling.language)});
    }
    return table.markup() << rest_of(telling, shown, result.holders.size(), rest);
}

/// Every place that some policy lists, in the order of the results.
std::vector<trace::Holder> all_holders(const Telling& telling) {
    std::vector<trace::Holder> all = telling.main_result().holders;
    std::set<Place> seen;
    for (const trace::Holder& holder : all) { seen.insert(place_of(holder)); }
    for (const trace::Result& result : telling.input.results) {
        for (const trace::Holder& holder : result.holders) {
            if (seen.insert(place_of(holder)).second) { all.push_back(holder); }
        }
    }
    return all;
}

Markup compared_table(const Telling& telling) {
    const Input& input = telling.input;
    const int places = input.record.divisibility;
    std::vector<Column> columns{{{"Account", "アカウント"}}};
    std::vector<Holdings> holdings;
    for (const trace::Result& result : input.results) {
        columns.push_back({name_of(result.policy), true});
        holdings.push_back(holdings_of(result));
    }
    const std::vector<trace::Holder> all = all_holders(telling);
    const std::size_t shown = std::min(all.size(), kHoldersShown);
    Table table{telling, columns};
    money::Total rest = telling.main_result().held;
    for (std::size_t i = 0; i < shown; ++i) {
        std::vector<Markup> cells{holder_cell(telling, all[i])};
        for (const Holdings& held : holdings) {
            const auto found = held.find(place_of(all[i]));
            cells.push_back(found == held.end() ? Markup{"–"} : aligned(found->second, places));
        }
        table.add_row(cells);
    }
    for (std::size_t i = 0; i < std::min(shown, telling.main_result().holders.size()); ++i) {
        rest -= telling.main_result().holders[i].taint;
    }
    return table.markup() << rest_of(telling, shown, all.size(), rest);
}

/// The books of each policy, so that a reader can add them up.
Markup books_table(const Telling& telling) {
    const int places = telling.input.record.divisibility;
    Table table{telling,
                {{{"Policy", "方針"}},
                 {{"Stolen", "流出額"}, true},
                 {{"Held", "アカウントに残る"}, true},
                 {{"At services", "事業者"}, true},
                 {{"Fees", "手数料"}, true},
                 {{"Difference", "差"}, true}}};
    for (const trace::Result& result : telling.input.results) {
        table.add_row({telling.say(name_of(result.policy)), aligned(result.stolen, places),
                       aligned(result.held, places), aligned(result.handed_off, places),
                       aligned(result.fees, places),
                       result.closed() ? aligned(result.difference(), places)
                                       : telling.say({"does not add up", "合計しない"})});
    }
    return table.markup();
}

}  // namespace

Markup tell_holders(const Telling& telling) {
    const auto& results = telling.input.results;
    if (all_agree(results)) {
        return Markup{"<p>"} << why_they_agree(telling) << "</p>\n"
                             << single_table(telling, telling.main_result());
    }
    return Markup{"<p>"}
           << telling.say(
                  {"The policies do not agree: somewhere stolen and clean coins lay together "
                   "and were spent. Each column is one policy's answer; none is the truth, "
                   "and the method section says what each assumes.",
                   "方針によって結果が異なります。流出分とそうでない分が混ざったまま使われた"
                   "ためです。列は方針ごとの結果で、どれが真実というものではありません。"
                   "各方針の前提は「方法と限界」にあります。"})
           << "</p>\n"
           << books_table(telling) << "<div class=\"scroll wide\" tabindex=\"0\">"
           << compared_table(telling) << "</div>\n";
}

}  // namespace report

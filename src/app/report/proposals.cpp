#include <algorithm>

#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"
#include "table.hpp"

namespace report {
namespace {

using base::phrase;

constexpr std::size_t kFindingsShown = 300;
constexpr std::size_t kSendersShown = 5;

Markup senders(const Telling& telling, const marks::Finding& finding) {
    Markup piece;
    for (std::size_t i = 0; i < std::min(finding.from.size(), kSendersShown); ++i) {
        if (i > 0) { piece << telling.say({", ", "、"}); }
        piece << "<bdi>" << text(telling.directory.name(finding.from[i], telling.language))
              << "</bdi>";
    }
    if (finding.from.size() > kSendersShown) {
        piece << telling.say(phrase(" and {} more", "ほか{}アカウント",
                                    counted(finding.from.size() - kSendersShown)));
    }
    return piece;
}

/// What a mark rests on, so that it can be shown and disputed.
Markup evidence(const Telling& telling, const marks::Finding& finding) {
    const Input& input = telling.input;
    Markup piece;
    if (finding.received_theft) {
        piece << "<strong>"
              << telling.say({"Received the theft itself. ", "流出の送金を直接受け取りました。"})
              << "</strong>";
    }
    piece << telling.say(finding.arrivals == 1
                             ? phrase("One transfer of stolen coins, hop {}, from ",
                                      "流出分の送金1件（{}ホップ目）。送金元：", finding.hops)
                             : phrase("{} transfers of stolen coins, hop {}, from ",
                                      "流出分の送金{}件（{}ホップ目）。送金元：",
                                      counted(finding.arrivals), finding.hops))
          << senders(telling, finding) << telling.say({". The first: ", "。最初の送金："})
          << outside(input.ledger.facts(finding.first).tx);
    const casebook::KnownAccount* const known = telling.directory.find(finding.account);
    if (known != nullptr && !telling.pick(known->note).empty()) {
        piece << "<span class=\"basis\">" << isolated(telling.pick(known->note), 600) << " "
              << cite(telling, known->source) << "</span>";
    }
    return piece;
}

Markup finding_table(const Telling& telling, marks::Proposal proposal) {
    const Input& input = telling.input;
    Table table{telling,
                {{{"Account", "アカウント"}},
                 {{"Stolen coins received", "受け取った流出分"}, true},
                 {{"Evidence", "根拠"}, false, true},
                 {{"First arrival", "最初の到着"}}}};
    std::size_t shown = 0;
    std::size_t all = 0;
    for (const marks::Finding& finding : input.findings) {
        if (finding.proposal != proposal) { continue; }
        if (++all > kFindingsShown) { continue; }
        ++shown;
        table.add_row({account_cell(telling, finding.account),
                       aligned(finding.received, input.record.divisibility),
                       evidence(telling, finding),
                       position_of(input.ledger, finding.first, telling.language)});
    }
    Markup piece = table.markup();
    if (all > shown) {
        piece << "<p class=\"note\">"
              << telling.say(phrase("{} more are not listed here.",
                                    "このほか{}アカウントはここに示していません。",
                                    counted(all - shown)))
              << "</p>\n";
    }
    return piece;
}

std::string count_of(const Telling& telling, marks::Proposal proposal) {
    return telling.accounts(static_cast<std::uint64_t>(
        std::ranges::count(telling.input.findings, proposal, &marks::Finding::proposal)));
}

std::string threshold_of(const Telling& telling) {
    return telling.amount(
        base::present(telling.input.record.marks, "findings come of a mark rule").at_least.atoms());
}

Markup proposed(const Telling& telling) {
    const std::string accounts = count_of(telling, marks::Proposal::Mark);
    Markup piece{"<p>"};
    return piece << telling.say(phrase(
                        "{} received the theft itself, or at least {} of stolen coins. Marks are "
                        "proposed here, not issued; each can be disputed and revoked.",
                        "流出の送金を受け取ったか、流出分を{1}以上受け取ったのは{0}です。"
                        "ここに示すのはマークの提案で、発行済みのマークではありません。"
                        "どのマークにも異議を申し立てられ、取り消すことができます。",
                        accounts, threshold_of(telling)))
                 << "</p>\n"
                 << finding_table(telling, marks::Proposal::Mark);
}

Markup dusted(const Telling& telling) {
    const Markup listed = finding_table(telling, marks::Proposal::DustOnly);
    if (listed.empty()) { return {}; }
    Markup piece{"<section class=\"dust\"><h3>"};
    return piece << telling.say({"Dusted accounts: no mark proposed",
                                 "少額を送り付けられたアカウント（マークは提案しません）"})
                 << "</h3>\n<p>"
                 << telling.say(phrase(
                        "{} received stolen coins, but less than {} each and nothing of the theft "
                        "itself. Anybody can be sent coins unasked, and a mark for such dust would "
                        "brand bystanders. They are listed apart so that nothing is hidden.",
                        "{}は流出分を受け取っていますが、いずれも{}未満で、"
                        "流出の送金そのものは受け取っていません。コインは受け取る側の意思に"
                        "かかわらず送り付けることができます。少額の受取りだけを理由にマークを"
                        "付ければ、無関係な人に汚名を着せることになります。"
                        "隠さず示すため、別に掲げます。",
                        count_of(telling, marks::Proposal::DustOnly), threshold_of(telling)))
                 << "</p>\n"
                 << listed << "</section>\n";
}

}  // namespace

Markup tell_marks(const Telling& telling) {
    if (!telling.input.record.marks) {
        return Markup{"<p>"} << telling.say({"The case has no rule for marks; none is proposed.",
                                             "この事件にはマークの基準がなく、提案はありません。"})
                             << "</p>\n";
    }
    return Markup{} << proposed(telling) << dusted(telling);
}

}  // namespace report

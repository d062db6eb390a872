#include <algorithm>
#include <set>

#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"

namespace report {
namespace {

using base::phrase;

std::size_t count_accounts(const trace::Result& result) {
    std::set<ledger::AccountId> accounts;
    for (const trace::Holder& holder : result.holders) { accounts.insert(holder.account); }
    return accounts.size();
}

/// When the theft began and ended.
std::string theft_span(const Telling& telling) {
    const auto [first, last] = std::ranges::minmax(telling.input.plan.thefts);
    return span_text(telling.input.ledger, first.row, last.row, telling.language);
}

std::size_t count_theft_rows(const Telling& telling) {
    std::set<ledger::Row> rows;
    for (const trace::Theft& theft : telling.input.plan.thefts) { rows.insert(theft.row); }
    return rows.size();
}

base::Phrase stolen_sentence(const Telling& telling) {
    const std::string amount = telling.amount(telling.main_result().stolen);
    const std::size_t rows = count_theft_rows(telling);
    if (rows == 0) { return {"The case names no theft.", "この事件には流出の送金がありません。"}; }
    const std::string span = theft_span(telling);
    if (rows == 1) {
        return phrase("{} was stolen in one transfer, {}.", "{1}、1件の送金で{0}が流出しました。",
                      amount, span);
    }
    return phrase("{} was stolen in {} transfers, {}.", "{2}、{1}件の送金で{0}が流出しました。",
                  amount, counted(rows), span);
}

base::Phrase whereabouts_sentence(const Telling& telling) {
    const trace::Result& result = telling.main_result();
    const std::string held = telling.amount(result.held);
    const std::string accounts = telling.accounts(count_accounts(result));
    const std::string fees = telling.amount(result.fees);
    if (result.handed_off == 0) {
        return phrase(
            "By the end of what was read, {} of it lay on {}, nothing had reached a known service, "
            "and {} was paid as fees.",
            "読み取った台帳の末尾の時点で、{}が{}に残り、既知の事業者に達したものはなく、"
            "{}が手数料として支払われています。",
            held, accounts, fees);
    }
    return phrase(
        "By the end of what was read, {} of it lay on {}, {} had reached known services, and {} "
        "was "
        "paid as fees.",
        "読み取った台帳の末尾の時点で、{}が{}に残り、{}が既知の事業者に達し、"
        "{}が手数料として支払われています。",
        held, accounts, telling.amount(result.handed_off), fees);
}

base::Phrase books_sentence(const trace::Result& result) {
    const auto closed = result.closed();
    if (!closed) {
        return {
            "Poison counts whole balances, so these figures do not add up to the amount stolen.",
            "ポイズンは残高全体を数えるため、これらの合計は流出額と一致しません。"};
    }
    if (*closed) {
        return {"These figures add up to the amount stolen, to the smallest unit.",
                "これらの合計は、最小単位まで流出額と一致します。"};
    }
    return {"These figures do NOT add up to the amount stolen: the result must not be relied on.",
            "これらの合計は流出額と一致しません。この結果を根拠にしないでください。"};
}

/// The fraction set back: it matters for the books, not for the reader.
Markup split_trimmed(const Telling& telling, money::Total atoms) {
    const std::string shown = trimmed(atoms, telling.input.record.divisibility);
    const std::string_view all = shown;
    const std::size_t point = std::min(shown.find('.'), shown.size());
    Markup piece = text(all.substr(0, point));
    if (point == shown.size()) { return piece; }
    return piece << "<span class=\"places\">" << text(all.substr(point)) << "</span>";
}

/// One large figure with what it is and how large that is.
Markup tile(const Telling& telling, Literal css, const base::Phrase& name, money::Total atoms,
            const Markup& below) {
    Markup piece;
    return piece << "<div class=\"tile " << css << "\"><dt>" << telling.say(name)
                 << "</dt><dd><span class=\"big\">" << split_trimmed(telling, atoms)
                 << "</span> <span class=\"unit\">" << outside(telling.input.record.asset, 40)
                 << "</span><span class=\"below\">" << below << "</span></dd></div>\n";
}

money::Total whole_units(const Telling& telling, money::Total atoms) {
    money::Total unit = 1;
    for (int place = 0; place < telling.input.record.divisibility; ++place) { unit *= 10; }
    return (atoms + unit / 2) / unit;
}

Markup about(const Telling& telling, money::Total atoms) {
    const std::string size = rough(whole_units(telling, atoms), telling.language);
    if (size.empty()) { return {}; }
    return telling.say(phrase("about {}", "約{}", size));
}

Markup tiles(const Telling& telling) {
    const trace::Result& result = telling.main_result();
    const auto accounts =
        telling.say(phrase("on {}", "{}に分散", telling.accounts(count_accounts(result))));
    const auto services =
        telling.say(result.boundaries.empty()
                        ? base::Phrase{"no labelled service reached", "既知の事業者への到達なし"}
                        : phrase("in {}", "{}に到着", telling.accounts(result.boundaries.size())));
    Markup piece{"<dl class=\"tiles\">\n"};
    piece << tile(telling, "stolen", {"Stolen", "流出"}, result.stolen,
                  about(telling, result.stolen))
          << tile(telling, "held", {"Still held", "アカウントに残る分"}, result.held, accounts)
          << tile(telling, "handed", {"At services", "事業者"}, result.handed_off, services)
          << tile(telling, "fees", {"Paid as fees", "手数料"}, result.fees,
                  telling.say({"paid to the network", "ネットワークへの支払い"}));
    return piece << "</dl>\n";
}

/// `46,603,339,585 JPY`, 「46,603,339,585円」.
std::string priced(const Telling& telling, const std::string& figure, std::string_view currency) {
    const bool yen = currency == "JPY" && telling.language == base::Language::Ja;
    return yen ? figure + "円" : figure + " " + base::visible(currency, 12);
}

Markup valuation(const Telling& telling, const casebook::Valuation& price) {
    const int places = telling.input.record.divisibility;
    const money::Total worth =
        money::value_floor(telling.main_result().stolen, places, price.price);
    const std::string size = rough(worth, telling.language);
    const std::string one = money::to_grouped(price.price.value, price.price.places);
    Markup piece{"<li><span class=\"worth\">"};
    piece << text(priced(telling, money::to_grouped(worth, 0), price.currency)) << "</span>";
    if (!size.empty()) {
        piece << " <span class=\"about\">"
              << telling.say(
                     phrase("(about {})", "（約{}）", priced(telling, size, price.currency)))
              << "</span>";
    }
    return piece << "<span class=\"basis\">"
                 << telling.say(phrase("at {} for one {}", "1 {1} = {0}",
                                       priced(telling, one, price.currency),
                                       base::visible(telling.input.record.asset, 40)))
                 << " · " << isolated(telling.pick(price.at), 300) << " · "
                 << isolated(telling.pick(price.basis), 600) << "</span></li>\n";
}

Markup valuations(const Telling& telling) {
    const auto& prices = telling.input.record.valuations;
    if (prices.empty()) { return {}; }
    Markup piece{"<div class=\"valuations\"><h3>"};
    piece << telling.say({"What the stolen amount was worth", "流出額の換算"}) << "</h3>\n<ul>\n";
    for (const casebook::Valuation& price : prices) { piece << valuation(telling, price); }
    return piece << "</ul>\n<p class=\"note\">"
                 << telling.say(
                        {"Prices are for readers only: they never enter the books. Worth is "
                         "rounded down to whole units of its currency.",
                         "換算額は参考値であり、帳簿の計算には一切使いません。"
                         "1通貨単位未満は切り捨てています。"})
                 << "</p></div>\n";
}

}  // namespace

Markup tell_summary(const Telling& telling) {
    const trace::Result& result = telling.main_result();
    Markup piece{"<div class=\"lead\">"};
    piece << paragraphs(telling.pick(telling.input.record.summary)) << "</div>\n"
          << tiles(telling) << "<p class=\"told\">" << telling.say(stolen_sentence(telling))
          << telling.gap();
    if (taint::conserves(result.policy)) {
        piece << telling.say(whereabouts_sentence(telling)) << telling.gap();
    }
    return piece << telling.say(books_sentence(result)) << "</p>\n" << valuations(telling);
}

Markup tell_findings(const Telling& telling) {
    const auto& findings = telling.input.record.findings;
    if (findings.empty()) { return {}; }
    Markup piece{"<ol class=\"findings\">\n"};
    for (const base::Phrase& finding : findings) {
        piece << "<li>" << isolated(telling.pick(finding), kProseBytesMax) << "</li>\n";
    }
    return piece << "</ol>\n";
}

}  // namespace report

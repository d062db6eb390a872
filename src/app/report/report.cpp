#include <array>
#include <report/report.hpp>

#include "dates.hpp"
#include "sections.hpp"
#include "style.hpp"

namespace report {
namespace {

using base::phrase;

struct Section {
    Literal id;
    base::Phrase heading;
    Markup (*tell)(const Telling&);
};

std::array<Section, 12> sections() {
    return {{{"findings", {"What we know", "分かったこと"}, tell_findings},
             {"flow", {"How the coins moved", "資産の流れ"}, tell_flow},
             {"holders", {"Where the coins are", "現在の保有先"}, tell_holders},
             {"marks", {"Proposed marks", "マークの提案"}, tell_marks},
             {"services", {"Services and ways out", "事業者と出口"}, tell_services},
             {"timeline", {"What happened", "経緯"}, tell_timeline},
             {"contradictions", {"Contradictions", "資料間の矛盾"}, tell_contradictions},
             {"orders", {"Orders by authorities", "行政処分"}, tell_orders},
             {"compensation", {"Compensation", "補償"}, tell_compensation},
             {"method", {"Method and limits", "方法と限界"}, tell_method},
             {"reproduce", {"How to reproduce this", "再現の手順"}, tell_reproduction},
             {"sources", {"Sources", "出典"}, tell_sources}}};
}

/// Nothing is loaded, run, framed or sent, whatever a label managed to smuggle in.
Markup head(const Telling& telling) {
    Markup piece{
        "<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>"};
    return piece << outside(telling.pick(telling.input.record.title), 300) << "</title>\n"
                 << style_sheet() << "</head>\n";
}

/// Up to where the ledger was read: a report is a report of a moment.
Markup as_of(const Telling& telling) {
    const std::uint32_t end = telling.input.plan.end;
    if (end == 0) { return {}; }
    const std::string last =
        position_text(telling.input.ledger, ledger::Row{end - 1}, telling.language);
    return telling.say(phrase("Last transfer read: {}", "最後に読んだ送金：{}", last));
}

Markup page_header(const Telling& telling) {
    Markup piece{"<header>\n<p class=\"eyebrow\"><strong>dyepack</strong><span>"};
    return piece << telling.say({"Case report", "事件報告書"}) << " "
                 << isolated(telling.input.record.id) << "</span><span>" << as_of(telling)
                 << "</span></p>\n<h1>" << isolated(telling.pick(telling.input.record.title), 300)
                 << "</h1>\n"
                 << tell_summary(telling) << "</header>\n";
}

Markup page_footer(const Telling& telling) {
    return Markup{"<footer><p>"}
           << telling.say(phrase(
                  "Made by dyepack {} from the case {}. This file is complete in "
                  "itself: it loads nothing and runs nothing.",
                  "dyepack {}が事件{}から作成しました。このファイルだけで完結しており、外部から"
                  "何も読み込まず、何も実行しません。",
                  base::visible(telling.input.program_version, 80),
                  base::visible(telling.input.record.id, 80)))
           << "</p></footer>\n";
}

Markup body(const Telling& telling) {
    Markup contents;
    Markup told;
    for (const Section& section : sections()) {
        const Markup content = section.tell(telling);
        if (content.empty()) { continue; }
        contents << "<li><a href=\"#" << section.id << "\">" << telling.say(section.heading)
                 << "</a></li>\n";
        told << "<section id=\"" << section.id << "\">\n<h2>" << telling.say(section.heading)
             << "</h2>\n"
             << content << "</section>\n";
    }
    Markup piece{"<body>\n<div class=\"page\">\n"};
    return piece << page_header(telling) << "<nav aria-label=\""
                 << telling.say({"Contents", "目次"}) << "\"><ul>\n"
                 << contents << "</ul></nav>\n<main>\n"
                 << told << "</main>\n"
                 << page_footer(telling) << "</div>\n</body>\n";
}

}  // namespace

std::string to_html(const Input& input, base::Language language) {
    base::invariant(!input.results.empty(), "a report has a result");
    const Directory directory{input};
    const Telling telling{input, directory, language};
    Markup page{"<!DOCTYPE html>\n"};
    page << (language == base::Language::Ja ? Literal{"<html lang=\"ja\">\n"}
                                            : Literal{"<html lang=\"en\">\n"})
         << head(telling) << body(telling) << "</html>\n";
    return page.html();
}

}  // namespace report

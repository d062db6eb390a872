#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"

namespace report {
namespace {

using base::Language;
using base::phrase;
using Contradictions = std::multimap<std::uint32_t, const casebook::Contradiction*>;

std::string day_heading(const casebook::Event& event, Language language) {
    const auto day = parse_day(event.date_jst);
    if (!day) { return base::visible(event.date_jst, 40); }
    std::string from = to_long_day(*day, language);
    const auto to = parse_day(event.date_to_jst);
    if (!to) { return from; }
    return fmt::format(fmt::runtime(language == Language::Ja ? "{}～{}" : "{} to {}"), from,
                       to_long_day(*to, language));
}

/// What the source leaves open, in words; empty where nothing need be said.
std::string precision_word(const casebook::Event& event, Language language) {
    const auto found = casebook::find_precision(event.precision);
    return found ? base::pick(*found, language) : std::string{};
}

/// Words that belong to the time itself: `about 00:02`, 「00:02頃」. Others stand below it.
bool joins_time(const casebook::Event& event) {
    return event.precision == "about" || event.precision == "not-before";
}

std::string japanese_time(base::Instant instant, const casebook::Event& event, Language language) {
    std::string time =
        to_time_text({instant, base::Precision::Minute}, base::kJstOffsetMinutes, language);
    if (!joins_time(event)) { return time; }
    const std::string word = precision_word(event, language);
    return language == Language::Ja ? time + word : word + " " + time;
}

Markup untimed(const casebook::Event& event, Language language) {
    const std::string word = precision_word(event, language);
    const std::string none = base::pick(phrase("time not stated", "時刻の記載なし"), language);
    std::string shown = event.time_jst.empty() ? word : event.time_jst;
    if (shown.empty()) { shown = none; }
    return Markup{"<div class=\"when vague\">"} << outside(shown, 80) << "</div>";
}

Markup when(const casebook::Event& event, Language language) {
    const auto moment = base::parse_moment(event.date_jst + "T" + event.time_jst + "+09:00");
    if (!moment) { return untimed(event, language); }
    const base::Moment to_the_minute{moment->at, base::Precision::Minute};
    Markup piece{"<div class=\"when\"><time datetime=\""};
    piece << text(base::to_rfc3339(moment->at)) << "\">"
          << text(japanese_time(moment->at, event, language))
          << " <small>JST</small></time><span class=\"utc\">"
          << text(to_day_of_year(day_at(moment->at, 0), language)) << " "
          << text(to_time_text(to_the_minute, 0, language)) << " UTC</span>";
    const std::string word = precision_word(event, language);
    if (!joins_time(event) && !word.empty()) {
        piece << "<span class=\"utc\">" << text(word) << "</span>";
    }
    return piece << "</div>";
}

Markup flagged(const Telling& telling, const casebook::Contradiction& contradiction) {
    Markup piece{"<p class=\"flag\"><a href=\"#contradiction-"};
    return piece << number(contradiction.number) << "\"><span aria-hidden=\"true\">⚠</span> "
                 << telling.say(phrase("Contradiction {}", "矛盾 {}", contradiction.number))
                 << "</a> " << isolated(telling.pick(contradiction.subject), 300) << "</p>";
}

Markup told_event(const Telling& telling, const casebook::Event& event,
                  const Contradictions& contradictions) {
    Markup citations;
    for (const std::string& key : event.sources) { citations << cite(telling, key); }
    const auto category = casebook::find_category(event.category);
    Markup piece;
    piece << (event.important ? Literal{"<li class=\"event\" id=\"event-"}
                              : Literal{"<li class=\"event minor\" id=\"event-"})
          << number(event.number) << "\">" << when(event, telling.language)
          << "<div class=\"what\"><p>" << isolated(telling.pick(event.text), kProseBytesMax)
          << "</p><p class=\"meta\">";
    if (!telling.pick(event.actor).empty()) {
        piece << isolated(telling.pick(event.actor), 300) << " · ";
    }
    if (category) { piece << telling.say(*category) << " · "; }
    piece << citations << "</p>";
    const auto [begin, end] = contradictions.equal_range(event.number);
    for (auto at = begin; at != end; ++at) { piece << flagged(telling, *at->second); }
    return piece << "</div></li>\n";
}

Contradictions by_event(const Telling& telling) {
    Contradictions found;
    for (const casebook::Contradiction& contradiction : telling.input.documents.contradictions) {
        for (const std::uint32_t event : contradiction.events) {
            found.emplace(event, &contradiction);
        }
    }
    return found;
}

/// Where the events of the day that begins at `begin` end.
std::size_t day_end(const std::vector<casebook::Event>& events, std::size_t begin) {
    std::size_t end = begin;
    while (end < events.size() && events[end].date_jst == events[begin].date_jst &&
           events[end].date_to_jst == events[begin].date_to_jst) {
        ++end;
    }
    return end;
}

Markup days(const Telling& telling) {
    const auto& events = telling.input.documents.timeline;
    const Contradictions contradictions = by_event(telling);
    Markup piece;
    for (std::size_t begin = 0; begin < events.size();) {
        const std::size_t end = day_end(events, begin);
        bool important = false;
        Markup told;
        for (std::size_t i = begin; i < end; ++i) {
            important = important || events[i].important;
            told << told_event(telling, events[i], contradictions);
        }
        piece << (important ? Literal{"<div class=\"day\"><h3>"}
                            : Literal{"<div class=\"day minor\"><h3>"})
              << text(day_heading(events[begin], telling.language))
              << "</h3>\n<ol class=\"events\">\n"
              << told << "</ol></div>\n";
        begin = end;
    }
    return piece;
}

}  // namespace

Markup tell_timeline(const Telling& telling) {
    const auto& events = telling.input.documents.timeline;
    if (events.empty()) { return {}; }
    const auto important =
        static_cast<std::size_t>(std::ranges::count(events, true, &casebook::Event::important));
    Markup piece{"<p>"};
    piece << telling.say(
                 {"Times are Japan's (JST, UTC+9), with UTC beside them, as exactly as the "
                  "sources state them. A day without a time has no counterpart in UTC.",
                  "時刻は日本時間（JST、UTC+9）で、UTCを併記します。精度は資料の記載どおりです。"
                  "時刻のない日付はUTCに換算していません。"})
          << "</p>\n";
    if (important > 0 && important < events.size()) {
        piece << "<details class=\"fold events-fold\"><summary><span class=\"closed\">"
              << telling.say(phrase("Show all {} events ({} important ones are shown)",
                                    "全{}件を表示（重要な{}件を表示中）", counted(events.size()),
                                    counted(important)))
              << "</span><span class=\"opened\">"
              << telling.say(phrase("Show only the {} important events", "重要な{}件だけを表示",
                                    counted(important)))
              << "</span></summary></details>\n";
    }
    return piece << "<div class=\"timeline\">\n" << days(telling) << "</div>\n";
}

}  // namespace report

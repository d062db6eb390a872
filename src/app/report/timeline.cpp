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
    const std::string from = to_long_day(*day, language);
    const auto to = parse_day(event.date_to_jst);
    if (!to) { return from; }
    return fmt::format(fmt::runtime(language == Language::Ja ? "{}～{}" : "{} to {}"), from,
                       to_long_day(*to, language));
}

/// `about 00:02`, 「00:02頃」: the time with what the source leaves open.
std::string with_precision(const std::string& time, const casebook::Event& event,
                           Language language) {
    const auto found = casebook::find_precision(event.precision);
    const std::string word = found ? base::pick(*found, language) : std::string{};
    if (time.empty() || word.empty()) { return time.empty() ? word : time; }
    const bool bare = event.precision == "about" || event.precision == "not-before";
    if (language == Language::Ja) { return bare ? time + word : time + "（" + word + "）"; }
    return bare ? word + " " + time : time + ", " + word;
}

std::optional<base::Moment> moment_of(const casebook::Event& event) {
    if (event.time_jst.empty()) { return std::nullopt; }
    auto moment = base::parse_moment(event.date_jst + "T" + event.time_jst + "+09:00");
    if (moment && event.precision == "hour") { moment->precision = base::Precision::Hour; }
    return moment;
}

Markup when(const casebook::Event& event, Language language) {
    const auto moment = moment_of(event);
    if (!moment) {
        const std::string word = with_precision(event.time_jst, event, language);
        const std::string none = base::pick(phrase("time not stated", "時刻の記載なし"), language);
        Markup piece{"<div class=\"when vague\">"};
        return piece << outside(word.empty() ? none : word, 80) << "</div>";
    }
    const std::string japan = with_precision(
        to_time_text({moment->at, base::Precision::Minute}, base::kJstOffsetMinutes, language),
        event, language);
    const Day utc_day = day_at(moment->at, 0);
    const std::string utc = to_time_text({moment->at, base::Precision::Minute}, 0, language);
    Markup piece{"<div class=\"when\"><time datetime=\""};
    return piece << text(base::to_rfc3339(moment->at)) << "\">" << text(japan)
                 << " <small>JST</small></time><span class=\"utc\">" << text(utc) << " UTC, "
                 << text(to_short_day(utc_day, language)) << "</span></div>";
}

Markup flagged(const Telling& telling, const casebook::Contradiction& contradiction) {
    Markup piece{"<p class=\"flag\"><a href=\"#contradiction-"};
    return piece << number(contradiction.number) << "\"><span aria-hidden=\"true\">⚠</span> "
                 << telling.say(phrase("Contradiction {}", "矛盾 {}", contradiction.number))
                 << "</a> " << isolated(telling.pick(contradiction.subject), 300) << "</p>";
}

Markup told_event(const Telling& telling, const casebook::Event& event,
                  const Contradictions& contradictions) {
    std::string keys;
    for (const std::string& key : event.sources) { keys += key + ";"; }
    const auto category = casebook::find_category(event.category);
    Markup piece;
    piece << (event.important ? Literal{"<li class=\"event\" id=\"event-"}
                              : Literal{"<li class=\"event minor\" id=\"event-"})
          << number(event.number) << "\">" << when(event, telling.language)
          << "<div class=\"what\"><p>";
    if (!telling.pick(event.actor).empty()) {
        piece << "<strong>" << isolated(telling.pick(event.actor), 300) << "</strong>"
              << telling.say({": ", "："});
    }
    piece << isolated(telling.pick(event.text), kProseBytesMax) << " " << cite(telling, keys);
    if (category) { piece << " <span class=\"tag\">" << telling.say(*category) << "</span>"; }
    piece << "</p>";
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

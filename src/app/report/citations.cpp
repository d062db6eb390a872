#include <algorithm>

#include "dates.hpp"
#include "sections.hpp"
#include "table.hpp"

namespace report {
namespace {

using base::phrase;

/// The source of a key; a trailing question mark says that the reference is a guess.
std::optional<std::size_t> find_source(const Telling& telling, std::string_view key) {
    if (key.ends_with('?')) { key.remove_suffix(1); }
    const auto& sources = telling.input.documents.sources;
    const auto found = std::ranges::find(sources, key, &casebook::Source::key);
    if (found == sources.end()) { return std::nullopt; }
    return static_cast<std::size_t>(found - sources.begin());
}

Markup cite_one(const Telling& telling, std::string_view key) {
    const auto source = find_source(telling, key);
    Markup piece{"<span class=\"cite\">["};
    if (!source) {
        constexpr std::string_view kSection = "section:";  // of the chronicle that a case rests on
        if (key.starts_with(kSection)) {
            return piece << "§ " << outside(key.substr(kSection.size()), 80) << "]</span>";
        }
        return piece << outside(key, 80) << "]</span>";
    }
    piece << "<a href=\"#source-" << number(static_cast<std::int64_t>(*source) + 1) << "\">"
          << outside(key, 80) << "</a>]</span>";
    return piece;
}

/// Only these lead out of the page; anything else (a script, a local file) stays text.
bool is_web_address(std::string_view url) {
    return url.starts_with("https://") || url.starts_with("http://");
}

Markup link_to(std::string_view url) {
    if (url.empty()) { return {}; }
    if (!is_web_address(url)) { return Markup{} << " " << outside(url, 500); }
    return Markup{" <a class=\"url\" rel=\"noreferrer noopener\" href=\""}
           << outside(url, 2'000) << "\">" << outside(url, 160) << "</a>";
}

/// What is known of a source, one thing after the other.
Markup described(const Telling& telling, const casebook::Source& source) {
    Markup piece;
    const auto add = [&piece](const Markup& part) {
        piece << (piece.empty() ? Literal{""} : Literal{", "}) << part;
    };
    if (!source.title.empty()) { add(isolated(source.title, 400)); }
    if (!source.publisher.empty()) { add(isolated(source.publisher)); }
    if (!source.accessed.empty()) {
        const std::string day = to_day_text(source.accessed, telling.language);
        add(outside(telling.pick(phrase("read {}", "{}閲覧", day))));
    }
    const std::string& remark = telling.pick(source.remark);
    if (!remark.empty()) { piece << " (" << isolated(remark, 300) << ")"; }
    return piece;
}

Markup told_source(const Telling& telling, const casebook::Source& source, std::size_t place) {
    Markup piece{"<li id=\"source-"};
    return piece << number(static_cast<std::int64_t>(place) + 1) << "\"><span class=\"key\">"
                 << outside(source.key, 80) << "</span> " << described(telling, source)
                 << link_to(source.url) << "</li>\n";
}

}  // namespace

Markup cite(const Telling& telling, std::string_view keys) {
    Markup piece;
    while (!keys.empty()) {
        const std::size_t end = std::min(keys.find(';'), keys.size());
        if (end > 0) { piece << cite_one(telling, keys.substr(0, end)); }
        keys.remove_prefix(std::min(end + 1, keys.size()));
    }
    return piece;
}

Markup tell_contradictions(const Telling& telling) {
    const auto& contradictions = telling.input.documents.contradictions;
    if (contradictions.empty()) { return {}; }
    Markup piece{"<p>"};
    piece << telling.say(
                 {"Where sources, or the figures of one source, cannot all be true, they "
                  "stand here side by side. Nothing was repaired.",
                  "資料どうし、または一つの資料の中で両立しない記述です。修正せず、そのまま並べて"
                  "示します。"})
          << "</p>\n<ol class=\"contradictions\">\n";
    for (const casebook::Contradiction& contradiction : contradictions) {
        piece << "<li id=\"contradiction-" << number(contradiction.number)
              << "\"><span class=\"key\">" << number(contradiction.number) << "</span><div><strong>"
              << isolated(telling.pick(contradiction.subject), 300) << "</strong> "
              << isolated(telling.pick(contradiction.statement), kProseBytesMax);
        for (const std::uint32_t event : contradiction.events) {
            piece << " <a class=\"cite\" href=\"#event-" << number(event) << "\">"
                  << telling.say(phrase("event {}", "出来事 {}", event)) << "</a>";
        }
        piece << "</div></li>\n";
    }
    return piece << "</ol>\n";
}

Markup tell_sources(const Telling& telling) {
    const auto& sources = telling.input.documents.sources;
    if (sources.empty()) { return {}; }
    Markup piece{"<ol class=\"sources\">\n"};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        piece << told_source(telling, sources[i], i);
    }
    return folded(telling, phrase("Show the sources ({})", "全{}件の出典を表示", sources.size()),
                  piece << "</ol>\n");
}

}  // namespace report

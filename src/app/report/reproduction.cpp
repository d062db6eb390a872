#include "dates.hpp"
#include "figures.hpp"
#include "sections.hpp"
#include "table.hpp"

namespace report {
namespace {

using base::phrase;

std::string until_text(const Telling& telling) {
    const auto& until = telling.input.until;
    if (!until) { return telling.pick(phrase("the end of the ledger", "台帳の末尾まで")); }
    if (const auto* const height = std::get_if<ledger::Height>(&*until)) {
        return telling.pick(phrase("height {}", "ブロック高 {}", counted(height->value)));
    }
    return to_both_zones({std::get<base::Instant>(*until), base::Precision::Second},
                         telling.language);
}

}  // namespace

Markup tell_reproduction(const Telling& telling) {
    const Input& input = telling.input;
    Markup piece{"<p>"};
    piece << telling.say(
                 {"The same program on the same files gives this page again, byte for byte.",
                  "同じプログラムを同じファイルに使えば、このページと同一のバイト列が得られます。"})
          << "</p>\n<dl class=\"facts\"><dt>" << telling.say({"Program", "プログラム"})
          << "</dt><dd>dyepack " << outside(input.program_version, 80) << "</dd><dt>"
          << telling.say({"Read until", "読み取り範囲"}) << "</dt><dd>" << text(until_text(telling))
          << "</dd></dl>\n";
    Table table{telling, {{{"File", "ファイル"}}, {{"SHA-256", "SHA-256"}}}};
    for (const Fingerprint& print : input.fingerprints) {
        table.add_row({outside(print.file, 400),
                       Markup{"<code class=\"hash\">"} << outside(print.sha256, 80) << "</code>"});
    }
    piece << table.markup() << "<pre class=\"commands\" tabindex=\"0\"><code>";
    for (const std::string& command : input.commands) {
        piece << "<span class=\"prompt\">$ </span>" << outside(command, 2'000) << "\n";
    }
    return piece << "</code></pre>\n";
}

}  // namespace report

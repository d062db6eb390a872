#include "marks_table.hpp"

#include <fmt/format.h>

#include "../terminal/grid.hpp"

namespace app {

namespace {

using base::phrase;

std::string reason(const LoadedCase& loaded, const marks::Finding& finding,
                   const Wording& wording) {
    const auto threshold = wording.short_amount(loaded.record->marks->at_least.atoms());
    if (finding.received_theft) { return wording({"received the theft", "流出を直接受け取った"}); }
    if (finding.proposal == marks::Proposal::Mark) {
        return wording(phrase("received {} or more", "{} 以上を受け取った", threshold));
    }
    return wording(phrase("less than {} in all: dust", "合計 {} 未満の少額", threshold));
}

std::string list(const LoadedCase& loaded, const Traced& traced, marks::Proposal proposal,
                 const base::Phrase& title, const Wording& wording, const Terminal& terminal) {
    Grid grid{{{wording(title), Grid::Align::Left, Grid::Shrink::Middle},
               {wording({"received", "受取額"}), Grid::Align::Right},
               {wording({"hops", "ホップ"}), Grid::Align::Right},
               {wording({"reason", "理由"})},
               {wording({"label", "名称"}), Grid::Align::Left, Grid::Shrink::End}}};
    std::size_t count = 0;
    for (const auto& finding : *traced.findings) {
        if (finding.proposal != proposal) { continue; }
        ++count;
        grid.add({{wording.account(finding.account), Tone::Accent},
                  {wording.amount(finding.received)},
                  {fmt::format("{}", finding.hops)},
                  {reason(loaded, finding, wording)},
                  {wording.label(finding.account), Tone::Quiet}});
    }
    return count == 0 ? std::string{} : "\n" + grid.to_text(terminal);
}

}  // namespace

std::string marks_table(const LoadedCase& loaded, const Traced& traced, const Wording& wording,
                        const Terminal& terminal) {
    if (!traced.findings || !loaded.record || !loaded.record->marks) { return {}; }
    return list(loaded, traced, marks::Proposal::Mark, {"proposed marks", "マークの提案"}, wording,
                terminal) +
           list(loaded, traced, marks::Proposal::DustOnly,
                {"dust only, no mark", "少額のみ（マークしない）"}, wording, terminal);
}

}  // namespace app

#include "marks_table.hpp"

#include <fmt/format.h>

#include "../terminal/grid.hpp"

namespace app {

namespace {

using base::phrase;

std::string reason(const std::string& threshold, const marks::Finding& finding,
                   const Wording& wording) {
    if (finding.received_theft) { return wording({"received the theft", "流出を直接受け取った"}); }
    if (finding.proposal == marks::Proposal::Mark) {
        return wording(phrase("received {} or more", "{} 以上を受け取った", threshold));
    }
    return wording(phrase("less than {} in all: dust", "合計 {} 未満の少額", threshold));
}

std::string list(std::span<const marks::Finding> findings, marks::Proposal proposal,
                 const std::string& threshold, const base::Phrase& title, const Wording& wording,
                 const Terminal& terminal) {
    Grid grid{{{wording(title), Grid::Align::Left, Grid::Shrink::Middle},
               {wording({"received", "受取額"}), Grid::Align::Right},
               {wording({"hops", "ホップ"}), Grid::Align::Right},
               {wording({"reason", "理由"})},
               {wording({"label", "名称"}), Grid::Align::Left, Grid::Shrink::End}}};
    std::size_t count = 0;
    for (const auto& finding : findings) {
        if (finding.proposal != proposal) { continue; }
        ++count;
        grid.add({{wording.account(finding.account), Tone::Accent},
                  {wording.amount(finding.received)},
                  {fmt::format("{}", finding.hops)},
                  {reason(threshold, finding, wording)},
                  {wording.label(finding.account), Tone::Quiet}});
    }
    return count == 0 ? std::string{} : "\n" + grid.to_text(terminal);
}

}  // namespace

std::string marks_table(const LoadedCase& loaded, const Traced& traced, const Wording& wording,
                        const Terminal& terminal) {
    if (!traced.findings || !loaded.record || !loaded.record->marks) { return {}; }
    const auto threshold = wording.short_amount(loaded.record->marks->at_least.atoms());
    const auto one = [&](marks::Proposal proposal, const base::Phrase& title) {
        return list(*traced.findings, proposal, threshold, title, wording, terminal);
    };
    return one(marks::Proposal::Mark, {"proposed marks", "マークの提案"}) +
           one(marks::Proposal::DustOnly, {"dust only, no mark", "少額のみ（マークしない）"});
}

}  // namespace app

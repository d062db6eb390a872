#include "side_by_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "../terminal/grid.hpp"
#include "trace_table.hpp"

namespace app {

namespace {

using base::Phrase;
using base::phrase;

std::string names_of(const Alike& group) {
    std::string names;
    for (const auto* result : group) {
        names += (names.empty() ? "" : "=") + std::string{taint::to_string(result->policy)};
    }
    return names;
}

std::vector<Grid::Column> columns(const Phrase& first, const std::vector<Alike>& groups,
                                  const Wording& wording) {
    std::vector<Grid::Column> columns{{wording(first), Grid::Align::Left, Grid::Shrink::Middle}};
    for (const Alike& group : groups) { columns.push_back({names_of(group), Grid::Align::Right}); }
    return columns;
}

Grid::Cell books_cell(const Alike& group, const Wording& wording) {
    const auto conserving = std::ranges::find_if(
        group, [](const auto* result) { return taint::conserves(result->policy); });
    if (conserving == group.end()) { return {wording({"not conserving", "対象外"}), Tone::Quiet}; }
    const trace::Result& result = **conserving;
    if (result.closed().value_or(false)) { return {wording({"closed", "一致"}), Tone::Good}; }
    return {wording(phrase("differ by {}", "差 {}", wording.amount(result.difference()))),
            Tone::Bad};
}

std::string sums(const std::vector<Alike>& groups, const Wording& wording,
                 const Terminal& terminal) {
    Grid grid{columns({"", ""}, groups, wording)};
    const auto add = [&](const Phrase& name, auto value) {
        Grid::Line line{{wording(name)}};
        for (const Alike& group : groups) { line.push_back({value(*group.front())}); }
        grid.add(std::move(line));
    };
    add({"stolen", "流出額"}, [&](const auto& result) { return wording.amount(result.stolen); });
    add({"held", "保有"}, [&](const auto& result) { return wording.amount(result.held); });
    add({"holders", "保有者数"},
        [&](const auto& result) { return fmt::format("{}", result.holders.size()); });
    add({"handed off", "引き渡し"},
        [&](const auto& result) { return wording.amount(result.handed_off); });
    add({"fees", "手数料"}, [&](const auto& result) { return wording.amount(result.fees); });
    Grid::Line books{{wording({"books", "帳尻"})}};
    for (const Alike& group : groups) { books.push_back(books_cell(group, wording)); }
    grid.add(std::move(books));
    return grid.to_text(terminal);
}

/// Who holds, whatever the policy: an account, or one of its outputs.
using Place = std::pair<ledger::AccountId, std::optional<ledger::OutputId>>;

struct Shares {
    std::vector<std::uint64_t> taint;  // one a group
    std::uint64_t most{0};
};

std::vector<std::pair<Place, Shares>> shares_of(const std::vector<Alike>& groups) {
    std::map<Place, Shares> by_place;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (const auto& holder : groups[i].front()->holders) {
            Shares& shares = by_place[{holder.account, holder.output}];
            shares.taint.resize(groups.size());
            shares.taint[i] = holder.taint;
            shares.most = std::max(shares.most, holder.taint);
        }
    }
    std::vector<std::pair<Place, Shares>> sorted{by_place.begin(), by_place.end()};
    std::ranges::stable_sort(sorted, std::ranges::greater{},
                             [](const auto& entry) { return entry.second.most; });
    return sorted;
}

std::string holders(const LoadedCase& loaded, const std::vector<Alike>& groups,
                    const Wording& wording, const Terminal& terminal) {
    Grid grid{columns({"holder", "保有者"}, groups, wording)};
    const auto shares = shares_of(groups);
    const std::size_t shown = std::min(shares.size(), kHoldersShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& [place, share] = shares[i];
        const auto name = place.second
                              ? base::visible(loaded.ledger.utxo->output_text(*place.second))
                              : wording.account(place.first);
        Grid::Line line{{name, Tone::Accent}};
        for (const auto taint : share.taint) {
            line.push_back({taint == 0 ? std::string{"-"} : wording.amount(taint)});
        }
        grid.add(std::move(line));
        const auto label = wording.label(place.first);
        if (place.second) { grid.add({{"  " + wording.account(place.first), Tone::Quiet}}); }
        if (!label.empty()) { grid.add({{"  " + label, Tone::Quiet}}); }
    }
    std::string text = "\n" + grid.to_text(terminal);
    if (shown < shares.size()) {
        text += wording(phrase("... and {} more; --format csv or json lists them all.\n",
                               "ほか {} 件。すべては --format csv か json で出力できます。\n",
                               shares.size() - shown));
    }
    return text;
}

std::string handoffs(const std::vector<Alike>& groups, const Wording& wording,
                     const Terminal& terminal) {
    std::map<ledger::AccountId, std::pair<std::string, std::vector<money::Total>>> by_account;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        for (const auto& handoff : groups[i].front()->boundaries) {
            auto& [label, taint] = by_account[handoff.boundary.account];
            label = handoff.boundary.label;
            taint.resize(groups.size());
            taint[i] = handoff.taint;
        }
    }
    if (by_account.empty()) { return {}; }
    Grid grid{columns({"handed off to", "引き渡し先"}, groups, wording)};
    for (auto& [account, entry] : by_account) {
        entry.second.resize(groups.size());
        Grid::Line line{{base::visible(entry.first)}};
        for (const auto taint : entry.second) { line.push_back({wording.amount(taint)}); }
        grid.add(std::move(line));
        grid.add({{"  " + wording.account(account), Tone::Quiet}});
    }
    return "\n" + grid.to_text(terminal);
}

}  // namespace

std::string side_by_side(const LoadedCase& loaded, const std::vector<Alike>& groups,
                         const Wording& wording, const Terminal& terminal) {
    return sums(groups, wording, terminal) + holders(loaded, groups, wording, terminal) +
           handoffs(groups, wording, terminal);
}

}  // namespace app

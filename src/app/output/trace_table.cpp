#include "trace_table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../agreement.hpp"
#include "../terminal/grid.hpp"
#include "../terminal/text_width.hpp"
#include "marks_table.hpp"
#include "side_by_side.hpp"
#include "wording.hpp"

namespace app {

namespace {

using base::Phrase;
using base::phrase;

constexpr std::size_t kProseColumns = 96;

std::string prose(std::string_view text, const Terminal& terminal) {
    std::string lines;
    for (const auto& line : wrap(text, std::min(terminal.columns, kProseColumns))) {
        lines += line + "\n";
    }
    return lines;
}

std::string heading(const LoadedCase& loaded, const Wording& wording, const Terminal& terminal) {
    std::string text;
    if (loaded.record) {
        const auto title = base::visible(wording(loaded.record->title), 1024);
        text += painted(title, Tone::Strong, terminal) + "\n";
    }
    const auto rows = loaded.plan.end;
    if (rows == 0) {
        return text + wording({"No transfer read.\n", "送金は読み込まれていません。\n"});
    }
    const auto until = wording.full_time(ledger::Row{rows - 1});
    const char* const noun = loaded.is_utxo() ? "transaction" : "transfer";
    text += wording({fmt::format("{} read, up to {}", counted(rows, noun), until),
                     fmt::format("{} {} 件、{}まで", loaded.is_utxo() ? "トランザクション" : "送金",
                                 rows, until)});
    return text + "\n";
}

std::string policy_names(const Alike& group) {
    std::string names;
    for (const auto* result : group) {
        names += (names.empty() ? "" : ", ") + std::string{taint::to_string(result->policy)};
    }
    return names;
}

std::string agreement(const LoadedCase& loaded, const Alike& group, const Wording& wording,
                      const Terminal& terminal) {
    std::string text = wording(phrase("Policies {}: all agree, to the atom, on every account.",
                                      "方式 {}: どのアカウントについても最小単位まで一致します。",
                                      policy_names(group)));
    if (moves_unmixed(loaded)) {
        text +=
            wording({" Why: every transfer that carried stolen coins carried nothing else, so no "
                     "rule of division matters.",
                     "理由: 流出した資産を運んだ送金には他の資産が混ざっておらず、"
                     "分け方の違いが結果に現れないためです。"});
    }
    return prose(text, terminal);
}

std::string books_line(const trace::Result& result, const Wording& wording,
                       const Terminal& terminal) {
    const auto closed = result.closed();
    if (!closed) {
        return prose(wording({"Books: poison does not conserve, so they cannot close.",
                              "帳尻: poison は総量を保存しない方式のため、照合の対象外です。"}),
                     terminal);
    }
    if (*closed) {
        return painted(wording({"Books closed: stolen = held + handed off + fees.",
                                "帳尻一致: 流出額 = 保有 + 引き渡し + 手数料"}),
                       Tone::Good, terminal) +
               "\n";
    }
    return painted(
               wording(phrase("BOOKS DO NOT CLOSE: they differ by {}.", "帳尻が合いません: 差 {}",
                              wording.amount_with_asset(result.difference()))),
               Tone::Bad, terminal) +
           "\n";
}

std::string sums(const LoadedCase& loaded, const trace::Result& result, const Wording& wording,
                 const Terminal& terminal) {
    const auto holders = result.holders.size();
    Grid grid{{{""}, {"", Grid::Align::Right}}};
    const auto add = [&](const Phrase& name, money::Total atoms) {
        grid.add({{wording(name)}, {wording.amount_with_asset(atoms), Tone::Strong}});
    };
    add({"Stolen", "流出額"}, result.stolen);
    add(loaded.is_utxo() ? Phrase{"Held in " + counted(holders, "output"),
                                  fmt::format("保有（出力 {} 個）", holders)}
                         : Phrase{"Held by " + counted(holders, "account"),
                                  fmt::format("保有（アカウント {} 件）", holders)},
        result.held);
    const auto services = result.boundaries.size();
    add({"Handed off to " + counted(services, "service"),
         fmt::format("引き渡し（サービス {} 件）", services)},
        result.handed_off);
    add({"Fees", "手数料"}, result.fees);
    std::string text = grid.to_text(terminal);
    text.erase(0, text.find('\n') + 1);  // this grid needs no titles
    if (result.partial) {
        text +=
            wording({"Partial: an account lacked atoms, so the ledger's beginning is not known.\n",
                     "部分的な結果: 残高の足りないアカウントがあり、台帳の始まりが不明です。\n"});
    }
    return text;
}

void add_holder(Grid& grid, const LoadedCase& loaded, const trace::Holder& holder,
                std::size_t number, const Wording& wording) {
    grid.add({{fmt::format("{}", number), Tone::Quiet},
              {wording.account(holder.account), Tone::Accent},
              {wording.amount(holder.taint), Tone::Strong},
              {fmt::format("{}", holder.hops)},
              {wording.local_time(holder.first)},
              {wording.local_time(holder.last)}});
    std::string second = wording.label(holder.account);
    if (holder.output) {
        second = base::visible(loaded.ledger.utxo->output_text(*holder.output)) +
                 (second.empty() ? "" : "  " + second);
    }
    // A balance is worth its place only where it holds more than the taint.
    const auto balance = holder.balance == holder.taint
                             ? std::string{}
                             : wording(phrase("of {}", "残高 {}", wording.amount(holder.balance)));
    const auto first = wording.other_time(holder.first);
    if (second.empty() && balance.empty() && first.empty()) { return; }
    grid.add({{""},
              {second, Tone::Quiet},
              {balance, Tone::Quiet},
              {""},
              {first, Tone::Quiet},
              {wording.other_time(holder.last), Tone::Quiet}});
}

std::string holders(const LoadedCase& loaded, const trace::Result& result, const Wording& wording,
                    const Terminal& terminal) {
    if (result.holders.empty()) {
        return wording({"\nNobody holds stolen coins.\n", "\n流出した資産の保有者はいません。\n"});
    }
    const auto zone = wording.zones();
    Grid grid{{{"#", Grid::Align::Right},
               {wording({"account", "アカウント"}), Grid::Align::Left, Grid::Shrink::Middle},
               {wording({"taint", "汚染額"}), Grid::Align::Right},
               {wording({"hops", "ホップ"}), Grid::Align::Right},
               {wording(phrase("first ({})", "最初（{}）", zone))},
               {wording(phrase("last ({})", "最後（{}）", zone))}}};
    const std::size_t shown = std::min(result.holders.size(), kHoldersShown);
    for (std::size_t i = 0; i < shown; ++i) {
        add_holder(grid, loaded, result.holders[i], i + 1, wording);
    }
    std::string text = "\n" + grid.to_text(terminal);
    if (shown < result.holders.size()) {
        text += wording(phrase("... and {} more; --format csv or json lists them all.\n",
                               "ほか {} 件。すべては --format csv か json で出力できます。\n",
                               result.holders.size() - shown));
    }
    return text;
}

std::string handoffs(const trace::Result& result, const Wording& wording,
                     const Terminal& terminal) {
    if (result.boundaries.empty()) { return {}; }
    Grid grid{{{wording({"handed off to", "引き渡し先"}), Grid::Align::Left, Grid::Shrink::End},
               {wording({"kind", "種別"})},
               {wording({"taint", "汚染額"}), Grid::Align::Right},
               {wording(phrase("since ({})", "開始（{}）", wording.zone()))},
               {wording({"account", "アカウント"}), Grid::Align::Left, Grid::Shrink::Middle}}};
    for (const auto& handoff : result.boundaries) {
        grid.add({{base::visible(handoff.boundary.label)},
                  {std::string{trace::to_string(handoff.boundary.kind)}},
                  {wording.amount(handoff.taint), Tone::Strong},
                  {wording.local_time(handoff.since)},
                  {wording.account(handoff.boundary.account), Tone::Accent}});
    }
    return "\n" + grid.to_text(terminal);
}

}  // namespace

std::string trace_table(const LoadedCase& loaded, const std::vector<Traced>& traced,
                        base::Language language, const Terminal& terminal) {
    const Wording wording{loaded, language};
    std::string text = heading(loaded, wording, terminal);
    const auto groups = group_alike(traced);
    const trace::Result& first = traced.front().result;
    if (traced.size() == 1) {
        text += wording(phrase("Policy {}\n", "方式 {}\n", taint::to_string(first.policy)));
    }
    if (traced.size() > 1 && groups.size() == 1) {
        text += agreement(loaded, groups.front(), wording, terminal);
    }
    text += "\n";
    if (groups.size() == 1) {
        // Poison's books cannot close; where it agrees with another, that one's can be shown.
        const auto conserving = std::ranges::find_if(
            traced, [](const Traced& each) { return taint::conserves(each.result.policy); });
        const auto& shown = conserving == traced.end() ? first : conserving->result;
        text += sums(loaded, shown, wording, terminal) + books_line(shown, wording, terminal) +
                holders(loaded, shown, wording, terminal) + handoffs(shown, wording, terminal);
    } else {
        text += side_by_side(loaded, groups, wording, terminal);
    }
    if (traced.front().findings) { text += marks_table(loaded, traced.front(), wording, terminal); }
    return text;
}

}  // namespace app

#include "standing.hpp"

#include <fmt/format.h>

#include "../terminal/grid.hpp"

namespace app {

namespace {

constexpr int kXemDivisibility = 6;
constexpr std::size_t kHoldersShown = 20;

std::string xem(money::Total atoms) { return money::to_grouped(atoms, kXemDivisibility); }

money::Total sum_of(const std::vector<live::Standing>& standings) {
    money::Total sum = 0;
    for (const auto& standing : standings) { sum += standing.taint; }
    return sum;
}

/// Nothing for a policy that does not conserve.
std::optional<bool> is_closed(const live::State& state) {
    if (!taint::conserves(state.policy)) { return std::nullopt; }
    return state.sums.stolen == sum_of(state.holders) + sum_of(state.boundaries) + state.sums.fees;
}

base::Phrase books_of(const live::State& state) {
    const auto closed = is_closed(state);
    if (!closed) { return {"not conserving", "対象外"}; }
    return *closed ? base::Phrase{"closed", "一致"} : base::Phrase{"DO NOT CLOSE", "不一致"};
}

std::string label_of(const std::string& account, const Labels& labels, base::Language language) {
    const auto found = labels.find(account);
    return found == labels.end() ? std::string{}
                                 : base::visible(base::pick(found->second, language));
}

std::string one_table(const live::State& state, const Labels& labels, base::Language language,
                      const Terminal& terminal) {
    const auto say = [&](const base::Phrase& phrase) { return base::pick(phrase, language); };
    Grid grid{{{say({"account", "アカウント"}), Grid::Align::Left, Grid::Shrink::Middle},
               {say({"tainted XEM", "汚染額 XEM"}), Grid::Align::Right},
               {say({"hops", "ホップ"}), Grid::Align::Right},
               {say({"label", "名称"}), Grid::Align::Left, Grid::Shrink::End}}};
    std::size_t shown = 0;
    for (const auto& holder : state.holders) {
        if (shown++ == kHoldersShown) { break; }
        grid.add({{base::visible(holder.account), Tone::Accent},
                  {xem(holder.taint)},
                  {fmt::format("{}", holder.hops)},
                  {label_of(holder.account, labels, language), Tone::Quiet}});
    }
    for (const auto& boundary : state.boundaries) {
        grid.add({{base::visible(boundary.account), Tone::Bad},
                  {xem(boundary.taint)},
                  {"-"},
                  {base::visible(boundary.label)}});
    }
    std::string text = grid.empty() ? std::string{} : grid.to_text(terminal);
    if (state.holders.size() > kHoldersShown) {
        text += say(base::phrase("... and {} more holders\n", "ほか {} 件の保有者\n",
                                 state.holders.size() - kHoldersShown));
    }
    return text;
}

Json list(const std::vector<live::Standing>& standings) {
    Json documents = Json::array();
    for (const auto& standing : standings) {
        documents.push_back(
            {{"account", standing.account},
             {"label", standing.label.empty() ? Json(nullptr) : Json(standing.label)},
             {"taint", to_json(standing.taint)},
             {"hops", standing.hops}});
    }
    return documents;
}

}  // namespace

std::string standing_table(const std::vector<live::State>& states,
                           std::optional<ledger::Height> height, const Labels& labels,
                           base::Language language, const Terminal& terminal) {
    std::string text;
    for (const auto& state : states) {
        text += painted(
            fmt::format("\n{} ({})", base::visible(state.case_id), taint::to_string(state.policy)),
            Tone::Strong, terminal);
        const auto at = height ? height->value : 0;
        text += base::pick(
            base::phrase(", height {}: stolen {} XEM, held {} by {}, at services {}, fees {}; "
                         "books {}{}\n",
                         "、高さ {}: 流出額 {} XEM、保有 {}（{} 件）、サービス {}、手数料 {}、"
                         "帳尻 {}{}\n",
                         at, xem(state.sums.stolen), xem(sum_of(state.holders)),
                         state.holders.size(), xem(sum_of(state.boundaries)), xem(state.sums.fees),
                         base::pick(books_of(state), language),
                         state.sums.partial
                             ? base::pick({"; partial: the chain was not read from its beginning",
                                           "、部分的: チェーンを最初からは読んでいません"},
                                          language)
                             : std::string{}),
            language);
        text += one_table(state, labels, language, terminal);
    }
    return text;
}

Json standing_document(const live::State& state, std::optional<ledger::Height> height) {
    Json document;
    document["event"] = "standing";
    document["case"] = state.case_id;
    document["policy"] = taint::to_string(state.policy);
    document["height"] = height ? Json(height->value) : Json(nullptr);
    document["stolen"] = to_json(state.sums.stolen);
    document["fees"] = to_json(state.sums.fees);
    document["holders"] = list(state.holders);
    document["boundaries"] = list(state.boundaries);
    const auto closed = is_closed(state);
    document["closed"] = closed ? Json(*closed) : Json(nullptr);
    document["partial"] = state.sums.partial;
    return document;
}

}  // namespace app

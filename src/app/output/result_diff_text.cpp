#include <algorithm>

#include "../terminal/grid.hpp"
#include "result_diff.hpp"

namespace app {

namespace {

using base::phrase;

/// `appeared`, `gone`, `more`, `less`, `same`.
const char* change_of(const Moved& moved) {
    if (moved.before == moved.after) { return "same"; }
    if (moved.before == 0) { return "appeared"; }
    if (moved.after == 0) { return "gone"; }
    return moved.after > moved.before ? "more" : "less";
}

base::Phrase change_phrase(const Moved& moved) {
    const std::string_view change = change_of(moved);
    if (change == "appeared") { return {"appeared", "出現"}; }
    if (change == "gone") { return {"gone", "消滅"}; }
    if (change == "more") { return {"more", "増加"}; }
    if (change == "less") { return {"less", "減少"}; }
    return {"same", "同じ"};
}

std::string change_text(const Moved& moved) {
    const bool grew = moved.after >= moved.before;
    const auto size = grew ? moved.after - moved.before : moved.before - moved.after;
    return (grew ? "" : "-") + money::to_atoms_text(size);
}

Json moved_json(const Moved& moved, const char* key) {
    return {{key, moved.key},
            {"label", moved.label.empty() ? Json(nullptr) : Json(moved.label)},
            {"change", change_of(moved)},
            {"before", money::to_atoms_text(moved.before)},
            {"after", money::to_atoms_text(moved.after)},
            {"difference", change_text(moved)}};
}

Json policy_json(const PolicyDiff& diff) {
    Json json;
    json["policy"] = diff.policy;
    json["same"] = diff.same();
    for (const auto& sum : diff.sums) {
        json[sum.key] = {{"before", money::to_atoms_text(sum.before)},
                         {"after", money::to_atoms_text(sum.after)},
                         {"difference", change_text(sum)}};
    }
    json["holders"] = Json::array();
    for (const auto& moved : diff.holders) {
        json["holders"].push_back(moved_json(moved, "holder"));
    }
    json["boundaries"] = Json::array();
    for (const auto& moved : diff.boundaries) {
        json["boundaries"].push_back(moved_json(moved, "account"));
    }
    json["books"] = {{"before", diff.books_before}, {"after", diff.books_after}};
    return json;
}

class DiffTable {
public:
    DiffTable(const ResultDiff& diff, base::Language language, const Terminal& terminal)
        : diff_{diff}, language_{language}, terminal_{terminal} {}

    [[nodiscard]] std::string of(const PolicyDiff& policy) const {
        std::string text = say(phrase("Policy {}", "方式 {}", base::visible(policy.policy)));
        if (policy.same()) { return text + say({": nothing moved.\n", ": 動きはありません。\n"}); }
        const auto asset = base::visible(diff_.asset, 32);
        Grid grid{{{say(phrase("{}", "{}", asset)), Grid::Align::Left, Grid::Shrink::Middle},
                   {say({"change", "変化"})},
                   {say({"before", "前"}), Grid::Align::Right},
                   {say({"after", "後"}), Grid::Align::Right},
                   {say({"difference", "差"}), Grid::Align::Right},
                   {say({"label", "名称"}), Grid::Align::Left, Grid::Shrink::End}}};
        for (const auto& sum : policy.sums) {
            if (sum.before != sum.after) { add(grid, sum, sum_name(sum.key), Tone::Strong); }
        }
        for (const auto& moved : policy.holders) {
            add(grid, moved, base::visible(moved.key), Tone::Accent);
        }
        for (const auto& moved : policy.boundaries) {
            add(grid, moved,
                say(phrase("handed off: {}", "引き渡し: {}", base::visible(moved.key))),
                Tone::Accent);
        }
        text += "\n";
        if (!grid.empty()) { text += grid.to_text(terminal_); }
        if (policy.books_before != policy.books_after) {
            text += say(phrase("books: {} -> {}\n", "帳尻: {} -> {}\n",
                               base::visible(policy.books_before.dump()),
                               base::visible(policy.books_after.dump())));
        }
        return text;
    }

    [[nodiscard]] std::string say(const base::Phrase& phrase) const {
        return base::pick(phrase, language_);
    }

private:
    [[nodiscard]] std::string sum_name(std::string_view key) const {
        return key == "stolen" ? say({"stolen", "流出額"}) : say({"fees", "手数料"});
    }
    [[nodiscard]] std::string amount(money::Total atoms) const {
        return money::to_grouped(atoms, diff_.divisibility);
    }
    void add(Grid& grid, const Moved& moved, const std::string& name, Tone tone) const {
        const bool grew = moved.after > moved.before;
        const auto size = grew ? moved.after - moved.before : moved.before - moved.after;
        grid.add({{name, tone},
                  {say(change_phrase(moved))},
                  {amount(moved.before)},
                  {amount(moved.after)},
                  {(grew ? "+" : "-") + amount(size), grew ? Tone::Good : Tone::Bad},
                  {base::visible(moved.label), Tone::Quiet}});
    }

    const ResultDiff& diff_;
    base::Language language_;
    const Terminal& terminal_;
};

}  // namespace

Json diff_document(const ResultDiff& diff) {
    Json document;
    document["format"] = "dyepack.diff/1";
    document["asset"] = diff.asset.empty() ? Json(nullptr) : Json(diff.asset);
    document["divisibility"] = diff.divisibility;
    document["same"] = std::ranges::all_of(diff.policies, &PolicyDiff::same) &&
                       diff.only_before.empty() && diff.only_after.empty();
    document["policies"] = Json::array();
    for (const auto& policy : diff.policies) {
        document["policies"].push_back(policy_json(policy));
    }
    document["only_before"] = diff.only_before;
    document["only_after"] = diff.only_after;
    return document;
}

std::string diff_table(const ResultDiff& diff, base::Language language, const Terminal& terminal) {
    const DiffTable table{diff, language, terminal};
    std::string text;
    for (const auto& policy : diff.policies) {
        text += (text.empty() ? "" : "\n") + table.of(policy);
    }
    for (const auto& policy : diff.only_before) {
        text += table.say(phrase("Policy {}: in the first result only.\n",
                                 "方式 {}: 1 つ目の結果にだけあります。\n", base::visible(policy)));
    }
    for (const auto& policy : diff.only_after) {
        text += table.say(phrase("Policy {}: in the second result only.\n",
                                 "方式 {}: 2 つ目の結果にだけあります。\n", base::visible(policy)));
    }
    return text;
}

}  // namespace app

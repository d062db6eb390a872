#include "explanation.hpp"

#include <fmt/format.h>

#include "wording.hpp"

namespace app {

namespace {

using base::phrase;

Json step_json(const LoadedCase& loaded, const trace::Step& step) {
    Json json;
    json["from"] = account_json(loaded, step.from);
    json["to"] = account_json(loaded, step.to);
    if (step.output) { json["output"] = loaded.ledger.utxo->output_text(*step.output); }
    json["at"] = position_json(loaded, step.row);
    return json;
}

Json path_json(const LoadedCase& loaded, const trace::Path& path) {
    Json json;
    json["atoms"] = to_json(path.atoms);
    json["steps"] = Json::array();
    for (const auto& step : path.steps) { json["steps"].push_back(step_json(loaded, step)); }
    return json;
}

Json policy_json(const LoadedCase& loaded, const trace::Explanation& explanation) {
    Json json;
    json["policy"] = taint::to_string(explanation.policy);
    json["taint"] = to_json(explanation.taint);
    json["exact"] = explanation.exact;
    json["paths"] = Json::array();
    for (const auto& path : explanation.paths) { json["paths"].push_back(path_json(loaded, path)); }
    json["rest"] = to_json(explanation.rest);
    return json;
}

/// One account a line, the transfer that led there before it.
std::string path_text(const LoadedCase& loaded, const trace::Path& path, const Wording& wording,
                      const Terminal& terminal) {
    if (path.steps.empty()) { return {}; }
    const auto node = [&](ledger::AccountId account) {
        const auto label = wording.label(account);
        return painted(wording.account(account), Tone::Accent, terminal) +
               (label.empty() ? "" : "  " + painted(label, Tone::Quiet, terminal));
    };
    std::string text = "    " + node(path.steps.front().from) + "\n";
    for (const auto& step : path.steps) {
        const auto facts = loaded.ledger.any().facts(step.row);
        text +=
            fmt::format("    -> {}  {}\n       {}\n", base::visible(facts.tx),
                        painted(wording.full_time(step.row), Tone::Quiet, terminal), node(step.to));
    }
    return text;
}

std::string to_text(const LoadedCase& loaded, const trace::Explanation& explanation,
                    const Wording& wording, const Terminal& terminal) {
    const auto total = wording.amount_with_asset(explanation.taint);
    const auto policy = taint::to_string(explanation.policy);
    const std::size_t paths = explanation.paths.size();
    const auto came_by = counted(paths, "path");
    base::Phrase head = {
        fmt::format("Policy {}: {} came by {}, exact to the atom.", policy, total, came_by),
        fmt::format("方式 {}: {}、経路 {} 本（最小単位まで正確）", policy, total, paths)};
    if (!explanation.exact) {
        head = {fmt::format("Policy {}: {} came by {} or more, shares rounded down.", policy, total,
                            came_by),
                fmt::format("方式 {}: {}、主な経路 {} 本（按分、切り捨て）", policy, total, paths)};
    }
    if (!explanation.exact && explanation.rest == 0) {
        head = {fmt::format("Policy {}: {} came by {}.", policy, total, came_by),
                fmt::format("方式 {}: {}、経路 {} 本（按分）", policy, total, paths)};
    }
    std::string text = wording(head) + "\n";
    std::size_t number = 0;
    for (const auto& path : explanation.paths) {
        text += fmt::format("\n  {}. {}\n", ++number,
                            painted(wording.amount_with_asset(path.atoms), Tone::Strong, terminal));
        text += path_text(loaded, path, wording, terminal);
    }
    if (explanation.rest > 0) {
        text += wording(phrase("\n  {} by other ways (--paths N shows more)\n",
                               "\n  ほかの経路 {}（--paths N で表示を増やせます）\n",
                               wording.amount_with_asset(explanation.rest)));
    }
    return text;
}

}  // namespace

Json explanation_document(const LoadedCase& loaded,
                          const std::vector<trace::Explanation>& explanations) {
    Json document;
    document["format"] = "dyepack.explanation/1";
    add_origin(document, loaded);
    document["until"] = end_json(loaded);
    const auto account = explanations.empty() ? ledger::kNobody : explanations.front().account;
    document["account"] = account_json(loaded, account);
    document["label"] = label_json(loaded, account);
    document["policies"] = Json::array();
    for (const auto& explanation : explanations) {
        document["policies"].push_back(policy_json(loaded, explanation));
    }
    return document;
}

std::string explanation_table(const LoadedCase& loaded,
                              const std::vector<trace::Explanation>& explanations,
                              base::Language language, const Terminal& terminal) {
    const Wording wording{loaded, language};
    std::string text;
    for (const auto& explanation : explanations) {
        if (!text.empty()) { text += "\n"; }
        if (text.empty()) {
            const auto label = wording.label(explanation.account);
            text = painted(wording.account(explanation.account), Tone::Strong, terminal) +
                   (label.empty() ? "" : "  " + label) + "\n";
        }
        if (explanation.taint == 0) {
            text += wording(phrase("Policy {}: no stolen coins are there now.\n",
                                   "方式 {}: 流出した資産は今ここにありません。\n",
                                   taint::to_string(explanation.policy)));
            continue;
        }
        text += to_text(loaded, explanation, wording, terminal);
    }
    return text;
}

}  // namespace app

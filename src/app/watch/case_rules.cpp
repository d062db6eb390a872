#include "case_rules.hpp"

#include <map>
#include <store/store.hpp>

#include "../complain.hpp"
#include "../output/json.hpp"

namespace app {

namespace {

constexpr std::string_view kCase = "case";

Json bound_json(const std::optional<ledger::Bound>& bound) {
    if (!bound) { return nullptr; }
    if (const auto* height = std::get_if<ledger::Height>(&*bound)) {
        return {{"height", height->value}};
    }
    return {{"time", std::get<base::Instant>(*bound).seconds}};
}

base::Complaint edited(const journal::Journal& journal, const std::string& id) {
    return {.blame = base::Blame::Input,
            .place = {.file = journal.file().string()},
            .text = base::phrase(
                "the case {} was edited since this record applied it, and what it says otherwise "
                "of recorded blocks would not be told; give the edited case another id (it is then "
                "applied to all recorded blocks) or begin a new record with another --data",
                "事件 {} はこの記録に適用した後で変更されています。このままでは記録済みのブロックに"
                "ついて変わった点が通知されません。変更後の事件に別の ID を付ける（記録済みの"
                "全ブロックに適用されます）か、別の --data で記録をやり直してください",
                base::visible(id))};
}

}  // namespace

std::string fingerprint_of(const live::Case& rules) {
    Json document;
    document["id"] = rules.id;
    document["policy"] = taint::to_string(rules.policy);
    document["thefts"] = std::set<std::string>(rules.theft_txs.begin(), rules.theft_txs.end());
    if (const auto& theft = rules.theft_account) {
        document["from"] = {theft->account, bound_json(theft->since), bound_json(theft->until)};
    }
    std::map<std::string, Json> boundaries;
    for (const auto& boundary : rules.boundaries) {
        boundaries[boundary.account] = {boundary.label, std::to_underlying(boundary.kind)};
    }
    document["boundaries"] = boundaries;
    if (rules.marks) { document["marks"] = rules.marks->at_least.atoms(); }
    return store::sha256_of_bytes(document.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Expected<void> keep_rules(std::span<const live::Case> cases, journal::Journal& journal) {
    const auto entries = journal.entries(kCase);
    if (!entries) { return std::unexpected(entries.error()); }
    std::map<std::string, std::string> applied;
    for (const auto& entry : *entries) { applied[entry.name] = entry.document; }
    journal::Batch batch;
    for (const auto& rules : cases) {
        const auto fingerprint = fingerprint_of(rules);
        const auto found = applied.find(rules.id);
        if (found == applied.end()) {
            batch.put({std::string{kCase}, rules.id, fingerprint});
        } else if (found->second != fingerprint) {
            return std::unexpected(edited(journal, rules.id));
        }
    }
    return journal.commit(batch);
}

}  // namespace app

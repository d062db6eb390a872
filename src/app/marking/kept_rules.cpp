#include "kept_rules.hpp"

#include <algorithm>

#include "../complain.hpp"

namespace app {

namespace {

constexpr std::string_view kMarking = "marking";
constexpr std::string_view kTried = "dry run ";  // before the fingerprint
constexpr std::string_view kMeant = "for real ";

std::string text_of(const MarkingRules& rules) {
    return std::string{rules.issuing.dry_run ? kTried : kMeant} + fingerprint_of(rules);
}

base::Complaint about(const MarkingRules& rules, base::Phrase text) {
    return {.blame = base::Blame::Input,
            .place = {.file = rules.file.string()},
            .text = std::move(text)};
}

base::Complaint missing(const journal::Journal& journal, const std::string& case_id) {
    return {.blame = base::Blame::Usage,
            .place = {.file = journal.file().string()},
            .text = base::phrase("this record marks the accounts of the case {}: give its rules "
                                 "with --marks, or use another --data",
                                 "この記録は事件 {} のアカウントにマークを付けています。--marks で"
                                 "規則を指定するか、別の --data を使ってください",
                                 base::visible(case_id))};
}

}  // namespace

Expected<void> check_keys(const MarkingRules& rules, const std::optional<nem_keys::KeyPair>& keys,
                          nem::Network network) {
    if (!keys) {
        if (rules.issuing.dry_run) { return {}; }
        return std::unexpected(
            about(rules, {"marks are to be announced, but --marks-key names no key; give it, or "
                          "set `dry_run: true`",
                          "マークを告知するには --marks-key で鍵を指定してください。告知しない"
                          "場合は `dry_run: true` にしてください"}));
    }
    const auto address = nem::to_address(keys->public_key(), network);
    if (address == rules.issuer) { return {}; }
    return std::unexpected(
        about(rules, base::phrase("the issuer is {}, but the key of --marks-key is that of {}",
                                  "発行者は {} ですが、--marks-key の鍵は {} のものです",
                                  rules.issuer.text(), address.text())));
}

Expected<MarkedCase> pair_with_case(MarkingRules rules, std::span<const live::Case> cases) {
    const auto found = std::ranges::find(cases, rules.case_id, &live::Case::id);
    if (found == cases.end()) {
        return std::unexpected(
            about(rules, base::phrase("the case {} is not watched; give it with --case",
                                      "事件 {} は監視していません。--case で指定してください",
                                      base::visible(rules.case_id))));
    }
    if (!found->marks) {
        return std::unexpected(
            about(rules, base::phrase("the case {} has no `marks`, by which accounts are proposed",
                                      "事件 {} に、マークを提案する基準 `marks` がありません",
                                      base::visible(rules.case_id))));
    }
    for (const auto& boundary : found->boundaries) {
        rules.issuing.do_not_mark.try_emplace(boundary.account, boundary.label);
    }
    return MarkedCase{std::move(rules), found->policy};
}

Expected<void> keep_marking_rules(std::span<const MarkedCase> cases, journal::Journal& journal) {
    const auto entries = journal.entries(kMarking);
    if (!entries) { return std::unexpected(entries.error()); }
    for (const auto& entry : *entries) {
        const bool given = std::ranges::any_of(
            cases, [&](const MarkedCase& marked) { return marked.rules.case_id == entry.name; });
        if (!given) { return std::unexpected(missing(journal, entry.name)); }
    }
    journal::Batch batch;
    for (const auto& marked : cases) {
        const auto& rules = marked.rules;
        const auto text = text_of(rules);
        const auto found = std::ranges::find(*entries, rules.case_id, &journal::Entry::name);
        if (found != entries->end() && found->document == text) { continue; }
        if (found != entries->end() && found->document.starts_with(kMeant)) {
            return std::unexpected(about(
                rules, {"the rules were edited since marks were ordered by them; restore them, or "
                        "begin a new record with another --data",
                        "この規則でマークを発行した後に規則が変更されています。元に戻すか、別の "
                        "--data で記録をやり直してください"}));
        }
        const auto forgotten = CaseDesk::forget(rules.case_id, journal);
        if (!forgotten) { return forgotten; }
        batch.replace({std::string{kMarking}, rules.case_id, text});
    }
    return journal.commit(batch);
}

Expected<void> refuse_marking_record(const journal::Journal& journal) {
    const auto entries = journal.entries(kMarking);
    if (!entries) { return std::unexpected(entries.error()); }
    if (entries->empty()) { return {}; }
    return std::unexpected(missing(journal, entries->front().name));
}

}  // namespace app

#include "watched_case.hpp"

#include <nem/nem.hpp>
#include <store/store.hpp>

#include "../complain.hpp"
#include "../loaded_case.hpp"
#include "../plan_making.hpp"
#include "../position.hpp"
#include "../trace_request.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;

Expected<std::optional<ledger::Bound>> bound_of(const casebook::Stated& stated) {
    if (stated.text.empty()) { return std::nullopt; }
    const auto bound = parse_position(stated, "theft");
    if (!bound) { return std::unexpected(bound.error()); }
    return *bound;
}

std::optional<base::Complaint> take_theft(WatchedCase& into) {
    for (const auto& stated : into.record.thefts) {
        if (stated.text.starts_with('#')) {
            return complaint_about(
                stated, base::phrase("{} names a row of a ledger file, expected the hash of a "
                                     "transaction: a live chain has no such rows",
                                     "{} は台帳ファイルの行を指しています。チェーン上では"
                                     "トランザクションのハッシュで指定してください",
                                     base::visible(stated.text)));
        }
        const auto hash = base::parse_hex(stated.text);
        if (!hash || hash->size() != nem::Hash::kSize) {
            return complaint_about(
                stated, base::phrase("{} is not the hash of a NEM transaction, expected {} "
                                     "hexadecimal digits",
                                     "{} は NEM のトランザクションのハッシュではありません。"
                                     "16 進数 {} 桁が必要です",
                                     base::visible(stated.text), 2 * nem::Hash::kSize));
        }
        into.rules.theft_txs.push_back(base::to_hex(*hash));
    }
    if (!into.record.theft_account) { return std::nullopt; }
    const auto& theft = *into.record.theft_account;
    const auto since = bound_of(theft.since);
    if (!since) { return since.error(); }
    const auto until = bound_of(theft.until);
    if (!until) { return until.error(); }
    into.rules.theft_account = live::AccountTheft{theft.account.text, *since, *until};
    return std::nullopt;
}

std::optional<base::Complaint> take_policy(WatchedCase& into) {
    const auto& stated = into.record.default_policy;
    if (stated.text.empty()) { return std::nullopt; }
    const auto policies = parse_policies(stated.text);
    if (!policies) { return complaint_about(stated, policies.error().text); }
    into.rules.policy = policies->front();
    return std::nullopt;
}

std::optional<base::Complaint> take_boundaries(const fs::path& file, WatchedCase& into) {
    if (into.record.boundaries_file.empty()) { return std::nullopt; }
    const fs::path path = beside_case(file, into.record.boundaries_file);
    const auto text = store::read_file(path, store::kDocumentBytesMax);
    if (!text) { return text.error(); }
    const auto entries = casebook::parse_boundaries(*text, path.string(), into.record.chain);
    if (!entries) { return entries.error(); }
    for (const auto& entry : *entries) {
        const auto kind = boundary_kind_of(entry);
        if (!kind) { return kind.error(); }
        into.rules.boundaries.push_back({entry.account, entry.label, *kind});
        into.labels.try_emplace(entry.account, base::Phrase{entry.label, entry.label});
    }
    return std::nullopt;
}

std::optional<base::Complaint> take_labels(const fs::path& file, WatchedCase& into) {
    if (into.record.accounts_file.empty()) { return std::nullopt; }
    const fs::path path = beside_case(file, into.record.accounts_file);
    const auto text = store::read_file(path, store::kDocumentBytesMax);
    if (!text) { return text.error(); }
    const auto accounts = casebook::parse_accounts(*text, path.string(), into.record.chain);
    if (!accounts) { return accounts.error(); }
    for (const auto& known : *accounts) { into.labels[known.account] = known.label; }
    return std::nullopt;
}

}  // namespace

Expected<WatchedCase> load_watched_case(const fs::path& named) {
    const fs::path file = case_file_of(named);
    const auto text = store::read_file(file, store::kDocumentBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    auto record = casebook::parse_case(*text, file.string());
    if (!record) { return std::unexpected(record.error()); }
    WatchedCase watched;
    watched.record = std::move(*record);
    if (watched.record.chain != address::Chain::Nem) {
        return std::unexpected(base::Complaint{
            .blame = base::Blame::Input,
            .place = {.file = file.string()},
            .text = base::phrase("the case is of the chain {}, expected nem: no other chain can be "
                                 "watched",
                                 "事件のチェーンは {} です。監視できるのは nem だけです",
                                 address::to_string(watched.record.chain))});
    }
    watched.rules.id = watched.record.id;
    if (watched.record.marks) { watched.rules.marks = marks::Rule{watched.record.marks->at_least}; }
    auto failure = take_theft(watched);
    if (!failure) { failure = take_policy(watched); }
    if (!failure) { failure = take_labels(file, watched); }
    if (!failure) { failure = take_boundaries(file, watched); }
    if (failure) { return std::unexpected(*std::move(failure)); }
    return watched;
}

}  // namespace app

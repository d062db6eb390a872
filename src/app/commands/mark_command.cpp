#include <fmt/format.h>

#include <algorithm>
#include <nem/nem.hpp>
#include <nem_keys/nem_keys.hpp>
#include <store/store.hpp>

#include "../complain.hpp"
#include "../marking/decision.hpp"
#include "../marking/signed_record.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

Expected<Decision> decision_of(const Arguments& arguments) {
    const auto& words = arguments.operands;
    Decision decision{words[0], words[1], words.size() > 2 ? words[2] : std::string{},
                      arguments.find("note").value_or(std::string{})};
    if (std::ranges::find(decision_actions(), decision.action) == decision_actions().end()) {
        return std::unexpected(usage_complaint(base::phrase(
            "`{}` is no decision, expected one of {}", "`{}` は使えません。{} から選んでください",
            base::visible(decision.action), fmt::join(decision_actions(), ", "))));
    }
    if (!marks::is_case_id(decision.case_id)) {
        return std::unexpected(usage_complaint(base::phrase("`{}` is not the id of a case",
                                                            "`{}` は事件の ID ではありません",
                                                            base::visible(decision.case_id))));
    }
    const bool about_account = decision.action != "close";
    if (about_account == decision.account.empty()) {
        return std::unexpected(usage_complaint(
            about_account ? base::Phrase{"which account? dyepack mark ACTION CASE ACCOUNT",
                                         "アカウントを指定してください: "
                                         "dyepack mark ACTION CASE ACCOUNT"}
                          : base::Phrase{"a case is closed as a whole, without an account",
                                         "close にアカウントは指定できません"}));
    }
    if (about_account) {
        const auto address = nem::parse_address(decision.account);
        if (!address) {
            return std::unexpected(usage_complaint(
                base::phrase("`{}` is not a NEM address", "`{}` は NEM のアドレスではありません",
                             base::visible(decision.account))));
        }
        decision.account = address->text();
    }
    if (needs_note(decision.action) && decision.note.empty()) {
        return std::unexpected(usage_complaint(
            {"--note is missing: who asks for it, and why, for the record",
             "--note がありません。誰が、なぜ求めたかを記録のために書いてください"}));
    }
    return decision;
}

/// A `case_closed` event, whose record the issuer signed.
Expected<int> verify_record(const Arguments& arguments, base::Language language) {
    const std::string& file = arguments.operands[1];
    const auto text = store::read_file(file, store::kDocumentBytesMax);
    if (!text) { return std::unexpected(text.error()); }
    const auto record = parse_signed_record(*text);
    if (!record) {
        return std::unexpected(base::Complaint{
            .blame = base::Blame::Input,
            .place = {.file = file},
            .text = {
                "no signed final record, expected the case_closed event as `watch` tells it",
                "署名された最終記録ではありません。`watch` の case_closed を指定してください"}});
    }
    const std::vector<std::uint8_t> octets{record->text.begin(), record->text.end()};
    const bool holds = nem_keys::verify(record->key, octets, record->signature);
    const auto issuer = issuer_of(*record);
    const auto said = !holds ? base::Phrase{"THE SIGNATURE DOES NOT HOLD: the record or the "
                                            "signature was changed.\n",
                                            "署名が一致しません: 記録か署名が変更されています。\n"}
                      : issuer.is_signer
                          ? base::phrase("The signature holds: signed by {}, the record's issuer.\n",
                                         "署名は正しいものです: 記録の発行者 {} が署名しました。\n",
                                         issuer.text)
                          : base::phrase("SIGNED BY ANOTHER: the record names {} as its issuer, and "
                                         "the key is not that account's.\n",
                                         "別の鍵による署名です: 記録の発行者は {} ですが、署名した"
                                         "鍵はその口座のものではありません。\n",
                                         issuer.text);
    if (const auto failure = write_stdout(base::pick(said, language))) {
        return std::unexpected(*failure);
    }
    return holds && issuer.is_signer ? kDone : kFinding;
}

}  // namespace

Expected<int> run_mark(const Arguments& arguments, base::Language language) {
    if (arguments.operands[0] == "verify" && arguments.operands.size() == 2) {
        return verify_record(arguments, language);
    }
    const auto decision = decision_of(arguments);
    if (!decision) { return std::unexpected(decision.error()); }
    const std::filesystem::path record = arguments.find("data").value_or("dyepack-watch");
    std::error_code none;
    if (!std::filesystem::is_directory(record, none)) {
        return std::unexpected(base::Complaint{
            .blame = base::Blame::Input,
            .place = {.file = record.string()},
            .text = {
                "there is no such record; --data names the folder of `dyepack watch`",
                "記録がありません。--data に `dyepack watch` のフォルダーを指定してください"}});
    }
    const auto left = leave(*decision, record);
    if (!left) { return std::unexpected(left.error()); }
    const base::Phrase said{
        "The decision is kept; `dyepack watch` of this record carries it out and says so.\n",
        "判断を保存しました。この記録の `dyepack watch` が実行し、結果を知らせます。\n"};
    if (const auto failure = write_stdout(base::pick(said, language))) {
        return std::unexpected(*failure);
    }
    return kDone;
}

}  // namespace app

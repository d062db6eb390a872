// The ledger, and what is looked up in it.
#include "case_interview.hpp"
#include "complain.hpp"
#include "loaded_case.hpp"
#include "position.hpp"
#include "trace_request.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
using base::phrase;

}  // namespace

std::optional<base::Complaint> CaseInterview::ask_ledger() {
    const auto check = [&](const std::string& file) -> std::optional<base::Phrase> {
        return find_ledger_fault(file);
    };
    const base::Phrase question{"Ledger file, relative to the case's folder",
                                "台帳ファイル（事件のフォルダーからの相対パス）"};
    return ask(question, "transfers.csv", check, record_.ledger_file);
}

std::optional<base::Phrase> CaseInterview::find_ledger_fault(const std::string& file) {
    const fs::path path{file};
    const auto normal = path.lexically_normal();
    if (path.is_absolute() || normal.empty() || *normal.begin() == "..") {
        return phrase(
            "the path leaves the case's folder, expected a file inside {}",
            "パスが事件のフォルダーの外を指しています。{} の中のファイルを指定してください",
            base::visible(folder_.string(), 4096));
    }
    store::OpenOptions options;
    options.asset = record_.asset;
    options.divisibility = record_.divisibility;
    options.chain = record_.chain;
    auto ledger = store::open_ledger(folder_ / path, options);
    if (!ledger) {
        const std::string en = to_line(ledger.error(), base::Language::En);
        const std::string ja = to_line(ledger.error(), base::Language::Ja);
        return base::Phrase{en.substr(0, en.size() - 1), ja.substr(0, ja.size() - 1)};
    }
    ledger_ = std::move(*ledger);
    record_.ledger_format.text = store::to_string(ledger_.format);
    return std::nullopt;
}

std::optional<base::Complaint> CaseInterview::ask_theft() {
    interview_.tell(phrase("The ledger has {} rows and {} accounts.",
                           "台帳には {} 行、アカウント {} 件があります。", ledger_.any().rows(),
                           ledger_.any().accounts()));
    std::string names;
    const auto check = [&](const std::string& text) { return find_theft_fault(text); };
    const base::Phrase question{
        "Transactions of the theft, commas between them (empty: name an account)",
        "流出のトランザクション（カンマ区切り。空にするとアカウントで指定）"};
    if (auto failure = ask(question, "", check, names)) { return failure; }
    for (auto& name : split_list(names)) { record_.thefts.push_back({std::move(name), {}}); }
    return record_.thefts.empty() ? ask_theft_account() : std::nullopt;
}

std::optional<base::Phrase> CaseInterview::find_theft_fault(const std::string& names) const {
    for (const auto& name : split_list(names)) {
        const std::string tx = ledger_.utxo ? name.substr(0, name.find(':')) : name;
        if (!ledger_.any().find_tx(tx).empty()) { continue; }
        return phrase("{} is not in the ledger, expected names of its transactions",
                      "{} は台帳にありません。台帳にあるトランザクションの名前を指定してください",
                      name);
    }
    return std::nullopt;
}

std::optional<base::Complaint> CaseInterview::ask_theft_account() {
    casebook::TheftFromAccount theft;
    const auto check = [&](const std::string& text) -> std::optional<base::Phrase> {
        const auto normal = address::normalise(record_.chain, text);
        if (!normal) { return address::to_phrase(normal.error(), record_.chain); }
        if (ledger_.any().find_account(*normal)) { return std::nullopt; }
        return phrase("{} is not in the ledger, expected an account that sends there",
                      "{} は台帳にありません。送金のあるアカウントを指定してください", *normal);
    };
    const base::Phrase question{"Account whose transfers are the theft",
                                "送金がすべて流出にあたるアカウント"};
    if (auto failure = ask(question, "", check, theft.account.text)) { return failure; }
    theft.account.text =
        address::normalise(record_.chain, theft.account.text).value_or(theft.account.text);
    const base::Phrase since{"From which position on (empty: the beginning)",
                             "始まりの位置（空にすると台帳の始めから）"};
    if (auto failure = ask(since, "", check_position, theft.since.text)) { return failure; }
    const base::Phrase until{"Up to which position (empty: the end)",
                             "終わりの位置（空にすると台帳の終わりまで）"};
    if (auto failure = ask(until, "", check_position, theft.until.text)) { return failure; }
    record_.theft_account = std::move(theft);
    return std::nullopt;
}

std::optional<base::Phrase> CaseInterview::check_position(const std::string& text) {
    if (text.empty()) { return std::nullopt; }
    const auto position = parse_position({text, {}}, "");
    if (position) { return std::nullopt; }
    return position.error().text;
}

}  // namespace app

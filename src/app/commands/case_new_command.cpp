#include <algorithm>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "../case_writing.hpp"
#include "../complain.hpp"
#include "../interview.hpp"
#include "../loaded_case.hpp"
#include "../position.hpp"
#include "../trace_request.hpp"
#include "../written.hpp"
#include "commands.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
using base::phrase;

/// The questions, in order; each fills one part of the case.
class CaseInterview {
public:
    CaseInterview(Interview interview, fs::path folder)
        : interview_{interview}, folder_{std::move(folder)} {}

    Expected<casebook::Case> run() {
        interview_.tell(
            phrase("A new case in the folder `{}`. Empty answers take what stands in brackets.",
                   "フォルダー `{}` に新しい事件を作ります。空の回答では角括弧の中の値を使います。",
                   base::visible(folder_.string(), 4096)));
        using Step = std::optional<base::Complaint> (CaseInterview::*)();
        for (const Step step :
             {&CaseInterview::ask_names, &CaseInterview::ask_asset, &CaseInterview::ask_ledger,
              &CaseInterview::ask_theft, &CaseInterview::ask_policy, &CaseInterview::ask_marks}) {
            if (const auto failure = (this->*step)()) { return std::unexpected(*failure); }
        }
        return std::move(record_);
    }

private:
    std::optional<base::Complaint> ask(const base::Phrase& question, const std::string& otherwise,
                                       const Interview::Check& check, std::string& into) {
        auto answer = interview_.ask(question, otherwise, check);
        if (!answer) { return answer.error(); }
        into = std::move(*answer);
        return std::nullopt;
    }

    static std::optional<base::Phrase> not_empty(const std::string& answer) {
        if (!answer.empty()) { return std::nullopt; }
        return phrase("empty, expected some words", "空です。文字を入力してください");
    }

    std::string folder_id() const {
        std::string id;
        for (const char letter : fs::absolute(folder_).lexically_normal().filename().string()) {
            const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            if (plain) {
                id += letter;
            } else if (!id.empty() && !id.ends_with('-')) {
                id += '-';
            }
        }
        while (id.ends_with('-')) { id.pop_back(); }
        return id.empty() ? "case" : id.substr(0, 64);
    }

    static std::optional<base::Phrase> check_id(const std::string& id) {
        const bool spelt = std::ranges::all_of(id, [](char letter) {
            return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
                   letter == '-';
        });
        if (spelt && !id.empty() && id.size() <= 64 && !id.starts_with('-') && !id.ends_with('-')) {
            return std::nullopt;
        }
        return phrase("expected small letters, digits and hyphens between them: my-case-2026",
                      "英小文字と数字、間のハイフンだけを使ってください（例: my-case-2026）");
    }

    std::optional<base::Complaint> ask_names() {
        const base::Phrase id{"Short name of the case (id)", "事件の短い名前（id）"};
        if (auto failure = ask(id, folder_id(), check_id, record_.id)) { return failure; }
        const base::Phrase en{"Title in English", "英語の題名"};
        if (auto failure = ask(en, record_.id, not_empty, record_.title.en)) { return failure; }
        const base::Phrase ja{"Title in Japanese", "日本語の題名"};
        return ask(ja, record_.title.en, not_empty, record_.title.ja);
    }

    std::optional<base::Complaint> ask_asset() {
        std::string chain;
        const auto check_chain = [](const std::string& name) -> std::optional<base::Phrase> {
            if (address::parse_chain(name)) { return std::nullopt; }
            return phrase("expected nem, bitcoin, litecoin, dash, ethereum or other",
                          "nem、bitcoin、litecoin、dash、ethereum、other から選んでください");
        };
        const base::Phrase chain_question{
            "Chain (nem, bitcoin, litecoin, dash, ethereum, other)",
            "チェーン（nem、bitcoin、litecoin、dash、ethereum、other）"};
        if (auto failure = ask(chain_question, "nem", check_chain, chain)) { return failure; }
        record_.chain = address::parse_chain(chain).value_or(address::Chain::Other);
        const auto check_asset = [](const std::string& asset) -> std::optional<base::Phrase> {
            if (!asset.empty() && asset.find_first_of(" ,\t") == std::string::npos) {
                return std::nullopt;
            }
            return phrase("expected one word, such as XEM", "XEM のような 1 語にしてください");
        };
        if (auto failure = ask({"Asset", "資産"}, usual_asset(), check_asset, record_.asset)) {
            return failure;
        }
        return ask_divisibility();
    }

    std::string usual_asset() const {
        switch (record_.chain) {
            case address::Chain::Nem: return "XEM";
            case address::Chain::Bitcoin: return "BTC";
            case address::Chain::Litecoin: return "LTC";
            case address::Chain::Dash: return "DASH";
            case address::Chain::Ethereum: return "ETH";
            case address::Chain::Other: return "";
        }
        return "";
    }

    std::string usual_divisibility() const {
        switch (record_.chain) {
            case address::Chain::Nem: return "6";
            case address::Chain::Bitcoin:
            case address::Chain::Litecoin:
            case address::Chain::Dash: return "8";
            case address::Chain::Ethereum: return "18";
            case address::Chain::Other: return "";
        }
        return "";
    }

    std::optional<base::Complaint> ask_divisibility() {
        std::string places;
        const auto check = [](const std::string& text) -> std::optional<base::Phrase> {
            if (parse_divisibility(text)) { return std::nullopt; }
            return phrase("expected an integer from 0 to {}", "0 から {} の整数にしてください",
                          money::kDivisibilityMax);
        };
        const base::Phrase question{"Decimal places of the asset", "資産の小数点以下の桁数"};
        if (auto failure = ask(question, usual_divisibility(), check, places)) { return failure; }
        record_.divisibility = parse_divisibility(places).value_or(0);
        return std::nullopt;
    }

    /// The ledger is opened: what is asked next can be looked up in it.
    std::optional<base::Complaint> ask_ledger() {
        const auto check = [&](const std::string& file) -> std::optional<base::Phrase> {
            return find_ledger_fault(file);
        };
        const base::Phrase question{"Ledger file, relative to the case's folder",
                                    "台帳ファイル（事件のフォルダーからの相対パス）"};
        return ask(question, "transfers.csv", check, record_.ledger_file);
    }

    std::optional<base::Phrase> find_ledger_fault(const std::string& file) {
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

    std::optional<base::Complaint> ask_theft() {
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

    std::optional<base::Phrase> find_theft_fault(const std::string& names) const {
        for (const auto& name : split_list(names)) {
            const std::string tx = ledger_.utxo ? name.substr(0, name.find(':')) : name;
            if (!ledger_.any().find_tx(tx).empty()) { continue; }
            return phrase(
                "{} is not in the ledger, expected names of its transactions",
                "{} は台帳にありません。台帳にあるトランザクションの名前を指定してください", name);
        }
        return std::nullopt;
    }

    std::optional<base::Complaint> ask_theft_account() {
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

    static std::optional<base::Phrase> check_position(const std::string& text) {
        if (text.empty()) { return std::nullopt; }
        const auto position = parse_position({text, {}}, "");
        if (position) { return std::nullopt; }
        return position.error().text;
    }

    std::optional<base::Complaint> ask_policy() {
        const auto check = [](const std::string& text) -> std::optional<base::Phrase> {
            const auto policies = parse_policies(text);
            if (policies) { return std::nullopt; }
            return policies.error().text;
        };
        const base::Phrase question{"Policy (poison, haircut, fifo, lifo, tiho, all)",
                                    "方式（poison、haircut、fifo、lifo、tiho、all）"};
        return ask(question, "fifo", check, record_.default_policy.text);
    }

    std::optional<base::Complaint> ask_marks() {
        std::string text;
        const auto check = [&](const std::string& answer) -> std::optional<base::Phrase> {
            if (answer.empty() || money::parse_decimal(answer, record_.divisibility)) {
                return std::nullopt;
            }
            return phrase("expected an amount in whole units, such as 10000",
                          "10000 のように、資産の単位の数量で指定してください");
        };
        const base::Phrase question{
            "Mark accounts that received at least this much (empty: propose no marks)",
            "この数量以上を受け取ったアカウントにマークを提案（空にすると提案しない）"};
        if (auto failure = ask(question, "", check, text)) { return failure; }
        const auto amount = money::parse_decimal(text, record_.divisibility);
        if (amount) { record_.marks = casebook::MarkThresholds{*amount}; }
        return std::nullopt;
    }

    Interview interview_;
    fs::path folder_;
    casebook::Case record_;
    store::OpenLedger ledger_;  // what was opened last
};

base::Complaint exists_already(const fs::path& file) {
    return {.blame = base::Blame::Usage,
            .place = {.file = file.string()},
            .text = phrase("exists already, expected a folder without a case file",
                           "すでにあります。事件ファイルのないフォルダーを指定してください")};
}

}  // namespace

Expected<int> run_case_new(const Arguments& arguments, base::Language language) {
    const fs::path folder = arguments.operands.empty() ? "." : arguments.operands.front();
    const fs::path file = folder / "case.yaml";
    std::error_code failed;
    if (fs::exists(file, failed)) { return std::unexpected(exists_already(file)); }
    auto record = CaseInterview{Interview{std::cin, std::cout, language}, folder}.run();
    if (!record) { return std::unexpected(record.error()); }
    const auto yaml = to_commented_yaml(*record);
    const auto parsed = casebook::parse_case(yaml, file.string());
    if (!parsed) { return std::unexpected(parsed.error()); }
    if (const auto failure = store::write_file(file, yaml)) { return std::unexpected(*failure); }
    const auto next = base::pick(phrase("Written: {0}\nNext: dyepack trace {0}\n",
                                        "書き出しました: {0}\n次に: dyepack trace {0}\n",
                                        base::visible(file.string(), 4096)),
                                 language);
    if (const auto failure = write_stdout(next)) { return std::unexpected(*failure); }
    return kDone;
}

}  // namespace app

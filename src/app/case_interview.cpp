#include "case_interview.hpp"

#include <algorithm>

#include "position.hpp"
#include "trace_request.hpp"

namespace app {

namespace {

namespace fs = std::filesystem;
using base::phrase;

}  // namespace

Expected<casebook::Case> CaseInterview::run() {
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

std::optional<base::Complaint> CaseInterview::ask(const base::Phrase& question,
                                                  const std::string& otherwise,
                                                  const Interview::Check& check,
                                                  std::string& into) {
    auto answer = interview_.ask(question, otherwise, check);
    if (!answer) { return answer.error(); }
    into = std::move(*answer);
    return std::nullopt;
}

std::optional<base::Phrase> CaseInterview::not_empty(const std::string& answer) {
    if (!answer.empty()) { return std::nullopt; }
    return phrase("empty, expected some words", "空です。文字を入力してください");
}

std::string CaseInterview::folder_id() const {
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

std::optional<base::Phrase> CaseInterview::check_id(const std::string& id) {
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

std::optional<base::Complaint> CaseInterview::ask_names() {
    const base::Phrase id{"Short name of the case (id)", "事件の短い名前（id）"};
    if (auto failure = ask(id, folder_id(), check_id, record_.id)) { return failure; }
    const base::Phrase en{"Title in English", "英語の題名"};
    if (auto failure = ask(en, record_.id, not_empty, record_.title.en)) { return failure; }
    const base::Phrase ja{"Title in Japanese", "日本語の題名"};
    return ask(ja, record_.title.en, not_empty, record_.title.ja);
}

std::optional<base::Complaint> CaseInterview::ask_asset() {
    std::string chain;
    const auto check_chain = [](const std::string& name) -> std::optional<base::Phrase> {
        if (address::parse_chain(name)) { return std::nullopt; }
        return phrase("expected nem, bitcoin, litecoin, dash, ethereum or other",
                      "nem、bitcoin、litecoin、dash、ethereum、other から選んでください");
    };
    const base::Phrase chain_question{"Chain (nem, bitcoin, litecoin, dash, ethereum, other)",
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

std::string CaseInterview::usual_asset() const {
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

std::string CaseInterview::usual_divisibility() const {
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

std::optional<base::Complaint> CaseInterview::ask_divisibility() {
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

std::optional<base::Complaint> CaseInterview::ask_policy() {
    const auto check = [](const std::string& text) -> std::optional<base::Phrase> {
        const auto policies = parse_policies(text);
        if (policies) { return std::nullopt; }
        return policies.error().text;
    };
    const base::Phrase question{"Policy (poison, haircut, fifo, lifo, tiho, all)",
                                "方式（poison、haircut、fifo、lifo、tiho、all）"};
    return ask(question, "fifo", check, record_.default_policy.text);
}

std::optional<base::Complaint> CaseInterview::ask_marks() {
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

}  // namespace app

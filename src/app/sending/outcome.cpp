#include "outcome.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../complain.hpp"
#include "../help.hpp"
#include "../nem/entity_json.hpp"
#include "../nem/facts.hpp"

namespace app {

namespace {

using base::phrase;
using base::Phrase;

std::string_view name_of_code(std::uint16_t code) {
    const auto result = nem_chain::find_result(code);
    return result ? nem_chain::to_string(*result) : std::string_view{"?"};
}

Phrase phrase_of(const Sent& sent) {
    const auto height = [&] {
        const auto& standing = *sent.standing;
        const auto at = standing.included ? standing.included : standing.parcel.height;
        return at.value_or(ledger::Height{}).value;
    };
    switch (sent.state) {
        case SentState::Shown: return {"nothing was signed or sent", "署名も送信もしていません"};
        case SentState::Stored:
            return {"signed and stored; no node took it yet. Run the command again",
                    "署名して保存しましたが、まだどのノードも受け付けていません。もう一度実行して"
                    "ください"};
        case SentState::Accepted:
            return {"accepted by a node; only a block makes it so",
                    "ノードが受け付けました。確定するのはブロックに入ってからです"};
        case SentState::Refused: return {"refused by every node", "すべてのノードが拒否しました"};
        case SentState::Overtaken:
            return {"not needed: enough others signed, and what it was for is in the chain",
                    "不要になりました。ほかの署名が揃い、対象はすでにチェーンにあります"};
        case SentState::Lapsed:
            return {
                "its deadline has passed without it; another is made only when 360 blocks "
                "stand above",
                "期限までに入りませんでした。360 ブロックが重なるまで、次は作りません"};
        case SentState::Included: return phrase("in block {}", "ブロック {} にあります", height());
        case SentState::Final:
            return phrase("in block {} for good", "ブロック {} で確定しました", height());
        case SentState::Expired:
            return {"expired: it can never come into the chain",
                    "期限が切れ、もうチェーンに入りません"};
    }
    base::broken("unnamed state of what was sent");
}

Json standing_json(const nem_wallet::Standing& standing) {
    Json refusals = Json::array();
    for (const auto& refusal : standing.parcel.refusals) {
        refusals.push_back(
            {{"node", refusal.node}, {"code", refusal.code}, {"name", name_of_code(refusal.code)}});
    }
    const auto height = standing.included ? standing.included : standing.parcel.height;
    return {{"id", nem_wallet::id_of(standing.parcel)},
            {"height", height ? Json(height->value) : Json(nullptr)},
            {"acceptedBy", standing.known_to},
            {"refusals", std::move(refusals)}};
}

}  // namespace

std::string_view to_string(SentState state) {
    switch (state) {
        case SentState::Shown: return "shown";
        case SentState::Stored: return "stored";
        case SentState::Accepted: return "accepted";
        case SentState::Refused: return "refused";
        case SentState::Overtaken: return "overtaken";
        case SentState::Lapsed: return "lapsed";
        case SentState::Included: return "included";
        case SentState::Final: return "final";
        case SentState::Expired: return "expired";
    }
    base::broken("unnamed state of what was sent");
}

SentState state_of(const nem_wallet::Standing& standing, nem::TimeStamp tip_time,
                   bool is_overtaken) {
    if (standing.parcel.outcome == nem_wallet::Outcome::Final) { return SentState::Final; }
    if (standing.parcel.outcome == nem_wallet::Outcome::Expired) { return SentState::Expired; }
    if (standing.included) { return SentState::Included; }
    if (is_overtaken) { return SentState::Overtaken; }
    const auto& header = standing.parcel.transaction.transaction.header;
    if (tip_time > header.deadline) { return SentState::Lapsed; }
    if (!standing.known_to.empty()) { return SentState::Accepted; }
    return standing.parcel.refusals.empty() ? SentState::Stored : SentState::Refused;
}

int exit_code_of(SentState state) {
    switch (state) {
        case SentState::Shown:
        case SentState::Accepted:
        case SentState::Overtaken:
        case SentState::Included:
        case SentState::Final: return kDone;
        case SentState::Refused:
        case SentState::Lapsed:
        case SentState::Expired: return kFinding;
        case SentState::Stored: return kWorldFailed;
    }
    base::broken("unnamed state of what was sent");
}

Json to_json(const Sent& sent) {
    const auto inner = nem::inner_hash(sent.transaction);
    const auto cost = nem_wallet::cost_of(sent.transaction);
    Json document{{"format", "dyepack.nem-sending/1"},
                  {"program", program_version()},
                  {"network", network_name(sent.transaction.header.network)},
                  {"state", to_string(sent.state)},
                  {"order", sent.order},
                  {"repeated", sent.is_repeated},
                  {"hash", nem::to_hex(nem::hash_of(sent.transaction))},
                  {"innerHash", inner ? Json(nem::to_hex(*inner)) : Json(nullptr)},
                  {"fee", std::to_string(cost.fee.atoms())},
                  {"moved", std::to_string(cost.moved.atoms())},
                  {"file", sent.file.empty() ? Json(nullptr) : Json(sent.file)}};
    if (sent.standing) { document.update(standing_json(*sent.standing)); }
    document["transaction"] = nem::to_json(sent.transaction);
    return document;
}

std::string to_table(const Sent& sent, base::Language language, const Terminal& terminal) {
    NemFacts facts{language};
    const bool bad = exit_code_of(sent.state) != kDone;
    facts.add({"outcome", "結果"}, phrase_of(sent), bad ? Tone::Bad : Tone::Good);
    if (sent.is_repeated) {
        facts.add(
            {"repeated", "再送"},
            Phrase{"this order was signed before: the same bytes, no second transaction. To "
                   "send another like it, give it a name with --order",
                   "この指図は署名済みです。同じバイト列を使い、2 つ目は作りません。同じ内容を"
                   "もう一度送るには --order で名前を付けてください"});
    }
    facts.add({"order", "指図"}, base::visible(sent.order));
    facts.add({"hash", "ハッシュ"}, nem::to_hex(nem::hash_of(sent.transaction)));
    if (const auto inner = nem::inner_hash(sent.transaction)) {
        facts.add({"inner hash", "内側のハッシュ"}, nem::to_hex(*inner));
    }
    if (sent.standing) {
        for (const auto& refusal : sent.standing->parcel.refusals) {
            facts.add({"refusal", "拒否"},
                      fmt::format("{}: {} ({})", base::visible(refusal.node),
                                  name_of_code(refusal.code), refusal.code),
                      Tone::Bad);
        }
    }
    if (!sent.file.empty()) { facts.add({"stored in", "保存先"}, base::visible(sent.file, 4096)); }
    return facts.to_text(terminal);
}

}  // namespace app

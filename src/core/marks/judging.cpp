#include <algorithm>
#include <marks/desk.hpp>

namespace marks {

std::uint32_t share_of(const Candidate& candidate) {
    if (candidate.balance.atoms() == 0) { return 0; }
    return static_cast<std::uint32_t>(
        money::share_floor(kWholeShare, candidate.tainted.atoms(), candidate.balance.atoms()));
}

Judgement judge(const Candidate& candidate, std::uint32_t share, const IssuingRules& rules) {
    if (rules.do_not_mark.contains(candidate.account)) { return Judgement::DoNotMark; }
    // Before the theft: with a theft named by its account, the thief's dust is theft, too.
    if (candidate.received < rules.dust_floor) { return Judgement::Dust; }
    if (candidate.received_theft) { return Judgement::Issue; }
    if (candidate.received < rules.tainted_at_least) { return Judgement::BelowAmount; }
    if (share < rules.share_at_least) { return Judgement::BelowShare; }
    const bool far = rules.hops_max > 0 && candidate.hops > rules.hops_max;
    return far ? Judgement::TooManyHops : Judgement::Issue;
}

std::string_view to_string(Judgement judgement) {
    switch (judgement) {
        case Judgement::Issue: return "issue";
        case Judgement::DoNotMark: return "do not mark";
        case Judgement::Dust: return "dust";
        case Judgement::BelowAmount: return "below amount";
        case Judgement::BelowShare: return "below share";
        case Judgement::TooManyHops: return "too many hops";
    }
    base::broken("unnamed judgement");
}

base::Phrase to_phrase(Judgement judgement) {
    switch (judgement) {
        case Judgement::Issue: return {"the rules say to mark it", "規則により、印を付けます"};
        case Judgement::DoNotMark:
            return {"it is on the list of services that are never marked",
                    "印を付けない事業者の一覧にあります"};
        case Judgement::Dust:
            return {"it received less than the dust floor; anybody can send dust to anybody",
                    "受け取った額がごく少額です。少額は誰にでも送りつけられるため、印を付けません"};
        case Judgement::BelowAmount:
            return {
                "it received less than the rules ask for; a person can approve the mark",
                "受け取った額が規則の下限に達していません。担当者の承認があれば印を付けられます"};
        case Judgement::BelowShare:
            return {"too small a share of its balance was tainted; a person can approve the mark",
                    "残高に占める汚染の割合が規則の下限に達していません。"
                    "担当者の承認があれば印を付けられます"};
        case Judgement::TooManyHops:
            return {
                "it is more hops from the theft than the rules allow; a person can approve the "
                "mark",
                "盗難からの経由数が規則の上限を超えています。"
                "担当者の承認があれば印を付けられます"};
    }
    base::broken("unnamed judgement");
}

std::string_view to_string(MarkState state) {
    switch (state) {
        case MarkState::Proposed: return "proposed";
        case MarkState::Ordered: return "ordered";
        case MarkState::Issued: return "issued";
        case MarkState::Disputed: return "disputed";
        case MarkState::Revoked: return "revoked";
    }
    base::broken("unnamed state of a mark");
}

base::Phrase to_phrase(DeskError error) {
    switch (error) {
        case DeskError::NotNext:
            return {"the block does not follow, or is not, the newest one",
                    "ブロックが最新のものに続いていません"};
        case DeskError::NothingToUndo:
            return {"the block is too deep to be taken back", "ブロックが深すぎて取り消せません"};
        case DeskError::BadWord:
            return {"an account or transaction is no single word of printable ASCII",
                    "口座または取引の名が、空白のない ASCII 文字列ではありません"};
        case DeskError::BadAmounts:
            return {"an account cannot hold more taint than balance",
                    "汚染額が残高を上回っています"};
        case DeskError::UnknownAccount:
            return {"the desk does not know this account", "この口座は扱っていません"};
        case DeskError::UnknownOrder:
            return {"the desk gave no such order", "そのような発行の指図はありません"};
        case DeskError::WrongState:
            return {"the mark is not in a state in which this can happen",
                    "印の今の状態では、その操作はできません"};
        case DeskError::NeverMarked:
            return {"dust and listed services are never marked, whoever approves",
                    "少額の受取人と一覧の事業者には、承認があっても印を付けません"};
        case DeskError::BadNote:
            return {"a note is one line of text, at most 512 bytes",
                    "覚え書きは 512 バイトまでの一行の文です"};
        case DeskError::Closed: return {"the case is closed", "事件は終結しています"};
    }
    base::broken("unnamed error of the desk");
}

}  // namespace marks

#include <nem_chain/nem_chain.hpp>
#include <nem_wallet/dispatcher.hpp>

namespace nem_wallet {

base::Phrase to_phrase(const Report& report) {
    const auto height = report.height.value_or(ledger::Height{}).value;
    switch (report.kind) {
        case ReportKind::Accepted:
            return base::phrase("{} was accepted by {}", "{} を {} が受け付けました", report.id,
                                report.node);
        case ReportKind::Refused: {
            const auto result = nem_chain::find_result(report.code);
            const auto name = result ? nem_chain::to_string(*result) : std::string_view{"?"};
            return base::phrase("{} was refused by {}: {} ({})", "{} を {} が拒否しました: {} ({})",
                                report.id, report.node, report.code, name);
        }
        case ReportKind::Included:
            return base::phrase("{} is in block {}", "{} がブロック {} に入りました", report.id,
                                height);
        case ReportKind::FellOut:
            return base::phrase("{} fell out of the chain with block {}; it is announced again",
                                "{} はブロック {} とともにチェーンから外れました。再び送ります",
                                report.id, height);
        case ReportKind::Final:
            return base::phrase("{} is in block {} for good", "{} はブロック {} で確定しました",
                                report.id, height);
        case ReportKind::Expired:
            return base::phrase("{} expired and can never come into the chain",
                                "{} は期限が切れ、もうチェーンに入ることはありません", report.id);
    }
    base::broken("unnamed kind of report");
}

base::Phrase to_phrase(const SubmitError& error) {
    switch (error.problem) {
        case SubmitProblem::InFlight:
            return {"an earlier transaction for this order can still come into the chain",
                    "この指図の前の取引が、まだチェーンに入る可能性があります"};
        case SubmitProblem::Done:
            return {"an earlier transaction for this order is in the chain",
                    "この指図の取引は、すでにチェーンに入っています"};
        case SubmitProblem::NoTip:
            return {"no block was seen yet", "まだブロックを一つも受け取っていません"};
        case SubmitProblem::PastDeadline:
            return {"the newest block is later than the transaction's deadline",
                    "最新のブロックが取引の期限を過ぎています"};
        case SubmitProblem::SameBytes:
            return {"this very transaction was stored before", "同じ取引がすでに保存されています"};
        case SubmitProblem::BadOrder:
            return {"an order is 1 to 256 characters of printable ASCII",
                    "指図の名は 1 から 256 文字の ASCII です"};
        case SubmitProblem::NotStored:
            return error.complaint ? error.complaint->text
                                   : base::Phrase{"the transaction could not be stored",
                                                  "取引を保存できませんでした"};
    }
    base::broken("unnamed problem of a submission");
}

}  // namespace nem_wallet

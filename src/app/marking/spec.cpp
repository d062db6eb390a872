#include "spec.hpp"

namespace app {

using base::Phrase;

CommandSpec mark_spec() {
    return {
        .name = "mark",
        .summary = Phrase{"decide about a mark that `watch` proposed or gave, or close a case",
                          "watch が提案・発行したマークについて判断する。事件を終結する"},
        .usage = {"approve|decline|dispute|uphold|revoke CASE ACCOUNT [OPTIONS]",
                  "close CASE --note TEXT [OPTIONS]", "verify FILE"},
        .operands = {"ACTION CASE [ACCOUNT]", 2, 3},
        .options = {{.name = "note",
                     .value = "TEXT",
                     .help = Phrase{"who asks for it, and why: goes into the record (dispute, "
                                    "revoke, close)",
                                    "誰が、なぜ求めたか。記録に残ります（dispute、revoke、close）"},
                     .choices = {}},
                    {.name = "data",
                     .value = "DIR",
                     .help = Phrase{"the record of `dyepack watch` (default: dyepack-watch)",
                                    "`dyepack watch` の記録（既定: dyepack-watch）"},
                     .choices = {},
                     .takes_path = true}},
        .notes =
            {Phrase{"approve: mark an account that the rules left to a person. decline: do not. "
                    "dispute: somebody objects to a mark; a notice on the chain says so. uphold: "
                    "it was looked at, the mark stands. revoke: the mark holds no longer.",
                    "approve: 規則が人の判断に委ねたアカウントにマークを付ける。decline: 付けない。"
                    "dispute: マークへの異議を受け付け、チェーン上で知らせる。uphold: 審査の結果、"
                    "維持する。revoke: 取り消す。"},
             Phrase{
                 "close: no more marks; when every announcement is in the chain, the final "
                 "record is signed by the issuer and kept.",
                 "close: 以後マークを付けません。告知がすべてチェーンに入ると、最終記録に発行者が"
                 "署名して保存します。"},
             Phrase{
                 "verify: whether the signature of a final record holds; FILE is the case_closed "
                 "event that `watch --format jsonl` told.",
                 "verify: 最終記録の署名を検証する。FILE は `watch --format jsonl` が出力した "
                 "case_closed です。"},
             Phrase{"The decision waits in the record's folder until a `watch` with --marks takes "
                    "it, which may be running or started later.",
                    "判断は記録のフォルダーで待ち、--marks を付けた `watch`（実行中でも後で開始して"
                    "も可）が処理します。"}},
        .examples = {
            {"dyepack mark dispute coincheck-2018 "
             "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OG --note 'holder wrote on 2 February'",
             Phrase{"the holder of a marked account objects",
                    "マークされたアカウントの保有者が異議を申し立てた"}},
            {"dyepack mark close coincheck-2018 --note 'handed over to the court'",
             Phrase{"end a case with a signed record", "署名した記録で事件を終える"}}}};
}

}  // namespace app

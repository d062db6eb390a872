#include "spec.hpp"

#include "../command_options.hpp"

namespace app {

using base::Phrase;

CommandSpec nem_crawl_spec() {
    return {
        .name = "nem crawl",
        .summary = Phrase{"read from a node only the accounts that the stolen coins reached",
                          "流出した資産が届いたアカウントだけをノードから読み取る"},
        .usage = {"CASE.yaml --node URL --into DIR [OPTIONS]"},
        .operands = {"CASE.yaml", 1, 1},
        .options = {{.name = "node",
                     .value = "URL",
                     .help = Phrase{"the node to read from: http://HOST:7890",
                                    "読み取るノード: http://HOST:7890"},
                     .choices = {}},
                    {.name = "into",
                     .value = "DIR",
                     .help = Phrase{"the folder to make; it must be new or empty",
                                    "作成するフォルダー。新規か空であること"},
                     .choices = {},
                     .takes_path = true},
                    {.name = "robbed",
                     .value = "ACCOUNT,...",
                     .help = Phrase{"who was robbed (default: what the case says)",
                                    "被害に遭ったアカウント（既定: 事件ファイルの記載）"},
                     .choices = {}},
                    {.name = "until",
                     .value = "HEIGHT",
                     .help =
                         Phrase{
                             "the last block that counts (default: 360 below the head, where "
                             "nothing is undone any more)",
                             "対象とする最後のブロック（既定: 先頭の 360 ブロック前。それ以前は取り"
                             "消されません）"},
                     .choices = {}},
                    policy_option(),
                    {.name = "network",
                     .value = "NAME",
                     .help = Phrase{"the network (default: main)", "ネットワーク（既定: main）"},
                     .choices = {"main", "test", "mijin"}},
                    {.name = "private",
                     .value = "",
                     .help = Phrase{"a private network or a replay node",
                                    "プライベートネットワークや再生ノード用"},
                     .choices = {}},
                    json_option()},
        .notes =
            {Phrase{
                 "For those without the whole chain: histories of accounts, from those robbed "
                 "to those that the coins reached, and only the blocks that hold them. The trace "
                 "of what was read is that of the whole chain, for the policies named. DIR is the "
                 "case "
                 "with that as its ledger: `dyepack trace DIR/case.yaml`.",
                 "チェーン全体を持たない人のためのコマンドです。被害者から資産の届いた先へ、"
                 "アカウントの履歴をたどり、それを含むブロックだけを読みます。指定した方式では、"
                 "追跡の結果はチェーン全体の場合と同じです。DIR "
                 "は、読んだものを台帳とする事件です: "
                 "`dyepack trace DIR/case.yaml`。"},
             Phrase{
                 "Every block's signatures are verified, and each account's books are closed "
                 "against the node's balance. Exit code 1: some do not close, or something could "
                 "not be known; each is said, and the trace may differ.",
                 "ブロックの署名をすべて検証し、各アカウントの収支をノードの残高と照合します。"
                 "終了コード 1: 収支が合わないか、分からないことがある（それぞれ示します）。追跡の"
                 "結果が異なる可能性があります。"}},
        .examples = {
            {"dyepack nem crawl my-case/case.yaml --node http://127.0.0.1:7890 --into crawled",
             Phrase{"the case with what `dyepack trace crawled/case.yaml` needs",
                    "`dyepack trace crawled/case.yaml` に必要なものを読む"}}}};
}

}  // namespace app

#include "spec.hpp"

namespace app {

using base::Phrase;

namespace {

std::vector<OptionSpec> node_options() {
    return {{.name = "node",
             .value = "URL,...",
             .help = Phrase{"NIS nodes to read from: http://HOST:7890",
                            "読み取る NIS ノード: http://HOST:7890"},
             .choices = {}},
            {.name = "agree",
             .value = "K",
             .help = Phrase{"how many of them must name a block before it counts (default: more "
                            "than half)",
                            "ブロックを採用するのに必要な一致ノード数（既定: 過半数）"},
             .choices = {}},
            {.name = "network",
             .value = "NAME",
             .help = Phrase{"the network (default: main)", "ネットワーク（既定: main）"},
             .choices = {"main", "test", "mijin"}},
            {.name = "private",
             .value = "",
             .help = Phrase{"a private network or a replay node: another nemesis block, and a node "
                            "without peers, will do",
                            "プライベートネットワークや再生ノード用。別のネメシスブロックや"
                            "ピアのないノードも認めます"},
             .choices = {}},
            {.name = "websocket-port",
             .value = "PORT",
             .help = Phrase{"where nodes push news (default: 7778; 0: ask only)",
                            "ノードの通知ポート（既定: 7778、0 は問い合わせのみ）"},
             .choices = {}}};
}

std::vector<OptionSpec> record_options() {
    return {
        {.name = "case",
         .value = "FILE",
         .help = Phrase{"a case to apply; may be given several times",
                        "適用する事件ファイル。複数回指定できます"},
         .choices = {},
         .takes_path = true,
         .repeats = true},
        {.name = "marks",
         .value = "FILE",
         .help = Phrase{"by which rules accounts of a case are marked on the chain "
                        "(docs/marks-file.md); may be given several times",
                        "チェーン上でマークを付ける規則（docs/marks-file.md）。複数回指定できます"},
         .choices = {},
         .takes_path = true,
         .repeats = true},
        {.name = "marks-key",
         .value = "FILE",
         .help = Phrase{"the key file of the account that issues marks; a dry run needs none",
                        "マークを発行するアカウントの鍵ファイル。試行（dry_run）では不要です"},
         .choices = {},
         .takes_path = true},
        {.name = "passphrase-file",
         .value = "FILE",
         .help = Phrase{"where the key's passphrase stands (default: ask)",
                        "鍵のパスフレーズのファイル（既定: 入力を求めます）"},
         .choices = {},
         .takes_path = true},
        {.name = "data",
         .value = "DIR",
         .help = Phrase{"the record of what was read (default: dyepack-watch)",
                        "読んだ内容の記録（既定: dyepack-watch）"},
         .choices = {},
         .takes_path = true},
        {.name = "from",
         .value = "HEIGHT",
         .help = Phrase{"where a new record begins (default: 360 blocks below the head; "
                        "1: everything)",
                        "新しい記録を始める高さ（既定: 先頭の 360 ブロック前、1: 最初から）"},
         .choices = {}},
        {.name = "once",
         .value = "",
         .help = Phrase{"read up to the head, say where the cases stand, and end",
                        "先頭まで読み、事件の現状を示して終了します"},
         .choices = {}},
        {.name = "format",
         .value = "FORMAT",
         .help = Phrase{"lines for people, or one JSON document a line (default: lines)",
                        "人向けの行か、1 行に 1 つの JSON（既定: lines）"},
         .choices = {"lines", "jsonl"}}};
}

}  // namespace

CommandSpec watch_spec() {
    CommandSpec spec{
        .name = "watch",
        .summary = Phrase{"follow NEM live, apply cases and tell what happens to the stolen coins",
                          "NEM を監視し、事件を適用して、流出した資産の動きを知らせる"},
        .usage = {"--node URL[,URL...] [--case FILE]... [OPTIONS]"},
        .operands = {"", 0, 0},
        .options = node_options(),
        .notes =
            {Phrase{"Events: a theft seen unconfirmed, a theft confirmed, taint that moves or is "
                    "about to, a service reached, a mark proposed, ordered or seen, a "
                    "reorganisation, a node that "
                    "lies or falls silent.",
                    "出来事: 未承認の流出、流出の確定、汚染資産の移動とその兆候、サービスへの到達、"
                    "マークの提案・発行・確認、チェーンの再編成、ノードの不一致や停止。"},
             Phrase{"Everything is in the record before it is said. Stop it whenever you like: the "
                    "next start goes on where it was, and says what was not said. The same event "
                    "always has the same id.",
                    "すべて記録してから知らせます。いつ止めても、次に始めたときに続きから読み、"
                    "伝えていないことを伝えます。同じ出来事の id は常に同じです。"},
             Phrase{"A record that begins in the middle of the chain knows no earlier balances: "
                    "what accounts had before counts as clean, and the standing says partial.",
                    "途中から始めた記録は以前の残高を知りません。それまでの残高は汚染なしとみなし、"
                    "部分的と表示します。"}},
        .examples = {{"dyepack watch --node http://127.0.0.1:7890 --private --from 1 --case "
                      "night/case.yaml",
                      Phrase{"the Coincheck night from a replay node (dyepack replay)",
                             "再生ノード（dyepack replay）からコインチェックの夜を見る"}},
                     {"dyepack watch --node http://n1:7890,http://n2:7890,http://n3:7890 --case "
                      "my-case/case.yaml --format jsonl",
                      Phrase{"three nodes, two of which must agree, as JSON lines for a program",
                             "3 ノード中 2 ノードの一致で採用し、プログラム向けに JSON で出す"}}}};
    for (auto& option : record_options()) { spec.options.push_back(std::move(option)); }
    return spec;
}

}  // namespace app

#include "spec.hpp"

#include "../command_options.hpp"

namespace app {

using base::Phrase;

namespace {

std::vector<OptionSpec> stage_options() {
    return {
        {.name = "listen",
         .value = "ADDR:PORT,...",
         .help = Phrase{"where to listen, REST and websocket on one port (default: "
                        "127.0.0.1:7890); several: as many nodes of one network",
                        "待ち受ける場所。REST と WebSocket は同じポートです（既定: "
                        "127.0.0.1:7890）。複数なら同じネットワークのノードがその数だけ動きます"},
         .choices = {}},
        {.name = "speed",
         .value = "N|max",
         .help = Phrase{"chain time runs N times as fast (default: 60); max: everything "
                        "recorded at once, then a block a second",
                        "チェーンの時間を N 倍で進めます（既定: 60）。max は記録分をすべて"
                        "すぐに再生し、以後は毎秒 1 ブロックです"},
         .choices = {}},
        {.name = "script",
         .value = "FILE",
         .help = Phrase{"what goes wrong and when: reorganisations, forks, lies, delays, cuts "
                        "(docs/replay-scripts.md)",
                        "いつ何が起こるか（再編成、分岐、虚偽、遅延、切断）を書いたファイル"
                        "（docs/replay-scripts.md）"},
         .choices = {},
         .takes_path = true},
        {.name = "fund",
         .value = "ADDRESS,...",
         .help = Phrase{"accounts of yours that begin with 1,000,000 XEM of this chain",
                        "このチェーンの 1,000,000 XEM を最初から持たせる自分のアカウント"},
         .choices = {}},
        {.name = "network",
         .value = "NAME",
         .help = Phrase{"the network whose addresses are served (default: main)",
                        "アドレスのネットワーク（既定: main）"},
         .choices = {"main", "test", "mijin"}},
        {.name = "seed",
         .value = "TEXT",
         .help = Phrase{"what the throw-away keys are derived from (default: dyepack replay)",
                        "使い捨ての鍵を導くもとの文字列（既定: dyepack replay）"},
         .choices = {}},
        {.name = "case-out",
         .value = "DIR",
         .help = Phrase{"write the case with the stand-in addresses to this new folder, for "
                        "`watch` and `trace`",
                        "代わりのアドレスで書いた事件を新しいフォルダーに書きます。`watch` と "
                        "`trace` で使えます"},
         .choices = {},
         .takes_path = true}};
}

}  // namespace

CommandSpec replay_spec() {
    CommandSpec spec{
        .name = "replay",
        .summary = Phrase{"serve a recorded ledger as NEM nodes, faults and all",
                          "記録された台帳を NEM ノードとして再生する。障害も再現できる"},
        .usage = {"CASE.yaml [OPTIONS]", "--ledger PATH [OPTIONS]"},
        .operands = {"CASE.yaml", 0, 1},
        .options = {{.name = "ledger",
                     .value = "PATH",
                     .help = Phrase{"a ledger of accounts: a file, or a folder that import made",
                                    "口座型の台帳。ファイルか、import で作ったフォルダー"},
                     .choices = {},
                     .takes_path = true}},
        .notes =
            {Phrase{"The nodes serve valid signed blocks, one a minute of chain time from the "
                    "first transfer on. Nobody has the real accounts' keys, so every account has "
                    "a stand-in with a throw-away key; the table is printed, and served at "
                    "/replay/stand-ins.",
                    "最初の送金から、チェーンの時間で 1 分ごとに正しく署名されたブロックを作り"
                    "ます。実在のアカウントの鍵は誰も持たないので、どのアカウントも使い捨ての鍵を"
                    "持つ代わりのアドレスで現れます。対応表は画面に表示し、/replay/stand-ins でも"
                    "見られます。"},
             Phrase{"What is announced is checked as NIS checks it and included in later blocks. "
                    "Never sign here with a key that holds real XEM: what is signed is valid on "
                    "the real network, too.",
                    "受け取ったトランザクションは NIS と同じ規則で検査し、後のブロックに入れます。"
                    "本物の XEM "
                    "を持つ鍵で署名しないでください。署名は本物のネットワークでも有効です。"},
             Phrase{"Ends with Ctrl-C.", "Ctrl-C で終わります。"}},
        .examples = {
            {"dyepack replay cases/coincheck-2018 --speed 600 --case-out replayed",
             Phrase{"the night of the theft, ten hours a minute",
                    "流出の夜を 1 分で 10 時間の速さで再生する"}},
            {"dyepack watch --node http://127.0.0.1:7890 --websocket-port 7890 --private --from 1 "
             "--case replayed/case.yaml",
             Phrase{"and somebody who watches it", "それを監視する"}},
            {"dyepack replay cases/coincheck-2018 --listen 127.0.0.1:7890,127.0.0.1:7891 --script "
             "lies.yaml",
             Phrase{"two nodes, of which one lies", "2 つのノード。1 つは虚偽を答える"}}}};
    for (auto& option : stage_options()) { spec.options.push_back(std::move(option)); }
    for (auto& option : ledger_reading_options()) { spec.options.push_back(std::move(option)); }
    return spec;
}

}  // namespace app

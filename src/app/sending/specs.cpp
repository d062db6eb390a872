#include "specs.hpp"

#include <utility>

#include "../command_options.hpp"

namespace app {

using base::Phrase;

namespace {

OptionSpec value_option(std::string_view name, std::string_view value, Phrase help) {
    return {.name = name, .value = value, .help = std::move(help), .choices = {}};
}
OptionSpec switch_option(std::string_view name, Phrase help) {
    return {.name = name, .value = "", .help = std::move(help), .choices = {}};
}
OptionSpec file_option(std::string_view name, std::string_view value, Phrase help) {
    return {
        .name = name, .value = value, .help = std::move(help), .choices = {}, .takes_path = true};
}

std::vector<OptionSpec> node_options() {
    return {value_option("node", "URL,...",
                         Phrase{"the nodes to ask and to tell: http://HOST:7890",
                                "問い合わせ、送信するノード: http://HOST:7890"}),
            value_option("agree", "K",
                         Phrase{"how many of them must say the same (default: more than half)",
                                "一致が必要なノード数（既定: 過半数）"}),
            {.name = "network",
             .value = "NAME",
             .help = Phrase{"the network (default: main)", "ネットワーク（既定: main）"},
             .choices = {"main", "test", "mijin"}},
            switch_option("private", Phrase{"a private network or a replay node",
                                            "プライベートネットワークや再生ノード用"})};
}

std::vector<OptionSpec> signer_options() {
    return {
        file_option("key", "KEYFILE", Phrase{"the signer's key file", "署名者の鍵ファイル"}),
        file_option("passphrase-file", "FILE",
                    Phrase{"the passphrase, one line; without this it is asked on the terminal, "
                           "where nobody sees it",
                           "パスフレーズの 1 行を読むファイル。省略すると端末で尋ねます"
                           "（入力は表示されません）"}),
        value_option("signer", "PUBLIC-KEY",
                     Phrase{"with --dry-run and --unsigned: who would sign, where there is no "
                            "key file",
                            "--dry-run か --unsigned とともに: 鍵ファイルがないときの署名者"}),
        value_option("account", "ACCOUNT",
                     Phrase{"propose it for this multisig account, of which the signer is a "
                            "cosignatory",
                            "署名者が連署者であるマルチシグアカウントのために提案します"}),
        value_option("deadline", "MINUTES",
                     Phrase{"how long it may take to come into a block, 1 to 1440 (default: "
                            "120)",
                            "ブロックに入るまでの期限（分）。1 から 1440（既定: 120）"}),
        switch_option("unsigned", Phrase{"write what would be signed, for `nem sign` elsewhere",
                                         "署名対象を書き出します（別の場所で `nem sign` に）"}),
        out_option(Phrase{"with --unsigned: write to this file",
                          "--unsigned とともに: このファイルに書きます"}),
        switch_option("dry-run", Phrase{"show what would be sent, and sign nothing",
                                        "送る内容を示すだけで、署名しません"})};
}

std::vector<OptionSpec> outbox_options() {
    return {switch_option("yes", Phrase{"send without a question", "確認せずに送ります"}),
            switch_option("wait", Phrase{"until it is in a block, or can no longer come there",
                                         "ブロックに入るか、入れなくなるまで待ちます"}),
            value_option("order", "NAME",
                         Phrase{"what it is for: one order is one transaction, however often it is "
                                "said (default: told from what is sent)",
                                "指図の名。同じ名の指図からは 1 つしか作りません（既定: 送る内容"
                                "から決めます）"}),
            file_option("outbox", "DIR",
                        Phrase{"where signed transactions are kept (default: dyepack-outbox)",
                               "署名済みのトランザクションを保つ場所（既定: dyepack-outbox）"}),
            json_option()};
}

void add(std::vector<OptionSpec>& options, std::vector<OptionSpec> more) {
    for (auto& option : more) { options.push_back(std::move(option)); }
}

void add_common(CommandSpec& spec) {
    add(spec.options, node_options());
    add(spec.options, signer_options());
    add(spec.options, outbox_options());
    spec.notes.push_back(
        {"What will be sent is shown and asked about first: amounts, recipient, fee, deadline, "
         "network. It is signed here, with the network's time and least fee; the key never leaves "
         "the program. The signed bytes are on the disk before any node hears of them: after a "
         "crash the same command announces the same bytes, and no second transaction is made "
         "before the first can never come any more.",
         "送る前に、数量、受け手、手数料、期限、ネットワークを示して確認します。署名は手元で行い"
         "（時刻と最低手数料はネットワークに従います）、鍵が外に出ることはありません。署名済みの"
         "バイト列は、ノードに伝える前にディスクに保存します。中断しても、同じコマンドが同じバイト"
         "列を送り直し、前のものが入る可能性があるうちは 2 つ目を作りません。"});
    spec.notes.push_back({"Exit code 1: refused by every node, too late, or not agreed to.",
                          "終了コード 1: すべてのノードが拒否、期限切れ、または同意なし。"});
}

CommandSpec send_spec() {
    CommandSpec spec{
        .name = "nem send",
        .summary = Phrase{"send XEM, mosaics and messages", "XEM、モザイク、メッセージを送る"},
        .usage = {"RECIPIENT --xem AMOUNT --key KEYFILE --node URL [OPTIONS]",
                  "RECIPIENT --mosaic NAMESPACE:NAME=QUANTITY... --key KEYFILE --node URL "
                  "[OPTIONS]"},
        .operands = {"RECIPIENT", 1, 1},
        .options = {},
        .notes = {Phrase{
            "A mosaic's quantity is in whole units, with as many decimal places as its "
            "definition has; the nodes are asked for that.",
            "モザイクの数量は、定義にある桁数までの小数で書きます。桁数はノードに尋ねま"
            "す。"}},
        .examples = {{"dyepack nem send TA3QGO-PBAZDH-2FZHIW-MRC6YA-RFCQQU-KRIQZT-AH6C --network "
                      "test --xem 1.5 --message hello --key my.key --node http://127.0.0.1:7890",
                      Phrase{"1.5 XEM and a message", "1.5 XEM とメッセージ"}}}};
    OptionSpec mosaic = value_option(
        "mosaic", "NAMESPACE:NAME=QUANTITY",
        Phrase{"a mosaic; may be given several times", "モザイク。複数回指定できます"});
    mosaic.repeats = true;
    spec.options = {
        value_option("xem", "AMOUNT", Phrase{"how many XEM", "XEM の数量"}),
        std::move(mosaic),
        value_option("message", "TEXT",
                     Phrase{"a message, for all to read", "メッセージ（誰でも読めます）"}),
        value_option("message-hex", "HEX", Phrase{"the same as bytes", "バイト列のメッセージ"}),
        switch_option("encrypt", Phrase{"only the recipient can read the message",
                                        "受け手だけが読めるようにメッセージを暗号化します"}),
        value_option("recipient-key", "PUBLIC-KEY",
                     Phrase{"with --encrypt: the recipient's, where the network does not know it",
                            "--encrypt とともに: ネットワークにないときの、受け手の公開鍵"}),
        {.name = "cipher",
         .value = "CIPHER",
         .help = Phrase{"with --encrypt (default: aes-gcm; wallets of 2018 read aes-cbc alone)",
                        "--encrypt の方式（既定: aes-gcm。2018 年のウォレットは aes-cbc だけを読め"
                        "ます）"},
         .choices = {"aes-gcm", "aes-cbc"}}};
    add_common(spec);
    return spec;
}

CommandSpec mosaic_spec() {
    CommandSpec spec{
        .name = "nem mosaic",
        .summary = Phrase{"rent a namespace, define a mosaic, change its supply",
                          "名前空間を借りる。モザイクを定義する。供給量を変える"},
        .usage = {"rent NAMESPACE --key KEYFILE --node URL [OPTIONS]",
                  "define NAMESPACE:NAME --description TEXT --key KEYFILE --node URL [OPTIONS]",
                  "supply NAMESPACE:NAME --add UNITS|--remove UNITS --key KEYFILE --node URL "
                  "[OPTIONS]"},
        .operands = {"rent|define|supply NAME", 2, 2},
        .options =
            {value_option("description", "TEXT",
                          Phrase{"define: what it is for", "define: 何のためのものか"}),
             value_option("supply", "UNITS",
                          Phrase{"define: how many there are at first (default: 10000)",
                                 "define: 最初の供給量（既定: 10000）"}),
             value_option("divisibility", "N",
                          Phrase{"define: decimal places, 0 to 6 (default: 0)",
                                 "define: 小数点以下の桁数。0 から 6（既定: 0）"}),
             switch_option("transferable",
                           Phrase{"define: holders may pass it on (default: only to and from its "
                                  "creator, as a mark)",
                                  "define: 保有者どうしで渡せます（既定: マークのため、作成者との間"
                                  "だけ）"}),
             switch_option("fixed-supply", Phrase{"define: the supply never changes",
                                                  "define: 供給量を変えられなくします"}),
             value_option("add", "UNITS",
                          Phrase{"supply: make so many more", "supply: この数だけ増やします"}),
             value_option("remove", "UNITS",
                          Phrase{"supply: destroy so many", "supply: この数だけ減らします"})},
        .notes = {},
        .examples = {
            {"dyepack nem mosaic rent my-marks --key my.key --node http://127.0.0.1:7890",
             Phrase{"a namespace: 100 XEM a year", "名前空間を借りる（年 100 XEM）"}},
            {"dyepack nem mosaic define my-marks:stolen --description \"Holds coins stolen "
             "on 26 January 2018\" --key my.key --node http://127.0.0.1:7890",
             Phrase{"a mosaic for marks", "マーク用のモザイクを定義する"}}}};
    add_common(spec);
    return spec;
}

CommandSpec multisig_spec() {
    CommandSpec spec{
        .name = "nem multisig",
        .summary = Phrase{"accounts of several signers: show, change, propose, cosign",
                          "複数の署名者のアカウント: 表示、変更、提案、連署"},
        .usage = {"show ACCOUNT --node URL [--json]",
                  "change [--add PUBLIC-KEY]... [--remove PUBLIC-KEY] [--minimum N] --key KEYFILE "
                  "--node URL [OPTIONS]",
                  "propose INPUT --key KEYFILE --node URL [OPTIONS]",
                  "cosign INNER-HASH --key KEYFILE --node URL [OPTIONS]"},
        .operands = {"show|change|propose|cosign [WORD]", 1, 2},
        .options = {},
        .notes =
            {Phrase{"change without --account makes the key's own account a multisig account, for "
                    "good: from then on only its cosignatories act for it.",
                    "--account のない change は、鍵の持ち主のアカウントをマルチシグにします。以後は"
                    "連署者だけが動かせ、元に戻せません。"},
             Phrase{
                 "propose wraps an unsigned transaction of the multisig account; `nem send` and "
                 "`nem mosaic` propose with --account. cosign shows what it agrees to, as a "
                 "node's pool holds it; its hash is computed here.",
                 "propose はマルチシグアカウントの未署名のトランザクションを包みます。`nem send` と"
                 " `nem mosaic` は --account で提案できます。cosign は、ノードにある提案の内容を"
                 "示します（ハッシュは手元で計算します）。"}},
        .examples = {{"dyepack nem multisig show "
                      "NC4C6P-SUW5CL-TDT5SX-AGJDQJ-GZNESK-FK5MCN-77OG --node "
                      "http://127.0.0.1:7890",
                      Phrase{"who signs for it, and what waits for signatures",
                             "誰が署名するか、何が署名待ちか"}}}};
    const auto repeated = [](OptionSpec option) {
        option.repeats = true;
        return option;
    };
    spec.options = {
        repeated(value_option("add", "PUBLIC-KEY",
                              Phrase{"change: a new cosignatory; may be given several times",
                                     "change: 加える連署者。複数回指定できます"})),
        repeated(value_option("remove", "PUBLIC-KEY",
                              Phrase{"change: a cosignatory that leaves, one at a time",
                                     "change: 外す連署者。一度に一人です"})),
        value_option("minimum", "N",
                     Phrase{"change: how many must sign from then on (0: all)",
                            "change: 以後に必要な署名の数（0 は全員）"})};
    add_common(spec);
    return spec;
}

CommandSpec announce_spec() {
    CommandSpec spec{
        .name = "nem announce",
        .summary = Phrase{"announce what was signed elsewhere, or what is left in the outbox",
                          "署名済みのもの、または送信箱に残るものをアナウンスする"},
        .usage = {"INPUT --node URL [OPTIONS]", "--node URL [OPTIONS]"},
        .operands = {"INPUT", 0, 1},
        .options = {},
        .notes = {Phrase{
                      "INPUT is what `nem sign` wrote, or any signed transaction. Its form and "
                      "its signature are checked first. Without INPUT everything in the outbox "
                      "that can still come into the chain is announced again.",
                      "INPUT は `nem sign` の出力など、署名済みのトランザクションです。先に形式と"
                      "署名を検査します。INPUT がなければ、送信箱のうちまだチェーンに入る可能性が"
                      "あるものをすべて送り直します。"},
                  Phrase{"Exit code 1: refused by every node, too late, or not agreed to.",
                         "終了コード 1: すべてのノードが拒否、期限切れ、または同意なし。"}},
        .examples = {{"dyepack nem announce announced.json --node http://127.0.0.1:7890 --wait",
                      Phrase{"what `nem sign` wrote, until it is in a block",
                             "`nem sign` の出力を送り、ブロックに入るまで待つ"}}}};
    add(spec.options, node_options());
    add(spec.options, outbox_options());
    return spec;
}

}  // namespace

std::vector<CommandSpec> nem_sending_specs() {
    return {send_spec(), mosaic_spec(), multisig_spec(), announce_spec()};
}

}  // namespace app

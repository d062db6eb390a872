#include "command_options.hpp"

namespace app {

using base::Phrase;

std::vector<OptionSpec> ledger_reading_options() {
    return {
        {.name = "input-format",
         .value = "FORMAT",
         .help = Phrase{"how to read the ledger; told from its content when left out (raw20 and "
                        "blocks never are)",
                        "台帳の形式。省略すると内容から判断します（raw20 とブロックは指定が必要）"},
         .choices = {"account-csv", "utxo-csv", "raw20", "nem-blocks", "bitcoin-blocks"}},
        {.name = "asset",
         .value = "ASSET",
         .help = Phrase{"which asset, where the ledger holds several",
                        "台帳に複数の資産があるとき、対象とする資産"},
         .choices = {}},
        {.name = "divisibility",
         .value = "N",
         .help = Phrase{"decimal places of the asset, 0 to 18 (XEM 6, BTC 8)",
                        "資産の小数点以下の桁数。0 から 18（XEM は 6、BTC は 8）"},
         .choices = {}},
        {.name = "chain",
         .value = "CHAIN",
         .help = Phrase{"whose addresses these are: they are checked and brought to one form "
                        "(default: the case's, else other)",
                        "アドレスのチェーン。検査して表記を統一します（既定: 事件の指定、なければ "
                        "other）"},
         .choices = {"nem", "bitcoin", "litecoin", "dash", "ethereum", "other"}},
    };
}

std::vector<OptionSpec> plan_options() {
    std::vector<OptionSpec> options{
        {.name = "ledger",
         .value = "PATH",
         .help = Phrase{"a ledger file, or a folder made by `dyepack import`",
                        "台帳ファイル、または `dyepack import` で作ったフォルダー"},
         .choices = {},
         .takes_path = true}};
    for (auto& option : ledger_reading_options()) { options.push_back(std::move(option)); }
    const std::vector<OptionSpec> rest{
        {.name = "theft",
         .value = "TX[:VOUT],...",
         .help = Phrase{"the transactions that are the theft", "流出にあたるトランザクション"},
         .choices = {}},
        {.name = "from-account",
         .value = "ACCOUNT",
         .help = Phrase{"every transfer out of this account is theft",
                        "このアカウントからの送金をすべて流出とみなします"},
         .choices = {}},
        {.name = "since",
         .value = "POSITION",
         .help = Phrase{"with --from-account: the first position of the theft",
                        "--from-account とともに: 流出の始まりの位置"},
         .choices = {}},
        {.name = "theft-until",
         .value = "POSITION",
         .help = Phrase{"with --from-account: the last position of the theft",
                        "--from-account とともに: 流出の終わりの位置"},
         .choices = {}},
        {.name = "boundary",
         .value = "FILE",
         .help = Phrase{"services at which the trace stops: CSV account,label[,kind] "
                        "(in place of the case's)",
                        "追跡を止めるサービスの一覧: CSV "
                        "account,label[,kind]（事件の一覧に代えて使います）"},
         .choices = {},
         .takes_path = true},
        {.name = "openings",
         .value = "FILE",
         .help = Phrase{"declared opening balances: CSV account,amount",
                        "期首残高の申告: CSV account,amount"},
         .choices = {},
         .takes_path = true},
        {.name = "until",
         .value = "POSITION",
         .help = Phrase{"stop after this position, which is included",
                        "この位置まで（この位置を含む）で止めます"},
         .choices = {}}};
    options.insert(options.end(), rest.begin(), rest.end());
    return options;
}

OptionSpec policy_option() {
    return {.name = "policy",
            .value = "POLICY,...",
            .help = Phrase{"how taint divides when holdings are spent; `all` for every one "
                           "(default: the case's, else fifo)",
                           "保有分が使われるときの汚染の分け方。`all` はすべて（既定: "
                           "事件の指定、なければ fifo）"},
            .choices = {"poison", "haircut", "fifo", "lifo", "tiho", "all"}};
}

OptionSpec json_option() {
    return {.name = "json",
            .value = "",
            .help = Phrase{"one JSON document on standard output, the same in every language",
                           "標準出力に JSON 文書を 1 つ書き出します（言語によらず同じ内容）"},
            .choices = {}};
}

OptionSpec out_option(Phrase help) {
    return {
        .name = "out", .value = "PATH", .help = std::move(help), .choices = {}, .takes_path = true};
}

}  // namespace app

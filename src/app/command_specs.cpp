#include "command_specs.hpp"

#include <algorithm>

#include "command_options.hpp"
#include "crawl/spec.hpp"
#include "marking/spec.hpp"
#include "nem_specs.hpp"
#include "replay/spec.hpp"
#include "sending/specs.hpp"
#include "watch/spec.hpp"

namespace app {

using base::Phrase;

namespace {

const std::string kCoincheck = "cases/coincheck-2018/case.yaml";

Phrase case_or_ledger_note() {
    return {
        "Name a case file, or a ledger with its theft (--theft or --from-account). A position is a "
        "height (a bare integer) or a time with date and zone (2018-01-26T00:02+09:00).",
        "事件ファイルを指定するか、台帳と流出（--theft または --from-account）を指定します。"
        "位置は、高さ（整数）か、日付とタイムゾーンのある時刻（2018-01-26T00:02+09:00）です。"};
}

CommandSpec trace_spec() {
    CommandSpec spec{
        .name = "trace",
        .summary = Phrase{"follow stolen coins through a ledger: who holds them now, exactly",
                          "流出した資産を台帳の上で追跡し、今どこにいくらあるかを正確に示す"},
        .usage = {"CASE.yaml [OPTIONS]", "--ledger PATH --theft TX,... [OPTIONS]",
                  "--ledger PATH --from-account ACCOUNT [--since P] [--theft-until P] [OPTIONS]"},
        .operands = {"CASE.yaml", 0, 1},
        .options = plan_options(),
        .notes = {case_or_ledger_note(),
                  Phrase{"graphml, gexf and nem2018 show one policy at a time; nem2018 writes "
                         "transactions.csv and accounts.csv into the folder --out.",
                         "graphml、gexf、nem2018 は方式を 1 つだけ扱います。nem2018 は --out "
                         "のフォルダーに "
                         "transactions.csv と accounts.csv を書きます。"}},
        .examples = {
            {"dyepack trace " + kCoincheck, Phrase{"the Coincheck theft of 2018, as a table",
                                                   "2018 年のコインチェック事件を表で見る"}},
            {"dyepack trace " + kCoincheck + " --policy all --json --out result.json",
             Phrase{"by every policy, as a document that `verify` can recompute",
                    "すべての方式で。`verify` で検算できる文書にする"}},
            {"dyepack trace --ledger btc.csv --input-format utxo-csv --chain bitcoin "
             "--theft 4a5e...:0 --policy haircut --format csv",
             Phrase{"one output of a Bitcoin transaction, one line a holder",
                    "ビットコインのトランザクションの出力 1 つを追跡し、保有者を 1 行ずつ出す"}}}};
    spec.options.push_back(policy_option());
    spec.options.push_back(
        {.name = "format",
         .value = "FORMAT",
         .help = Phrase{"how the result is written (default: table)", "結果の書式（既定: table）"},
         .choices = {"table", "json", "csv", "graphml", "gexf", "nem2018"}});
    spec.options.push_back(json_option());
    spec.options.push_back(out_option(
        Phrase{"write to this file (nem2018: folder), whole or not at all",
               "このファイル（nem2018 ではフォルダー）に書きます。途中までの出力は残しません"}));
    return spec;
}

CommandSpec explain_spec() {
    CommandSpec spec{
        .name = "explain",
        .summary = Phrase{"the paths by which stolen coins reached an account, with amounts",
                          "流出した資産がアカウントに届いた経路と、経路ごとの数量を示す"},
        .usage = {"CASE.yaml --account ACCOUNT [OPTIONS]",
                  "--ledger PATH --theft TX,... --account ACCOUNT [OPTIONS]"},
        .operands = {"CASE.yaml", 0, 1},
        .options = {{.name = "account",
                     .value = "ACCOUNT",
                     .help = Phrase{"the account to explain", "説明の対象とするアカウント"},
                     .choices = {}},
                    {.name = "paths",
                     .value = "N",
                     .help =
                         Phrase{"show at most N paths, the largest first (default: 20; in JSON "
                                "1000)",
                                "大きい順に最大 N 本の経路を示します（既定: 20、JSON では 1000）"},
                     .choices = {}}},
        .notes =
            {case_or_ledger_note(),
             Phrase{
                 "fifo, lifo and tiho: the paths account for every atom. haircut and poison: "
                 "those that contribute most, rounded down, and the rest as one sum.",
                 "fifo、lifo、tiho では経路の合計が最小単位まで一致します。haircut と poison では"
                 "寄与の大きい経路を切り捨てで示し、残りは合計だけを示します。"}},
        .examples = {{"dyepack explain " + kCoincheck +
                          " --account NCTWFI-OOVITR-ZYSYIG-Q3PEI3-IMVB25-KMED53-EWFQ",
                      Phrase{"how 30 million XEM came there", "3,000 万 XEM がどう届いたか"}}}};
    for (auto& option : plan_options()) { spec.options.push_back(std::move(option)); }
    spec.options.push_back(policy_option());
    spec.options.push_back(json_option());
    spec.options.push_back(
        out_option(Phrase{"write to this file, whole or not at all",
                          "このファイルに書きます。途中までの出力は残しません"}));
    return spec;
}

CommandSpec verify_spec() {
    return {
        .name = "verify",
        .summary = Phrase{"recompute a result from its case and ledger, and compare",
                          "結果を事件と台帳から計算し直し、一致するかを確かめる"},
        .usage = {"RESULT.json [--case FILE] [--ledger PATH] [--json]"},
        .operands = {"RESULT.json", 1, 1},
        .options = {{.name = "case",
                     .value = "FILE",
                     .help = Phrase{"the case file, where it is not where the result says",
                                    "結果に書かれた場所にないときの、事件ファイルの場所"},
                     .choices = {},
                     .takes_path = true},
                    {.name = "ledger",
                     .value = "PATH",
                     .help = Phrase{"the ledger, where it is not where the result says",
                                    "結果に書かれた場所にないときの、台帳の場所"},
                     .choices = {},
                     .takes_path = true},
                    json_option()},
        .notes = {Phrase{"No file that the result names is read unless it is a regular file "
                         "with the SHA-256 recorded for it; --case and --ledger are read "
                         "whatever theirs is.",
                         "結果が指すファイルは、記録された SHA-256 と一致する通常のファイルだけを"
                         "読みます。--case と --ledger のファイルは一致しなくても読みます。"},
                  Phrase{"Exit code 0: recomputed, equal. 1: a SHA-256 or a figure differs. "
                         "3: the document is malformed or a file is missing.",
                         "終了コード 0: 計算し直して一致。1: SHA-256 か数値が異なる。"
                         "3: 文書が正しくない、またはファイルがない。"}},
        .examples = {
            {"dyepack verify result.json", Phrase{"is this result what the program computes?",
                                                  "この結果はプログラムの計算どおりか"}}}};
}

CommandSpec import_spec() {
    CommandSpec spec{
        .name = "import",
        .summary = Phrase{"check ledger files and write them as one normalised ledger",
                          "台帳ファイルを検査し、整えた 1 つの台帳にまとめる"},
        .usage = {"FILE|DIR... --into DIR [OPTIONS]"},
        .operands = {"FILE", 1, 4096},
        .options = {{.name = "into",
                     .value = "DIR",
                     .help = Phrase{"the folder to make; it must be new or empty",
                                    "作成するフォルダー。新規か空であること"},
                     .choices = {},
                     .takes_path = true},
                    {.name = "openings",
                     .value = "FILE",
                     .help = Phrase{"declared opening balances: CSV account,amount",
                                    "期首残高の申告: CSV account,amount"},
                     .choices = {},
                     .takes_path = true}},
        .notes = {Phrase{"Nothing is left behind when a file has an error.",
                         "ファイルに誤りがあれば、何も残しません。"}},
        .examples = {
            {"dyepack import 2018-01.csv.gz 2018-02.csv.gz --into ledger --divisibility 6 "
             "--chain nem",
             Phrase{"two months of transfers as one ledger", "2 か月分の送金を 1 つの台帳にする"}},
            {"dyepack import --input-format bitcoin-blocks ~/.bitcoin/blocks --into btc",
             Phrase{"a node's blk*.dat as a ledger", "ノードの blk*.dat を台帳にする"}}}};
    for (auto& option : ledger_reading_options()) { spec.options.push_back(std::move(option)); }
    spec.options.push_back(json_option());
    return spec;
}

CommandSpec report_spec() {
    return {.name = "report",
            .summary = Phrase{"write the case as one HTML file that prints well",
                              "事件を、印刷にも適した 1 つの HTML ファイルにまとめる"},
            .usage = {"CASE.yaml [--lang en|ja] [--out FILE]"},
            .operands = {"CASE.yaml", 1, 1},
            .options = {out_option(
                Phrase{"the file to write (default: ID-report.LANG.html here)",
                       "書き出すファイル（既定: このフォルダーの ID-report.LANG.html）"})},
            .notes = {},
            .examples = {{"dyepack report " + kCoincheck + " --lang ja",
                          Phrase{"writes coincheck-2018-report.ja.html",
                                 "coincheck-2018-report.ja.html を書き出す"}}}};
}

CommandSpec diff_spec() {
    return {.name = "diff",
            .summary =
                Phrase{"what moved between two results", "2 つの結果のあいだで何が動いたかを示す"},
            .usage = {"A.json B.json [--json]"},
            .operands = {"RESULT.json", 2, 2},
            .options = {json_option()},
            .notes = {Phrase{
                "Exit code 0 whether or not anything moved: a difference is an answer, "
                "not a fault.",
                "動きの有無にかかわらず終了コードは 0 です。違いは誤りではなく答えだからです。"}},
            .examples = {{"dyepack diff monday.json tuesday.json",
                          Phrase{"holders that appeared, left, gained or lost",
                                 "現れた、消えた、増えた、減った保有者"}}}};
}

CommandSpec case_new_spec() {
    return {.name = "case new",
            .summary = Phrase{"ask about a theft and write its case file",
                              "質問に答えて、流出の事件ファイルを作る"},
            .usage = {"[DIR]"},
            .operands = {"DIR", 0, 1},
            .options = {},
            .notes = {Phrase{"Answers may also be piped in, one a line.",
                             "回答を 1 行に 1 つずつ、パイプで渡すこともできます。"}},
            .examples = {
                {"dyepack case new cases/my-case",
                 Phrase{"writes cases/my-case/case.yaml", "cases/my-case/case.yaml を書き出す"}}}};
}

}  // namespace

const std::vector<CommandSpec>& command_specs() {
    static const std::vector<CommandSpec> specs = [] {
        std::vector<CommandSpec> all{trace_spec(),  explain_spec(), verify_spec(),   import_spec(),
                                     report_spec(), diff_spec(),    case_new_spec(), watch_spec(),
                                     mark_spec(),   replay_spec()};
        for (auto& spec : nem_command_specs()) { all.push_back(std::move(spec)); }
        for (auto& spec : nem_sending_specs()) { all.push_back(std::move(spec)); }
        all.push_back(nem_crawl_spec());
        return all;
    }();
    return specs;
}

std::string_view group_of(const CommandSpec& command) {
    const auto space = command.name.find(' ');
    return space == std::string_view::npos ? std::string_view{} : command.name.substr(0, space);
}

std::string_view last_word_of(const CommandSpec& command) {
    return command.name.substr(command.name.rfind(' ') + 1);
}

std::vector<const CommandSpec*> commands_of_group(std::string_view word) {
    std::vector<const CommandSpec*> found;
    for (const auto& command : command_specs()) {
        if (!word.empty() && group_of(command) == word) { found.push_back(&command); }
    }
    return found;
}

const CommandSpec* find_command(std::string_view name) {
    const auto& specs = command_specs();
    const auto found = std::ranges::find(specs, name, &CommandSpec::name);
    return found == specs.end() ? nullptr : &*found;
}

const std::vector<OptionSpec>& common_options() {
    static const std::vector<OptionSpec> options{
        {.name = "lang",
         .value = "en|ja",
         .help =
             Phrase{"language of help, tables and errors (default: LC_ALL or LANG), never of JSON",
                    "ヘルプ、表、エラーの言語（既定: LC_ALL か LANG）。JSON には影響しません"},
         .choices = {"en", "ja"}},
        {.name = "help",
         .value = "",
         .help = Phrase{"show this help", "このヘルプを表示します"},
         .choices = {}}};
    return options;
}

const std::vector<Phrase>& exit_code_meanings() {
    static const std::vector<Phrase> meanings{
        {"done", "完了"},
        {"a finding that asks for action (a check failed, books do not close)",
         "対処を要する結果（検証の不一致、帳尻が合わないなど）"},
        {"the command line is not understood", "コマンドラインの誤り"},
        {"bad input, a missing or unreadable file included",
         "入力の誤り（ファイルがない、読めない場合を含む）"},
        {"the world failed (disk, network)", "外部の障害（ディスク、ネットワーク）"}};
    return meanings;
}

}  // namespace app

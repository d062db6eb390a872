#include "nem_specs.hpp"

#include "command_options.hpp"

namespace app {

using base::Phrase;

namespace {

OptionSpec passphrase_option() {
    return {.name = "passphrase-file",
            .value = "FILE",
            .help = Phrase{"the passphrase, one line; without this it is asked on the terminal, "
                           "where nobody sees it",
                           "パスフレーズの 1 行を読むファイル。省略すると端末で尋ねます"
                           "（入力は表示されません）"},
            .choices = {},
            .takes_path = true};
}

OptionSpec key_option(Phrase help) {
    return {.name = "key",
            .value = "KEYFILE",
            .help = std::move(help),
            .choices = {},
            .takes_path = true};
}

Phrase input_note() {
    return {
        "INPUT is a file, `-` for standard input, or hexadecimal digits. It holds one "
        "transaction or block: NEM's own bytes, the same in hexadecimal, NIS's JSON, what is "
        "announced ({\"data\",\"signature\"}), or what `nem decode --json` wrote.",
        "INPUT はファイル、`-`（標準入力）、または 16 進数です。中身はトランザクションか"
        "ブロック 1 つで、NEM のバイト列、その 16 進数、NIS の JSON、アナウンスの "
        "JSON（{\"data\",\"signature\"}）、`nem decode --json` の出力のいずれかです。"};
}

CommandSpec address_spec() {
    return {
        .name = "nem address",
        .summary = Phrase{"check a NEM address, or show a public key's addresses",
                          "NEM のアドレスを検査する。公開鍵のアドレスを示す"},
        .usage = {"ADDRESS [--json]", "PUBLIC-KEY [--json]"},
        .operands = {"ADDRESS|PUBLIC-KEY", 1, 1},
        .options = {json_option()},
        .notes = {Phrase{"Exit code 1: the address's checksum is wrong. Hyphens, spaces and "
                         "small letters are accepted.",
                         "終了コード 1: チェックサムの誤り。ハイフン、空白、小文字も使えます。"}},
        .examples = {{"dyepack nem address NC4C6P-SUW5CL-TDT5SX-AGJDQJ-GZNESK-FK5MCN-77OG",
                      Phrase{"is it an address, and of which network?",
                             "アドレスとして正しいか、どのネットワークのものか"}},
                     {"dyepack nem address "
                      "8d07f90fb4bbe7715fa327c926770166a11be2e494a970605f2e12557f66c9b9",
                      Phrase{"a public key's address on every network",
                             "公開鍵の各ネットワークでのアドレス"}}}};
}

CommandSpec key_spec() {
    return {
        .name = "nem key",
        .summary = Phrase{"make a key file, import a private key, or show whose a key file is",
                          "鍵ファイルを作る。秘密鍵を取り込む。鍵ファイルの持ち主を示す"},
        .usage = {"KEYFILE [--open] [--json]", "KEYFILE --new [--cost LEVEL]",
                  "KEYFILE --import [--private-key-file FILE]"},
        .operands = {"KEYFILE", 1, 1},
        .options = {{.name = "new",
                     .value = "",
                     .help = Phrase{"make a new key, at random", "新しい鍵を乱数から作ります"},
                     .choices = {}},
                    {.name = "import",
                     .value = "",
                     .help = Phrase{"seal a private key that you have; it is asked on the terminal",
                                    "お持ちの秘密鍵を封入します（端末で尋ねます）"},
                     .choices = {}},
                    {.name = "private-key-file",
                     .value = "FILE",
                     .help = Phrase{"with --import: read it from this file instead",
                                    "--import とともに: このファイルから読みます"},
                     .choices = {},
                     .takes_path = true},
                    passphrase_option(),
                    {.name = "cost",
                     .value = "LEVEL",
                     .help = Phrase{"what each guess at the passphrase costs, 64 MiB to 1 GiB of "
                                    "memory (default: moderate)",
                                    "パスフレーズの推測 1 回の重さ。メモリー 64 MiB ～ 1 GiB"
                                    "（既定: moderate）"},
                     .choices = {"interactive", "moderate", "sensitive"}},
                    {.name = "open",
                     .value = "",
                     .help = Phrase{"open the file with its passphrase: proves that the public key "
                                    "is its own",
                                    "パスフレーズで開き、公開鍵がこのファイルのものかを確かめます"},
                     .choices = {}},
                    json_option()},
        .notes =
            {Phrase{"The private key is never shown, and neither it nor the passphrase is ever an "
                    "argument: every user of a system can read those. Whoever loses the "
                    "passphrase has lost the key.",
                    "秘密鍵を表示することはありません。秘密鍵もパスフレーズも、ほかの利用者から"
                    "見えるコマンド引数では受け取りません。パスフレーズを失うと鍵も失われます。"},
             Phrase{"A key file is never overwritten, and only its owner may read it. Its form: "
                    "docs/formats.md.",
                    "鍵ファイルは上書きせず、所有者だけが読めるように作ります。書式は "
                    "docs/formats.md にあります。"}},
        .examples = {{"dyepack nem key marker.key --new",
                      Phrase{"a new key; its passphrase is asked twice",
                             "新しい鍵を作る（パスフレーズを 2 回尋ねます）"}},
                     {"dyepack nem key marker.key",
                      Phrase{"its public key and addresses", "公開鍵とアドレスを見る"}}}};
}

CommandSpec decode_spec() {
    return {
        .name = "nem decode",
        .summary = Phrase{"show what a NEM transaction or block says, and its hash",
                          "NEM のトランザクションやブロックの内容とハッシュを示す"},
        .usage = {"INPUT [--json]", "INPUT --key KEYFILE [--other PUBLIC-KEY] [--json]"},
        .operands = {"INPUT", 1, 1},
        .options = {key_option(Phrase{"read an encrypted message with this key",
                                      "暗号化されたメッセージをこの鍵で読みます"}),
                    {.name = "other",
                     .value = "PUBLIC-KEY",
                     .help = Phrase{"with --key: the other party, where you are the sender "
                                    "(default: the sender)",
                                    "--key とともに: 自分が送り手のときの相手の公開鍵"
                                    "（既定: 送り手）"},
                     .choices = {}},
                    passphrase_option(),
                    json_option()},
        .notes = {input_note(),
                  Phrase{
                      "Nothing is checked here but the form: `dyepack nem verify` checks "
                      "signatures.",
                      "ここで調べるのは形式だけです。署名は `dyepack nem verify` で検証します。"}},
        .examples = {{"dyepack nem decode block-1362645.json",
                      Phrase{"a block as a node's REST interface gave it",
                             "ノードの REST で得たブロックを見る"}},
                     {"dyepack nem decode announced.json --json",
                      Phrase{"hash, bytes and NIS's JSON of what is to be announced",
                             "アナウンスする内容のハッシュ、バイト列、NIS の JSON"}}}};
}

CommandSpec sign_spec() {
    return {
        .name = "nem sign",
        .summary = Phrase{"sign a NEM transaction with a key file, for announcing",
                          "NEM のトランザクションに鍵ファイルで署名し、アナウンス用に出力する"},
        .usage = {"INPUT --key KEYFILE [OPTIONS]"},
        .operands = {"INPUT", 1, 1},
        .options = {key_option(Phrase{"the signer's key file", "署名者の鍵ファイル"}),
                    passphrase_option(),
                    {.name = "encrypt-for",
                     .value = "PUBLIC-KEY",
                     .help = Phrase{"encrypt the transfer's message for this recipient first",
                                    "署名の前に、送金のメッセージをこの受け手宛てに暗号化します"},
                     .choices = {}},
                    {.name = "cipher",
                     .value = "CIPHER",
                     .help = Phrase{"with --encrypt-for (default: aes-gcm; wallets of 2018 read "
                                    "aes-cbc alone)",
                                    "--encrypt-for の方式（既定: aes-gcm。2018 年のウォレットは "
                                    "aes-cbc だけを読めます）"},
                     .choices = {"aes-gcm", "aes-cbc"}},
                    out_option(Phrase{"write to this file, whole or not at all",
                                      "このファイルに書きます。途中までの出力は残しません"})},
        .notes = {input_note(),
                  Phrase{"Fee, time stamp and deadline are signed as they stand: an encrypted "
                         "message is longer, and costs more. Nothing is sent: the output is what "
                         "POST /transaction/announce takes. On a terminal the transaction is shown "
                         "on standard error.",
                         "手数料、作成時刻、期限は書かれたまま署名します（暗号化したメッセージは"
                         "長くなり、手数料も増えます）。送信はしません。出力は POST "
                         "/transaction/announce の本文です。端末では内容を標準エラーに示します。"}},
        .examples = {{"dyepack nem sign unsigned.json --key marker.key --out announced.json",
                      Phrase{"what may then be announced to any node",
                             "任意のノードにアナウンスできる形にする"}}}};
}

CommandSpec verify_spec() {
    return {
        .name = "nem verify",
        .summary = Phrase{"check every signature of a NEM transaction or block",
                          "NEM のトランザクションやブロックの署名をすべて検証する"},
        .usage = {"INPUT [--json]"},
        .operands = {"INPUT", 1, 1},
        .options = {json_option()},
        .notes = {input_note(),
                  Phrase{"As NIS judges: in the form to which it brings what it reads, with the "
                         "cosignatures of multisig transactions. Exit code 1: a signature is not "
                         "valid.",
                         "NIS と同じく正規の形に直して判定し、マルチシグの連署も検証します。"
                         "終了コード 1: 不正な署名がある。"}},
        .examples = {{"dyepack nem verify block-1362645.json",
                      Phrase{"the harvester's signature and those of all transactions",
                             "ハーベスターの署名と、全トランザクションの署名"}}}};
}

}  // namespace

std::vector<CommandSpec> nem_command_specs() {
    return {address_spec(), key_spec(), decode_spec(), sign_spec(), verify_spec()};
}

}  // namespace app

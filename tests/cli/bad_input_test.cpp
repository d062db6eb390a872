// Bad input gets an error that names the file, the place, what is wrong and what was expected, exit
// code 3, and no output half written.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <zlib.h>

#include <csignal>
#include <cstdio>
#include <filesystem>

#include "program.hpp"

namespace cli {
namespace {

const std::string kHeader = "tx,height,from,to,amount,fee\n";

const std::string kSmallCase =
    "dyepack_case: 1\nid: x\ntitle:\n  en: x\n  ja: x\nchain: other\nasset: X\n"
    "divisibility: 0\nledger:\n  file: x.csv\ntheft:\n  transactions: [a]\n";

std::string gzipped(const std::string& text) {
    const Folder folder;
    const auto file = folder.at("x.gz");
    gzFile const out = gzopen(file.c_str(), "wb");
    gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
    gzclose(out);
    return read(file);
}

struct BadLedger {
    const char* name;
    std::string bytes;
    const char* place;  // after the file's name
    const char* said;
};

std::vector<BadLedger> bad_ledgers() {
    using std::string_literals::operator""s;
    const auto packed = gzipped(kHeader + "a,1,V,R,1,0\n");
    return {
        {"unknown columns", "x,y\n1,2\n", ":1:1: ", "expected"},
        {"rows out of order", kHeader + "a,2,V,R,1,0\nb,1,R,S,1,0\n",
         ":3:3: ", "must not decrease"},
        {"wrong decimal places", kHeader + "a,1,V,R,1.5,0\n", ":2:9: ", "decimal places"},
        {"an amount too large", kHeader + "a,1,V,R,99999999999999999999,0\n",
         ":2:9: ", "too large"},
        {"a total too large", kHeader + "a,1,V,R,18446744073709551615,0\nb,2,W,R,1,0\n",
         ":3:1: ", "too large"},
        {"a negative amount", kHeader + "a,1,V,R,-1,0\n", ":2:9: ", "negative"},
        {"an exponent", kHeader + "a,1,V,R,1e3,0\n", ":2:9: ", "exponent"},
        {"an empty file", "", ":1:1: ", "empty"},
        {"a header alone", kHeader, ":2:1: ", "no rows"},
        {"a truncated gzip", packed.substr(0, packed.size() - 6), ": ", "incomplete"},
        {"a NUL byte", kHeader + "a,1,V\0,R,1,0\n"s, ":2:6: ", "NUL"},
        {"a field of 10 MB", kHeader + "a,1," + std::string(10'000'000, 'V') + ",R,1,0\n",
         ":2:", "1 MiB"},
        {"a field too few", kHeader + "a,1,V,R,1\n", ":2:9: ", "the header has 6"},
        {"an unclosed quote", kHeader + "a,1,\"V,R,1,0\n", ":", "quot"},
        {"no UTF-8", kHeader + "a,1,\xff,R,1,0\n", ":2:5: ", "UTF-8"},
        {"a binary file", "\x7f"s + "ELF\1\1\1\0\0\0\0"s, ":", ""},
    };
}

TEST(BadInput, IsRefusedWithItsPlaceAndNothingIsWritten) {
    for (const auto& [name, bytes, place, said] : bad_ledgers()) {
        const Folder folder;
        const auto ledger = folder.write("bad.csv", bytes);
        const auto outcome = run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft",
                                  "a", "--json", "--out", folder.at("out.json")});
        EXPECT_EQ(outcome.code, 3) << name << outcome.err;
        EXPECT_TRUE(outcome.err.starts_with("dyepack: " + ledger + place)) << name << outcome.err;
        EXPECT_NE(outcome.err.find(said), std::string::npos) << name << outcome.err;
        EXPECT_TRUE(outcome.out.empty()) << name;
        EXPECT_EQ(folder.files(), std::vector<std::string>{"bad.csv"}) << name;
    }
}

TEST(BadInput, IsRefusedByImportWithoutLeavingAFolder) {
    for (const auto& [name, bytes, place, said] : bad_ledgers()) {
        const Folder folder;
        const auto ledger = folder.write("bad.csv", bytes);
        const auto outcome =
            run({"import", ledger, "--into", folder.at("ledger"), "--divisibility", "0"});
        EXPECT_EQ(outcome.code, 3) << name << outcome.err;
        EXPECT_EQ(folder.files(), std::vector<std::string>{"bad.csv"}) << name;
    }
}

TEST(BadInput, ExplainsAMissingFile) {
    const auto outcome =
        run({"trace", "--ledger", "/nowhere/x.csv", "--divisibility", "0", "--theft", "a"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_TRUE(outcome.err.starts_with("dyepack: /nowhere/x.csv: ")) << outcome.err;
    EXPECT_EQ(run({"trace", "/nowhere/case.yaml"}).code, 3);
    EXPECT_EQ(run({"verify", "/nowhere/r.json"}).code, 3);
}

TEST(BadInput, RefusesARowNameThatMeansTwoRows) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kHeader + "#2,1,V,T,10,0\n,2,T,A,4,0\n");
    const auto outcome = run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "#2"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("x.csv:2:1: "), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("`#2`"), std::string::npos) << outcome.err;
}

TEST(BadInput, ChecksAddressesWhereTheChainIsKnown) {
    const Folder folder;
    const std::string wrong = "NC4C6PSUW5CLTDT5SXAGJDQJGZNESKFK5MCN77OH";  // last letter
    const auto ledger = folder.write(
        "x.csv", kHeader + "a,1," + wrong + ",NCTWFIOOVITRZYSYIGQ3PEI3IMVB25KMED53EWFQ,1,0\n");
    const auto outcome =
        run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--chain", "nem"});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("x.csv:2:5: "), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find("checksum"), std::string::npos) << outcome.err;
    const auto named = run({"explain", "cases/coincheck-2018/case.yaml", "--account", wrong},
                           {.folder = DYEPACK_SOURCE_DIR});
    EXPECT_EQ(named.code, 3);
    EXPECT_NE(named.err.find("checksum"), std::string::npos) << named.err;
}

TEST(BadInput, NamesATheftThatIsNotThere) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    for (const auto* const language : {"C.UTF-8", "ja_JP.UTF-8"}) {
        const auto outcome =
            run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a,nope"},
                {.language = language});
        EXPECT_EQ(outcome.code, 3);
        EXPECT_NE(outcome.err.find("nope"), std::string::npos) << outcome.err;
    }
    const auto account =
        run({"trace", "--ledger", ledger, "--divisibility", "0", "--from-account", "X"});
    EXPECT_EQ(account.code, 3);
    EXPECT_NE(account.err.find("sends nothing"), std::string::npos) << account.err;
}

TEST(BadInput, ABoundaryThatTheLedgerDoesNotKnowIsAWarning) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const auto list =
        folder.write("b.csv", "account,label,kind\nX,Big Exchange,exchange\nQ,?,mixer\n");
    const auto outcome = run(
        {"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--boundary", list});
    EXPECT_EQ(outcome.code, 0);
    EXPECT_NE(outcome.err.find("warning: " + list + ":3: "), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.out.find("Big Exchange"), std::string::npos);
}

TEST(BadInput, ReadsYamlStrictly) {
    const std::string good = kSmallCase;
    struct Case {
        const char* name;
        std::string yaml;
        int code;
    };
    const Case cases[] = {{"as it should be", good, 0},
                          {"a key twice", good + "id: y\n", 3},
                          {"an anchor", good + "policy: &p fifo\n", 3},
                          {"an unknown key", good + "polcy: fifo\n", 3},
                          {"a policy nobody knows", good + "policy: best\n", 3},
                          {"no YAML", "{", 3},
                          {"empty", "", 3}};
    for (const auto& [name, yaml, code] : cases) {
        const Folder folder;
        std::ignore = folder.write("x.csv", kSmallLedger);
        const auto file = folder.write("case.yaml", yaml);
        const auto outcome = run({"trace", file});
        EXPECT_EQ(outcome.code, code) << name << outcome.err;
        if (code != 0) { EXPECT_TRUE(outcome.err.starts_with("dyepack: " + file)) << outcome.err; }
    }
    const Folder folder;
    std::ignore = folder.write("x.csv", kSmallLedger);
    auto theft = good;
    theft.replace(theft.find("[a]"), 3, "[a, nope]");
    const auto outcome = run({"trace", folder.write("case.yaml", theft)});
    EXPECT_EQ(outcome.code, 3);
    EXPECT_NE(outcome.err.find("case.yaml:12:"), std::string::npos) << outcome.err;
}

TEST(BadInput, AFileThatTheCaseNamesIsComplainedOfWhereItIsNamed) {
    const Folder folder;
    const auto file = folder.write("case.yaml", kSmallCase);
    const auto english = run({"trace", file});
    EXPECT_EQ(english.code, 3);
    EXPECT_TRUE(english.err.starts_with("dyepack: " + file + ":10:9: " + folder.at("x.csv") +
                                        ": cannot be read: No such file or directory"))
        << english.err;
    const auto japanese = run({"trace", file, "--lang", "ja"});
    EXPECT_NE(japanese.err.find("そのようなファイルやフォルダーはありません"), std::string::npos);
    EXPECT_EQ(japanese.err.find("No such"), std::string::npos) << japanese.err;
}

TEST(BadInput, ATheftMustMoveCoinsToAnother) {
    const Folder folder;
    const auto accounts =
        folder.write("x.csv", kHeader + "a,1,V,R,0,0\nb,2,V,V,5,0\nc,3,V,R,1,0\n");
    const auto outputs = folder.write("u.csv",
                                      "txid,height,inputs,outputs\n"
                                      "t,1,,0:5:A|1:6:B\n");
    const auto of_accounts = [&](const std::string& theft) {
        return run({"trace", "--ledger", accounts, "--divisibility", "0", "--theft", theft});
    };
    struct Case {
        Outcome outcome;
        const char* said;
    };
    const Case cases[] = {
        {of_accounts("a"), "x.csv:2:1: the theft a moves 0 coins"},
        {of_accounts("b"), "x.csv:3:1: the theft b moves coins from an account to itself"},
        {of_accounts("c:0"),
         "only ledgers of outputs (UTXO) have them, and this one is of accounts; expected c"},
        {of_accounts("#1:0"), "this one is of accounts; expected #1"},
        {run({"trace", "--ledger", outputs, "--theft", "t:9"}),
         "the transaction t has no output 9, expected one of 0, 1"},
    };
    for (const auto& [outcome, said] : cases) {
        EXPECT_EQ(outcome.code, 3) << said;
        EXPECT_NE(outcome.err.find(said), std::string::npos) << outcome.err;
    }
}

TEST(BadInput, ATheftOfTheCaseIsComplainedOfThereAndSaysWhereItsRowIs) {
    const Folder folder;
    auto yaml = kSmallCase;
    const auto file = folder.write("case.yaml", yaml);
    const auto ledger = folder.write("x.csv", kHeader + "a,1,V,V,5,0\n");
    const auto itself = run({"trace", file});
    EXPECT_EQ(itself.code, 3);
    EXPECT_TRUE(itself.err.starts_with("dyepack: " + file + ":12:")) << itself.err;
    EXPECT_NE(itself.err.find("to itself"), std::string::npos) << itself.err;
    EXPECT_NE(itself.err.find("(" + ledger + ":2)"), std::string::npos) << itself.err;
    yaml.replace(yaml.find("  transactions: [a]"), 19,
                 "  from_account: V\n  since: \"3\"\n  until: \"2\"");
    std::ignore = folder.write("case.yaml", yaml);
    std::ignore = folder.write("x.csv", kSmallLedger);
    const auto backwards = run({"trace", file});
    EXPECT_EQ(backwards.code, 3);
    EXPECT_TRUE(backwards.err.starts_with("dyepack: " + file + ":13:")) << backwards.err;
}

TEST(BadInput, NoResultIsWrittenOverAFileOfTheCase) {
    const Folder folder;
    const auto file = folder.write("case.yaml", kSmallCase);
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const auto refused = run({"trace", file, "--json", "--out", ledger});
    EXPECT_EQ(refused.code, 2);
    EXPECT_NE(refused.err.find("would overwrite an input"), std::string::npos) << refused.err;
    EXPECT_EQ(read(ledger), kSmallLedger);
    const auto list = folder.write("transactions.csv", "account,label\n");
    const auto named = folder.write("case.yaml", kSmallCase + "boundaries: transactions.csv\n");
    const auto folder_too = run({"trace", named, "--format", "nem2018", "--out", folder.path()});
    EXPECT_EQ(folder_too.code, 2) << folder_too.err;
    EXPECT_EQ(read(list), "account,label\n");
    ASSERT_EQ(run({"import", ledger, "--into", folder.at("led"), "--divisibility", "0"}).code, 0);
    const auto imported = run({"trace", "--ledger", folder.at("led"), "--divisibility", "0",
                               "--theft", "a", "--out", folder.at("led/openings.csv")});
    EXPECT_EQ(imported.code, 2) << imported.err;
}

TEST(BadInput, MarksCrlfAndAMissingNewlineAreFine) {
    const Folder folder;
    const auto ledger =
        folder.write("x.csv", "\xef\xbb\xbftx,height,from,to,amount\r\na,1,V,R,5\r\nb,2,R,S,5");
    const auto outcome =
        run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--json"});
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_NE(outcome.out.find("\"transfers_read\": 2"), std::string::npos);
}

TEST(BadInput, RefusesControlCharactersInAddressesAndShowsThem) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kHeader + "a,1,V,R\x1b[2J\xe2\x80\xae,5,0\n");
    const auto said = run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a"});
    EXPECT_EQ(said.code, 3);
    EXPECT_EQ(said.err.find('\x1b'), std::string::npos);
    EXPECT_NE(said.err.find("\\u{001B}"), std::string::npos) << said.err;
}

TEST(BadInput, HostileTextReachesNoTerminalAndNoSpreadsheet) {
    const Folder folder;
    const auto ledger = folder.write(
        "x.csv",
        "tx,height,from,to,amount,message\na,1,V,R,5,@x\n=b\x1b[2J,2,R,=S,2,+x\nc,3,=S,X,1,\n");
    const auto list =
        folder.write("b.csv", "account,label,kind\nX,=label\x1b[2J\xe2\x80\xae,exchange\n");
    const std::vector<std::string> trace{
        "trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a", "--boundary", list};
    const auto as = [&](const std::string& format) {
        auto words = trace;
        words.insert(words.end(), {"--format", format, "--out", folder.at(format)});
        const auto said = run(words);
        EXPECT_EQ(said.code, 0) << said.err;
    };
    for (const std::string format : {"table", "graphml", "gexf"}) {
        as(format);
        const auto text = read(folder.at(format));
        EXPECT_EQ(text.find('\x1b'), std::string::npos) << format;
        EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos) << format;
    }
    as("csv");
    EXPECT_NE(read(folder.at("csv")).find(",'=S,"), std::string::npos);
    EXPECT_EQ(read(folder.at("csv")).find('\x1b'), std::string::npos);
    EXPECT_NE(read(folder.at("csv")).find("b\\u{001B}[2J"), std::string::npos)
        << read(folder.at("csv"));
    as("nem2018");
    const auto transactions = read(folder.at("nem2018/transactions.csv"));
    EXPECT_NE(transactions.find(",'@x,"), std::string::npos) << transactions;
    EXPECT_NE(transactions.find(",'+x,"), std::string::npos) << transactions;
}

TEST(FullDisk, IsTheWorldsFaultAndIsNotPassedOver) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    const std::vector<std::string> trace{"trace", "--ledger", ledger, "--divisibility",
                                         "0",     "--theft",  "a",    "--json"};
    const auto piped = run(trace, {.standard_out = "/dev/full"});
    EXPECT_EQ(piped.code, 4);
    EXPECT_FALSE(piped.err.empty());
    auto to_file = trace;
    to_file.insert(to_file.end(), {"--out", "/dev/full"});
    EXPECT_EQ(run(to_file).code, 4);
    auto nowhere = trace;
    nowhere.insert(nowhere.end(), {"--out", folder.at("no/such/folder/x.json")});
    EXPECT_EQ(run(nowhere).code, 4);
    EXPECT_EQ(folder.files(), std::vector<std::string>{"x.csv"});
}

TEST(FullDisk, LeavesBothFilesOfNem2018OrNone) {
    const Folder folder;
    const auto ledger = folder.write("x.csv", kSmallLedger);
    std::filesystem::create_directories(folder.path() / "new" / "accounts.csv");
    // A folder in the place of the second file: it can never be written.
    const auto out = folder.at("new");
    const auto said = run({"trace", "--ledger", ledger, "--divisibility", "0", "--theft", "a",
                           "--format", "nem2018", "--out", out});
    EXPECT_EQ(said.code, 4) << said.err;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "new" / "transactions.csv"));
}

TEST(FullDisk, LeavesNoFolderThatItMade) {
    const Folder folder;
    std::string bytes = kHeader;
    for (int i = 0; i < 500; ++i) { bytes += "a,1,V,R,1,0\n"; }
    const auto ledger = folder.write("x.csv", bytes);
    const std::vector<std::string> words{
        "trace",    "--ledger", ledger,  "--divisibility",    "0", "--theft", "a",
        "--format", "nem2018",  "--out", folder.at("new/nem")};
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{4'096, before.rlim_max};  // as on a disk that fills up
    auto* const handler = std::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto said = run(words);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::ignore = std::signal(SIGXFSZ, handler);
    EXPECT_EQ(said.code, 4) << said.err;
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "new"));
}

}  // namespace
}  // namespace cli

// What `nem send`, `nem mosaic` and `nem announce` send is taken by a node over its socket and
// comes into its blocks.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/terminal.hpp"
#include "network.hpp"

namespace sending {
namespace {

std::uint64_t fee_of(const Json& sent) { return std::stoull(sent["fee"].get<std::string>()); }

TEST(NemSend, PaysAndIsInABlock) {
    const Network network{2, 1};
    const auto& from = network.person(0).address;
    const auto& to = network.person(1).address;
    const auto before = network.balance(from);
    const auto sent = network.send({"nem", "send", to, "--xem", "1.5", "--message", "hello"}, 0);
    EXPECT_EQ(sent["state"], "included");
    EXPECT_EQ(sent["repeated"], false);
    EXPECT_EQ(sent["moved"], "1500000");
    EXPECT_EQ(network.balance(to), 1'500'000U);
    EXPECT_EQ(network.balance(from), before - 1'500'000 - fee_of(sent));
    const auto block = sent["height"].get<std::uint64_t>();
    const auto history = network.ask("/account/transfers/incoming?address=" + to)["data"];
    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history[0]["meta"]["height"], block);
    EXPECT_EQ(history[0]["meta"]["hash"]["data"], sent["hash"]);
    EXPECT_EQ(history[0]["transaction"]["message"]["payload"], "68656c6c6f");
    // The deadline is by the network's time, which here is that of 2018.
    const auto& transaction = sent["transaction"];
    EXPECT_EQ(transaction["deadline"].get<std::uint64_t>(),
              transaction["timeStamp"].get<std::uint64_t>() + 7'200);
    EXPECT_LT(transaction["timeStamp"].get<std::uint64_t>(), 100'000'000U);
}

TEST(NemSend, SaidTwiceIsSentOnceAndWithANameAgain) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    const std::vector<std::string> words{"nem", "send", to, "--xem", "1"};
    const auto first = network.send(words, 0);
    const auto again = network.send(words, 0);
    EXPECT_EQ(again["repeated"], true);
    EXPECT_EQ(again["hash"], first["hash"]);
    EXPECT_EQ(network.balance(to), 1'000'000U);
    auto named = words;
    named.insert(named.end(), {"--order", "the second"});
    const auto second = network.send(named, 0);
    EXPECT_NE(second["hash"], first["hash"]);
    EXPECT_EQ(network.balance(to), 2'000'000U);
}

TEST(NemSend, ADryRunAndAnUnsignedOneSendNothing) {
    const Network network{2, 1};
    const auto& [file, key, from] = network.person(0);
    const auto& to = network.person(1).address;
    const auto shown = cli::run(network.asking(
        {"nem", "send", to, "--xem", "2", "--signer", key, "--dry-run", "--lang", "ja"}));
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_TRUE(shown.out.contains("2.050000 XEM")) << shown.out;
    const auto unsigned_file = network.folder().at("unsigned.json");
    const auto made = cli::run(network.asking(
        {"nem", "send", to, "--xem", "2", "--signer", key, "--unsigned", "--out", unsigned_file}));
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_EQ(network.balance(to), 0U);
    EXPECT_FALSE(std::filesystem::exists(network.outbox()));

    // Signed where there is no network, announced from here.
    const auto signed_file = network.folder().at("signed.json");
    const auto done = cli::run({"nem", "sign", unsigned_file, "--key", file, "--passphrase-file",
                                network.passphrase(), "--out", signed_file});
    ASSERT_EQ(done.code, 0) << done.err;
    const std::vector<std::string> announce{"nem",      "announce",       signed_file, "--yes",
                                            "--outbox", network.outbox(), "--wait",    "--json"};
    const auto announced = cli::run(network.asking(announce));
    EXPECT_EQ(announced.code, 0) << announced.err;
    EXPECT_EQ(Json::parse(announced.out)["state"], "included");
    EXPECT_EQ(network.balance(to), 2'000'000U);
    const auto again = cli::run(network.asking(announce));
    EXPECT_EQ(Json::parse(again.out)["repeated"], true);
    EXPECT_EQ(network.balance(to), 2'000'000U);
}

TEST(NemSend, EncryptsForTheRecipient) {
    const Network network{2, 2};
    const auto& to = network.person(1);
    const std::vector<std::string> words{"nem", "send",      to.address, "--xem",
                                         "1",   "--message", "secret",   "--encrypt"};
    const auto unknown = cli::run(network.signing(words, 0));
    EXPECT_EQ(unknown.code, 3) << unknown.out;
    EXPECT_TRUE(unknown.err.contains("--recipient-key")) << unknown.err;
    auto wrong = words;
    wrong.insert(wrong.end(), {"--recipient-key", network.person(0).public_key});
    EXPECT_EQ(cli::run(network.signing(wrong, 0)).code, 3);
    auto right = words;
    right.insert(right.end(), {"--recipient-key", to.public_key});
    const auto sent = network.send(right, 0);
    EXPECT_EQ(sent["transaction"]["message"]["type"], 2);
    const auto file = network.folder().write("sent.json", sent["transaction"].dump());
    const auto read = cli::run(
        {"nem", "decode", file, "--key", to.key_file, "--passphrase-file", network.passphrase()});
    EXPECT_EQ(read.code, 0) << read.err;
    EXPECT_TRUE(read.out.contains("secret")) << read.out;
}

TEST(NemSend, SaysNoBeforeAnythingIsSigned) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    struct Case {
        std::vector<std::string> words;
        std::size_t signer;
        int code;
        const char* said;
    };
    const std::vector<Case> cases{
        {{"nem", "send", to, "--xem", "1000001"}, 0, 3, "are needed"},
        {{"nem", "send", to, "--xem", "1"}, 1, 3, "are needed"},
        {{"nem", "send", to, "--mosaic", "no.such:one=1"}, 0, 3, "not known to the network"},
        {{"nem", "send", to, "--xem", "1", "--account", to}, 0, 3, "no multisig account"},
        {{"nem", "mosaic", "rent", "Bad"}, 0, 3, "Bad"},
        {{"nem", "mosaic", "define", "none:x", "--description", " "}, 0, 3, "description"},
        {{"nem", "mosaic", "supply", "none:x", "--add", "1"}, 0, 3, "not known to the network"},
    };
    for (const auto& [words, signer, code, said] : cases) {
        const auto outcome = cli::run(network.signing(words, signer));
        EXPECT_EQ(outcome.code, code) << words[2] << outcome.out;
        EXPECT_TRUE(outcome.err.contains(said)) << outcome.err;
    }
    EXPECT_EQ(network.balance(to), 0U);
}

TEST(NemSend, NobodyToAskAndNoYesSignsNothing) {
    const Network network{2, 1};
    const auto& to = network.person(1);
    const std::vector<std::vector<std::string>> commands{
        {"nem", "send", to.address, "--xem", "1"},
        {"nem", "mosaic", "rent", "my-marks"},
        {"nem", "multisig", "change", "--add", to.public_key}};
    for (const auto& command : commands) {
        auto words = network.signing(command, 0);
        std::erase(words, "--yes");
        for (const char* const answers : {"", "yes\n"}) {
            const auto refused = cli::run(words, {.answers = answers});
            EXPECT_EQ(refused.code, 2) << refused.out;
            EXPECT_TRUE(refused.err.contains("say --yes")) << refused.err;
            EXPECT_TRUE(refused.err.contains("balance")) << "it is shown before: " << refused.err;
        }
        words.insert(words.end(), {"--lang", "ja"});
        EXPECT_TRUE(cli::run(words).err.contains("--yes を付けて")) << command[1];
    }
    for (const auto& entry : std::filesystem::directory_iterator{network.outbox()}) {
        EXPECT_EQ(entry.path().filename(), "lock");
    }
    const auto waiting = network.ask("/account/unconfirmedTransactions?address=" +
                                     network.person(0).address)["data"];
    EXPECT_TRUE(waiting.is_array() && waiting.empty()) << waiting;
}

TEST(NemSend, TellsWhatANodeRefuses) {
    const Network network{2, 1};
    // No parent namespace: only the chain's state says no.
    auto words = network.signing({"nem", "mosaic", "rent", "nobody.sub"}, 0);
    words.emplace_back("--json");
    const auto refused = cli::run(words);
    EXPECT_EQ(refused.code, 1) << refused.err;
    const auto sent = Json::parse(refused.out);
    EXPECT_EQ(sent["state"], "refused");
    ASSERT_EQ(sent["refusals"].size(), 1U);
    EXPECT_EQ(sent["refusals"][0]["name"], "FAILURE_NAMESPACE_UNKNOWN");
    EXPECT_EQ(sent["refusals"][0]["node"], network.url());
}

TEST(NemSend, OneOfTwoNodesThatIsNotThereHoldsUpNothingWhereOneIsEnough) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    std::vector<std::string> words = network.signing({"nem", "send", to, "--xem", "1"}, 0);
    std::ranges::replace(words, network.url(), network.url() + ",http://127.0.0.1:1");
    EXPECT_EQ(cli::run(words).code, 4) << "two of two must agree";
    words.insert(words.end(), {"--agree", "1", "--wait", "--json"});
    const auto sent = cli::run(words);
    EXPECT_EQ(sent.code, 0) << sent.err;
    EXPECT_EQ(Json::parse(sent.out)["state"], "included");
    EXPECT_EQ(network.balance(to), 1'000'000U);
}

TEST(NemSend, NodesThatRefuseEveryOtherQuestionAreAskedAgain) {
    const cli::Folder folder;
    const auto script = folder.write("script.yaml",
                                     "dyepack_replay: 1\nscenes:\n"
                                     "  - {at: 2, do: refuse, every: 12, for: 10000}\n");
    const Network network{2, 1, {"--script", script}};
    const auto& to = network.person(1).address;
    auto words = network.signing({"nem", "send", to, "--xem", "1"}, 0);
    words.insert(words.end(), {"--wait", "--json"});
    const auto sent = cli::run(words);
    EXPECT_EQ(sent.code, 0) << sent.err;
    EXPECT_EQ(Json::parse(sent.out, nullptr, false)["state"], "included");
}

TEST(NemSend, ANodeOfAnotherNetworkIsNotBelieved) {
    const Network network{1, 1};
    const auto outcome = cli::run({"nem", "send", network.person(0).address, "--xem", "1", "--key",
                                   network.person(0).key_file, "--node", network.url(), "--yes"});
    EXPECT_EQ(outcome.code, 4);
    EXPECT_TRUE(outcome.err.contains("another network")) << outcome.err;
}

TEST(NemMosaic, IsRentedDefinedGrownAndGiven) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    EXPECT_EQ(network.send({"nem", "mosaic", "rent", "my-marks"}, 0)["moved"], "100000000");
    EXPECT_EQ(network.ask("/namespace?namespace=my-marks")["owner"], network.person(0).address);
    const auto defined = network.send(
        {"nem", "mosaic", "define", "my-marks:stolen", "--description", "Holds stolen coins"}, 0);
    EXPECT_EQ(defined["moved"], "10000000");
    const auto definition = network.ask("/mosaic/definition?mosaicId=my-marks:stolen");
    const Json properties = {{{"name", "divisibility"}, {"value", "0"}},
                             {{"name", "initialSupply"}, {"value", "10000"}},
                             {{"name", "supplyMutable"}, {"value", "true"}},
                             {{"name", "transferable"}, {"value", "false"}}};
    EXPECT_EQ(definition["properties"], properties);
    const auto grown =
        network.send({"nem", "mosaic", "supply", "my-marks:stolen", "--add", "5"}, 0);
    EXPECT_EQ(grown["state"], "included");
    EXPECT_EQ(network.ask("/mosaic/supply?mosaicId=my-marks:stolen")["supply"], 10'005);
    const auto marked = network.send(
        {"nem", "send", to, "--mosaic", "my-marks:stolen=1", "--message", "stolen"}, 0);
    EXPECT_EQ(marked["moved"], "0");
    const auto owned = network.ask("/account/mosaic/owned?address=" + to)["data"];
    ASSERT_EQ(owned.size(), 2U);
    EXPECT_EQ(owned[1]["mosaicId"]["name"], "stolen");
    EXPECT_EQ(owned[1]["quantity"], 1);
    const auto parts =
        cli::run(network.signing({"nem", "send", to, "--mosaic", "my-marks:stolen=0.5"}, 0));
    EXPECT_EQ(parts.code, 2) << "it is not divisible";
    const auto poor =
        cli::run(network.signing({"nem", "send", to, "--mosaic", "my-marks:stolen=10006"}, 0));
    EXPECT_EQ(poor.code, 3) << poor.err;
}

TEST(NemSendAtATerminal, AsksAndTakesNoForAnAnswer) {
    const Network network{2, 1};
    const auto& to = network.person(1).address;
    auto words = network.signing({"nem", "send", to, "--xem", "3"}, 0);
    std::erase(words, "--yes");
    for (const bool agreed : {false, true}) {
        cli::Terminal terminal{words};
        ASSERT_TRUE(terminal.wait_for("Sign and send this? (yes/no) [no]: ")) << terminal.shown;
        EXPECT_TRUE(terminal.shown.contains("3.050000 XEM")) << terminal.shown;
        terminal.type(agreed ? "yes\n" : "\n");
        const int status = terminal.wait();
        ASSERT_TRUE(WIFEXITED(status));
        EXPECT_EQ(WEXITSTATUS(status), agreed ? 0 : 1) << terminal.shown;
        EXPECT_EQ(terminal.shown.contains("was accepted by"), agreed) << terminal.shown;
    }
    auto waiting = network.asking({"nem", "announce", "--outbox", network.outbox(), "--wait"});
    EXPECT_EQ(cli::run(waiting).code, 0);
    EXPECT_EQ(network.balance(to), 3'000'000U);
}

}  // namespace
}  // namespace sending

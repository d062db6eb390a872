// What the sending commands refuse before any node is asked.
#include "nem_samples.hpp"

namespace cli {
namespace {

constexpr const char* kTo = "NA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRITRLARPW";

/// Nobody listens there.
std::vector<std::string> with_node(std::vector<std::string> words) {
    words.insert(words.end(), {"--node", "http://127.0.0.1:1", "--private"});
    return words;
}

TEST(NemSending, WordsThatMakeNoSenseAreTheCallersFault) {
    const std::string key{kPublicKey};
    struct Case {
        std::vector<std::string> words;
        const char* said;
    };
    const std::vector<Case> cases{
        {{"nem", "send", kTo, "--xem", "1", "--key", "k"}, "--node is missing"},
        {with_node({"nem", "send", kTo, "--xem", "1"}), "--key is missing"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--dry-run"}), "who signs?"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--key", "k", "--signer", key}),
         "--key and --signer"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--dry-run", "--unsigned"}),
         "--dry-run and --unsigned"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--signer", key, "--dry-run", "--wait"}),
         "--wait is for"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--key", "k", "--out", "f"}),
         "--out is for --unsigned"},
        {with_node({"nem", "send", kTo, "--key", "k"}), "nothing to send"},
        {with_node({"nem", "send", kTo, "--xem", "1.0000001", "--key", "k"}), "6 decimal places"},
        {with_node({"nem", "send", kTo, "--xem", "-1", "--key", "k"}), "--xem"},
        {with_node({"nem", "send", "NA3QGO", "--xem", "1", "--key", "k"}), "no NEM address"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--key", "k", "--network", "test"}),
         "no NEM address of this network"},
        {with_node({"nem", "send", kTo, "--mosaic", "a:b", "--key", "k"}), "names no quantity"},
        {with_node({"nem", "send", kTo, "--mosaic", "ab=1", "--key", "k"}), "NAMESPACE:NAME"},
        {with_node({"nem", "send", kTo, "--mosaic", "nem:xem=1", "--key", "k"}), "--xem"},
        {with_node({"nem", "send", kTo, "--message", "a", "--message-hex", "aa", "--key", "k"}),
         "exclude each other"},
        {with_node({"nem", "send", kTo, "--message-hex", "a", "--key", "k"}), "two for each byte"},
        {with_node({"nem", "send", kTo, "--message", std::string(1025, 'a'), "--key", "k"}),
         "1024"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--encrypt", "--key", "k"}), "no --message"},
        {with_node({"nem", "send", kTo, "--message", "a", "--cipher", "aes-cbc", "--key", "k"}),
         "for --encrypt"},
        {with_node({"nem", "send", kTo, "--message", "a", "--encrypt", "--cipher", "rot13", "--key",
                    "k"}),
         "aes-gcm or aes-cbc"},
        {with_node(
             {"nem", "send", kTo, "--message", "a", "--encrypt", "--account", kTo, "--key", "k"}),
         "multisig account"},
        {with_node({"nem", "send", kTo, "--message", "a", "--encrypt", "--recipient-key", "12",
                    "--key", "k"}),
         "64 hexadecimal digits"},
        {with_node(
             {"nem", "send", kTo, "--message", "a", "--encrypt", "--signer", key, "--dry-run"}),
         "--encrypt needs --key"},
        {with_node({"nem", "send", kTo, "--xem", "1", "--key", "k", "--deadline", "1441"}),
         "1 to 1440"},
        {with_node({"nem", "mosaic", "burn", "x", "--key", "k"}), "rent, define or supply"},
        {with_node({"nem", "mosaic", "define", "a:b", "--key", "k"}), "--description is missing"},
        {with_node({"nem", "mosaic", "define", "ab", "--description", "x", "--key", "k"}),
         "NAMESPACE:NAME"},
        {with_node({"nem", "mosaic", "define", "a:b", "--description", "x", "--divisibility", "7",
                    "--key", "k"}),
         "0 to 6"},
        {with_node({"nem", "mosaic", "rent", "a", "--add", "1", "--key", "k"}), "--add is not for"},
        {with_node({"nem", "mosaic", "supply", "a:b", "--key", "k"}), "--add UNITS or --remove"},
        {with_node({"nem", "mosaic", "supply", "a:b", "--add", "1", "--remove", "1", "--key", "k"}),
         "--add UNITS or --remove"},
        {with_node({"nem", "multisig", "burn"}), "show, change, propose or cosign"},
        {with_node({"nem", "multisig", "show"}), "expected an account"},
        {with_node({"nem", "multisig", "show", kTo, "--minimum", "1"}), "are for"},
        {with_node({"nem", "multisig", "change", "x", "--key", "k"}), "no further word"},
        {with_node({"nem", "multisig", "change", "--add", "12", "--key", "k"}),
         "64 hexadecimal digits"},
        {with_node({"nem", "multisig", "change", "--minimum", "33", "--key", "k"}), "0 to 32"},
        {with_node({"nem", "multisig", "cosign", "12", "--key", "k"}), "no hash"},
        {with_node({"nem", "multisig", "cosign", "--key", "k"}), "inner hash"},
        {with_node({"nem", "multisig", "propose", "--key", "k"}), "unsigned transaction"},
    };
    for (const auto& [words, said] : cases) {
        const auto outcome = run(words);
        std::string line;
        for (const auto& word : words) { line += word + " "; }
        EXPECT_EQ(outcome.code, 2) << line << "\n" << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << line << "\n" << outcome.err;
        EXPECT_TRUE(outcome.out.empty()) << line;
    }
}

TEST(NemSending, ANodeThatIsNotThereIsTheWorldsFaultAndNothingIsSigned) {
    const KeyFolder folder;
    const auto outbox = folder.at("outbox");
    const auto outcome = folder.run_with_key(
        with_node({"nem", "send", kTo, "--xem", "1", "--yes", "--outbox", outbox}));
    EXPECT_EQ(outcome.code, 4) << outcome.err;
    EXPECT_FALSE(std::filesystem::exists(outbox));
}

TEST(NemSending, AKeyFileThatIsNoneIsBadInput) {
    const Folder folder;
    const auto file = folder.write("key", "{}");
    EXPECT_EQ(run(with_node({"nem", "send", kTo, "--xem", "1", "--key", file})).code, 3);
    EXPECT_EQ(run(with_node({"nem", "send", kTo, "--xem", "1", "--key", file + "x"})).code, 3);
}

TEST(NemAnnounce, TakesOnlyWhatIsTrulySignedForThisNetwork) {
    const KeyFolder folder;
    const auto open = folder.write("unsigned.json", unsigned_transfer());
    const auto signed_file = folder.at("signed.json");
    const auto made = folder.run_with_key({"nem", "sign", open, "--out", signed_file});
    ASSERT_EQ(made.code, 0) << made.err;
    auto text = read(signed_file);
    const auto digit = text.find("\"signature\": \"") + 15;
    text[digit] = text[digit] == '0' ? '1' : '0';
    const auto forged = folder.write("forged.json", text);
    struct Case {
        std::string file;
        std::string network;
        int code;
        const char* said;
    };
    const std::vector<Case> cases{{open, "test", 3, "a signed transaction was expected"},
                                  {signed_file, "main", 3, "another network"},
                                  {forged, "test", 3, "not valid"},
                                  {signed_file, "test", 4, "cannot be reached"}};
    for (const auto& [file, network, code, said] : cases) {
        const auto outcome = run(with_node({"nem", "announce", file, "--yes", "--network", network,
                                            "--outbox", folder.at("outbox")}));
        EXPECT_EQ(outcome.code, code) << said << outcome.err;
        EXPECT_TRUE(outcome.err.contains(said)) << outcome.err;
    }
}

}  // namespace
}  // namespace cli

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <nlohmann/json.hpp>

#include "nem_samples.hpp"
#include "terminal.hpp"

namespace cli {
namespace {

using Json = nlohmann::json;

TEST(NemAddress, IsCheckedInAnyOfItsForms) {
    const auto good = run({"nem", "address", "ta3qgo-pbazdh-2fzhiw-mrc6ya-rfcqqu-kriqzt-ah6c"});
    EXPECT_EQ(good.code, 0) << good.err;
    EXPECT_TRUE(good.out.contains("test network")) << good.out;
    const auto wrong = run({"nem", "address", "TA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRIQZTAH6D"});
    EXPECT_EQ(wrong.code, 1);
    EXPECT_TRUE(wrong.out.contains("WRONG")) << wrong.out;
    const auto none = run({"nem", "address", "TA3QGO"});
    EXPECT_EQ(none.code, 3);
    EXPECT_TRUE(none.err.contains("40 letters")) << none.err;
    const auto json = Json::parse(
        run({"nem", "address", "TA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRIQZTAH6D", "--json"}).out);
    EXPECT_EQ(json["valid"], false);
    EXPECT_EQ(json["network"], nullptr);
}

TEST(NemAddress, OfAPublicKeyIsShownForEveryNetwork) {
    const auto said = run({"nem", "address", std::string{kPublicKey}, "--json"});
    const auto addresses = Json::parse(said.out)["addresses"];
    EXPECT_EQ(addresses["main"].get<std::string>(), "NA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRITRLARPW");
    EXPECT_EQ(addresses["test"].get<std::string>(), "TA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRIQZTAH6C");
    EXPECT_EQ(addresses["mijin"].get<std::string>(), "MA3QGOPBAZDH2FZHIWMRC6YARFCQQUKRISEYS6VC");
}

TEST(NemKey, ImportsAPrivateKeyAndShowsWhoseItIs) {
    const KeyFolder folder;
    EXPECT_TRUE(folder.made.out.contains(kPublicKey)) << folder.made.out;
    EXPECT_TRUE(folder.made.err.empty()) << folder.made.err;
    const auto shown = run({"nem", "key", folder.at("key")});
    EXPECT_EQ(shown.code, 0) << shown.err;
    EXPECT_TRUE(shown.out.contains("--open")) << "an unopened file proves nothing";
    const auto opened = Json::parse(run({"nem", "key", folder.at("key"), "--open",
                                         "--passphrase-file", folder.at("passphrase"), "--json"})
                                        .out);
    EXPECT_EQ(opened["proven"], true);
    EXPECT_EQ(opened["publicKey"].get<std::string>(), kPublicKey);
}

TEST(NemKey, NeverShowsASecretAndIsForItsOwnerAlone) {
    const KeyFolder folder;
    const auto sealed = read(folder.at("key"));
    const auto shown = run(
        {"nem", "key", folder.at("key"), "--open", "--passphrase-file", folder.at("passphrase")});
    for (const auto& text : {sealed, folder.made.out, shown.out, shown.err}) {
        EXPECT_FALSE(text.contains(kPrivateKey.substr(8, 16)) || text.contains("horse"));
    }
    struct stat facts{};
    ASSERT_EQ(::stat(folder.at("key").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0600U);
}

TEST(NemKey, IsNewEachTimeAndNeverOverwritten) {
    const KeyFolder folder;
    const auto make = [&](const std::string& name) {
        return run({"nem", "key", folder.at(name), "--new", "--passphrase-file",
                    folder.at("passphrase"), "--cost", "interactive"});
    };
    const auto before = read(folder.at("key"));
    const auto over = make("key");
    EXPECT_EQ(over.code, 2) << over.err;
    EXPECT_EQ(read(folder.at("key")), before);
    EXPECT_EQ(make("one").code, 0);
    EXPECT_EQ(make("two").code, 0);
    const auto key_of = [&](const std::string& name) {
        return Json::parse(run({"nem", "key", folder.at(name), "--json"}).out)["publicKey"];
    };
    EXPECT_NE(key_of("one"), key_of("two"));
}

TEST(NemKey, SaysWhatIsWrongWithAFile) {
    const KeyFolder folder;
    const auto other = folder.write_secret("other", "another passphrase\n");
    const auto open = [&](const std::string& file, const std::string& passphrase) {
        return run({"nem", "key", file, "--open", "--passphrase-file", passphrase});
    };
    EXPECT_EQ(open(folder.at("key"), other).code, 3);
    EXPECT_TRUE(open(folder.at("key"), other).err.contains("another passphrase, or the file"));
    EXPECT_EQ(open(folder.at("none"), other).code, 3);
    EXPECT_EQ(open(other, other).code, 3);
    EXPECT_EQ(open(folder.at("key"), folder.at("none")).code, 3);
    EXPECT_EQ(open(folder.at("key"), folder.write_secret("empty", "\n")).code, 3);
    EXPECT_EQ(open(folder.at("key"), folder.write_secret("two", "a\nb\n")).code, 3);
    EXPECT_EQ(open(folder.at("key"), folder.write_secret("long", std::string(1025, 'x'))).code, 3);
    const auto bad = folder.write_secret("bad", std::string{kPrivateKey.substr(1)} + "g\n");
    const auto imported = run({"nem", "key", folder.at("new"), "--import", "--private-key-file",
                               bad, "--passphrase-file", other, "--cost", "interactive"});
    EXPECT_EQ(imported.code, 3);
    EXPECT_FALSE(imported.err.contains("1122")) << imported.err;
    EXPECT_FALSE(std::filesystem::exists(folder.at("new")));
}

TEST(NemKey, WarnsOfASecretThatOthersMayRead) {
    const KeyFolder folder;
    std::filesystem::permissions(folder.at("passphrase"), std::filesystem::perms{0644});
    const auto said = run(
        {"nem", "key", folder.at("key"), "--open", "--passphrase-file", folder.at("passphrase")});
    EXPECT_EQ(said.code, 0);
    EXPECT_TRUE(said.err.contains("chmod 600")) << said.err;
}

TEST(NemKey, MisuseIsExitCodeTwo) {
    const std::vector<std::string> misuses[] = {
        {"nem"},
        {"nem", "keys", "file"},
        {"nem", "key"},
        {"nem", "key", "file", "--new", "--import"},
        {"nem", "key", "file", "--private-key-file", "x"},
        {"nem", "key", "file", "--new", "--open"},
        {"nem", "key", "file", "--cost", "moderate"},
        {"nem", "key", "file", "--new", "--passphrase-file", "/dev/null", "--cost", "much"},
        {"nem", "sign", "-"},
    };
    for (const auto& words : misuses) {
        const auto said = run(words);
        EXPECT_EQ(said.code, 2) << testing::PrintToString(words) << said.err;
        EXPECT_TRUE(said.err.starts_with("dyepack: "));
    }
    EXPECT_TRUE(run({"nem", "keys", "file"}).err.contains("did you mean nem key?"));
}

TEST(NemHelp, ListsTheCommandsOfTheGroup) {
    for (const auto& words :
         {std::vector<std::string>{"nem", "--help"}, std::vector<std::string>{"help", "nem"}}) {
        const auto said = run(words);
        EXPECT_EQ(said.code, 0);
        for (const char* const name : {"nem address", "nem key", "nem decode", "nem sign"}) {
            EXPECT_TRUE(said.out.contains(name)) << said.out;
        }
    }
    EXPECT_TRUE(run({"nem", "key", "--help", "--lang", "ja"}).out.contains("パスフレーズ"));
}

// ---- at a terminal.

TEST(NemKeyTerminal, AsksTwiceAndShowsNothingOfIt) {
    const Folder folder;
    Terminal terminal{{"nem", "key", folder.at("key"), "--new", "--cost", "interactive"}};
    ASSERT_TRUE(terminal.wait_for("New passphrase: ")) << terminal.shown;
    EXPECT_FALSE(terminal.echoes());
    terminal.type("open sesame\n");
    ASSERT_TRUE(terminal.wait_for("The same again: ")) << terminal.shown;
    terminal.type("open sesame\n");
    const int status = terminal.wait();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << terminal.shown;
    EXPECT_FALSE(terminal.shown.contains("sesame")) << terminal.shown;
    EXPECT_TRUE(terminal.shown.contains("public key"));
    const auto passphrase = folder.write("passphrase", "open sesame\n");
    EXPECT_EQ(run({"nem", "key", folder.at("key"), "--passphrase-file", passphrase}).code, 0);
}

TEST(NemKeyTerminal, WritesNothingWhenTheTwoDiffer) {
    const Folder folder;
    Terminal terminal{{"nem", "key", folder.at("key"), "--new", "--cost", "interactive"}};
    ASSERT_TRUE(terminal.wait_for("New passphrase: "));
    terminal.type("open sesame\n");
    ASSERT_TRUE(terminal.wait_for("The same again: "));
    terminal.type("open sesame!\n");
    const int status = terminal.wait();
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3) << terminal.shown;
    EXPECT_FALSE(std::filesystem::exists(folder.at("key")));
}

TEST(NemKeyTerminal, IsLeftAsItWasWhenInterrupted) {
    const Folder folder;
    Terminal terminal{{"nem", "key", folder.at("key"), "--import"}};
    ASSERT_TRUE(terminal.wait_for("Private key"));
    ASSERT_TRUE(terminal.wait_for(": "));
    EXPECT_FALSE(terminal.echoes());
    terminal.type("00112233\x03");
    const int status = terminal.wait();
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    EXPECT_FALSE(terminal.shown.contains("0011"));
    EXPECT_FALSE(std::filesystem::exists(folder.at("key")));
}

}  // namespace
}  // namespace cli

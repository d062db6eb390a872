#include <nlohmann/json.hpp>

#include "nem_samples.hpp"

namespace cli {
namespace {

using Json = nlohmann::json;

struct Signed : KeyFolder {
    Signed() {
        input = write("unsigned.json", unsigned_transfer());
        const auto said = run_with_key({"nem", "sign", input, "--out", at("announced.json")});
        EXPECT_EQ(said.code, 0) << said.err;
        announced = at("announced.json");
    }
    std::string input;
    std::string announced;
};

TEST(NemDecode, ShowsWhatATransactionSaysInBothLanguages) {
    const Folder folder;
    const auto file = folder.write("t.json", unsigned_transfer());
    const auto said = run({"nem", "decode", file});
    EXPECT_EQ(said.code, 0) << said.err;
    for (const char* const part : {"transfer", "test network", "1.500000 XEM", "hello",
                                   "0.100000 XEM", "2018-01-22 02:19:45 UTC"}) {
        EXPECT_TRUE(said.out.contains(part)) << part << said.out;
    }
    EXPECT_TRUE(run({"nem", "decode", file, "--lang", "ja"}).out.contains("受け手"));
}

TEST(NemDecode, ReadsEveryFormOfTheSame) {
    const Signed folder;
    const auto first = run({"nem", "decode", folder.announced, "--json"});
    ASSERT_EQ(first.code, 0) << first.err;
    const auto json = Json::parse(first.out);
    const auto hex = json["bytes"].get<std::string>();
    std::string binary;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        binary += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    for (const auto& form :
         {folder.write("document", first.out), folder.write("nis.json", json["transaction"].dump()),
          folder.write("hex", hex + "\n"), folder.write("binary", binary), hex}) {
        EXPECT_EQ(run({"nem", "decode", form, "--json"}).out, first.out) << form;
    }
    EXPECT_EQ(run({"nem", "decode", "-", "--json"}, {.answers = first.out}).out, first.out);
}

TEST(NemDecode, SaysWhereInputIsWrong) {
    const Folder folder;
    const auto complains = [](const std::string& input, std::string_view part) {
        const auto said = run({"nem", "decode", input});
        EXPECT_EQ(said.code, 3) << input;
        EXPECT_TRUE(said.out.empty());
        EXPECT_TRUE(said.err.contains(part)) << said.err;
    };
    complains(folder.write("cut", "0101000001000098"), "ends too early");
    complains(folder.write("list.json", "[1]"), "not a JSON document");
    complains(folder.write("half.json", "{\"type\":257"), "not a JSON document");
    complains(folder.write("less.json", "{\"type\":257,\"version\":-1744830463}"), "missing");
    complains("nothing", "no such file");
    complains(folder.at("none.json"), "none.json");
    complains("abc", "hexadecimal");
    complains(folder.path(), folder.path().string());
}

TEST(NemSign, MakesWhatMayBeAnnouncedAndVerifies) {
    const Signed folder;
    const auto announced = Json::parse(read(folder.announced));
    EXPECT_EQ(announced.size(), 2U);
    EXPECT_EQ(announced["signature"].get<std::string>().size(), 128U);
    const auto verified = run({"nem", "verify", folder.announced});
    EXPECT_EQ(verified.code, 0) << verified.err;
    EXPECT_TRUE(verified.out.contains("1 valid, 0 not valid")) << verified.out;
    const auto again = folder.run_with_key({"nem", "sign", announced["data"].get<std::string>()});
    EXPECT_EQ(again.out, read(folder.announced)) << "signatures are deterministic";
}

TEST(NemVerify, FindsAnythingThatWasChanged) {
    const Signed folder;
    auto json = Json::parse(run({"nem", "decode", folder.announced, "--json"}).out);
    json["transaction"]["amount"] = 1500001;
    const auto changed = folder.write("changed.json", json.dump());
    const auto said = run({"nem", "verify", changed, "--json"});
    EXPECT_EQ(said.code, 1);
    EXPECT_EQ(Json::parse(said.out)["valid"], false);
    EXPECT_TRUE(run({"nem", "verify", changed}).out.contains("NOT VALID"));
    const auto none = run({"nem", "verify", folder.input});
    EXPECT_EQ(none.code, 3);
    EXPECT_TRUE(none.err.contains("no signature")) << none.err;
}

TEST(NemSign, SignsNisOwnForm) {
    const KeyFolder folder;
    auto json = Json::parse(unsigned_transfer());
    json["version"] = -1744830462;
    const auto mosaic = [](const char* name, int quantity) {
        return Json{{"mosaicId", {{"namespaceId", "a"}, {"name", name}}}, {"quantity", quantity}};
    };
    json["mosaics"] = {mosaic("z", 1), mosaic("b", 2), mosaic("z", 3)};
    const auto input = folder.write("unsorted.json", json.dump());
    const auto said = folder.run_with_key({"nem", "sign", input});
    ASSERT_EQ(said.code, 0) << said.err;
    EXPECT_TRUE(said.err.contains("NIS's own form")) << said.err;
    const auto announced = folder.write("announced.json", said.out);
    const auto decoded = Json::parse(run({"nem", "decode", announced, "--json"}).out);
    EXPECT_EQ(decoded["canonical"], true);
    EXPECT_EQ(decoded["transaction"]["mosaics"], Json({mosaic("b", 2), mosaic("z", 4)}));
    EXPECT_EQ(run({"nem", "verify", announced}).code, 0);
}

TEST(NemSign, RefusesWhatTheKeyMayNotSign) {
    const Signed folder;
    EXPECT_EQ(folder.run_with_key({"nem", "sign", folder.announced}).code, 3) << "signed already";
    auto json = Json::parse(unsigned_transfer());
    json["signer"] = std::string(64, '1');
    const auto other = folder.run_with_key({"nem", "sign", folder.write("o", json.dump())});
    EXPECT_EQ(other.code, 3);
    EXPECT_TRUE(other.err.contains("another signer")) << other.err;
    json = Json::parse(unsigned_transfer());
    json["version"] = 0x61000001;
    const auto network = folder.run_with_key({"nem", "sign", folder.write("n", json.dump())});
    EXPECT_EQ(network.code, 3);
    EXPECT_TRUE(network.err.contains("unknown network")) << network.err;
    EXPECT_EQ(folder.run_with_key({"nem", "sign", folder.input, "--out", folder.input}).code, 2);
}

TEST(NemSign, EncryptsAMessageThatTheOtherPartyReads) {
    const Signed folder;
    // The key is both parties here; the suite with the SDKs has two.
    for (const char* const cipher : {"aes-gcm", "aes-cbc"}) {
        const auto said = folder.run_with_key({"nem", "sign", folder.input, "--encrypt-for",
                                               std::string{kPublicKey}, "--cipher", cipher});
        ASSERT_EQ(said.code, 0) << said.err;
        const auto file = folder.write("encrypted.json", said.out);
        EXPECT_EQ(run({"nem", "verify", file}).code, 0);
        EXPECT_TRUE(run({"nem", "decode", file}).out.contains("encrypted"));
        const auto read = Json::parse(folder.run_with_key({"nem", "decode", file, "--json"}).out);
        EXPECT_EQ(read["message"],
                  (Json{{"scheme", cipher}, {"hex", "68656c6c6f"}, {"text", "hello"}}));
    }
    const auto not_encrypted = folder.run_with_key({"nem", "decode", folder.input});
    EXPECT_TRUE(not_encrypted.out.contains("hello")) << not_encrypted.out;
}

TEST(NemSign, SaysWhatAnEncryptionLacks) {
    const Signed folder;
    const auto sign = [&](const std::vector<std::string>& more) {
        std::vector<std::string> words{"nem", "sign", folder.input};
        words.insert(words.end(), more.begin(), more.end());
        return folder.run_with_key(words).code;
    };
    const std::string key{kPublicKey};
    EXPECT_EQ(sign({"--cipher", "aes-gcm"}), 2);
    EXPECT_EQ(sign({"--encrypt-for", "12"}), 2);
    EXPECT_EQ(sign({"--encrypt-for", key, "--cipher", "rot13"}), 2);
    EXPECT_EQ(sign({"--encrypt-for", std::string(64, '0')}), 3) << "no point";
    auto json = Json::parse(unsigned_transfer());
    json["message"] = Json::object();
    const auto silent = folder.write("silent.json", json.dump());
    EXPECT_EQ(folder.run_with_key({"nem", "sign", silent, "--encrypt-for", key}).code, 3);
}

}  // namespace
}  // namespace cli
